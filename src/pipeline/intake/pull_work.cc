#include "pipeline/intake/pull_work.h"

#include <memory>
#include <optional>
#include <utility>

#include "base/text.h"
#include "catalogue/media_view.h"
#include "catalogue/procedures.h"
#include "model/errors.h"
#include "model/limits.h"
#include "pipeline/intake/download.h"
#include "pipeline/intake/pull_cover.h"
#include "pipeline/intake/pull_hls.h"
#include "pipeline/new_media.h"
#include "pipeline/task_work.h"

namespace vod {
namespace {

// The last part of the URL's path without its extension.
std::string name_in(std::string_view url) {
  url = url.substr(0, url.find_first_of("?#"));
  const auto name = url.substr(url.rfind('/') + 1);
  return url_decode(name.substr(0, name.rfind('.')));
}

NewMediaWish wish_of(const Task& task, const wire::PullUploadRequest& request) {
  NewMediaWish wish;
  wish.app = task.app;
  wish.name = request.MediaName.value_or("");
  if (wish.name.empty()) wish.name = name_in(request.MediaUrl);
  wish.class_id = request.ClassId.value_or(0);
  wish.expire_ms = parse_iso8601(request.ExpireTime.value_or("")).value_or(0);
  wish.type = lower(request.MediaType.value_or("mp4"));
  wish.source_type = "Upload";
  wish.source_context = request.SourceContext.value_or("");
  return wish;
}

Result<NewMedia> pull_file(TaskWork& work, const NewMediaWish& wish, const std::string& url, std::int64_t deadline_ms) {
  Workshop& workshop = work.workshop();
  DownloadWish file_wish;
  file_wish.url = url;
  file_wish.bytes_max = workshop.pull_bytes_max;
  file_wish.bytes_max_name = "pull.max_bytes";
  file_wish.deadline_ms = deadline_ms;
  file_wish.progress = [&, shown = -1](std::uint64_t come, std::uint64_t all) mutable {
    const int percent = all > 0 ? static_cast<int>(come * 100 / all) : 0;
    if (std::exchange(shown, percent) != percent) work.show(static_cast<double>(percent) / 100);
  };
  VOD_TRY(const auto downloaded, download(workshop, file_wish, work.stop()));
  VOD_TRY(const auto file, workshop.blobs.local_path(downloaded.blob));
  const auto found = workshop.probes.probe(workshop.processes, file);
  if (!found) {
    static_cast<void>(workshop.blobs.remove(downloaded.blob));
    return found.error();
  }
  NewMedia pulled = new_media_of(workshop, wish, found.value());
  pulled.main.blob = downloaded.blob;
  pulled.main.size_bytes = downloaded.size_bytes;
  pulled.main.crc64 = downloaded.crc64;
  pulled.main.etag = downloaded.md5;
  return pulled;
}

/// What a pull brought.
struct Pulled {
  NewMedia media;
  std::optional<catalogue::ObjectRow> cover;
};

Result<Pulled> pull(TaskWork& work, const wire::PullUploadRequest& request) {
  Workshop& workshop = work.workshop();
  const std::int64_t deadline_ms = workshop.clock.monotonic_ms() + limits::pull_ms_max;
  // The small thing first: a cover that can't be had is told before hours of fetching.
  std::optional<PulledCover> cover;
  if (const auto url = request.CoverUrl.value_or(""); !url.empty()) {
    VOD_TRY(cover, pull_cover(workshop, url, deadline_ms, work.stop()));
  }
  const NewMediaWish wish = wish_of(work.task(), request);
  const auto& pull_it = wish.type == "m3u8" ? pull_hls : pull_file;
  Pulled pulled;
  VOD_TRY(pulled.media, pull_it(work, wish, request.MediaUrl, deadline_ms));
  if (cover) {
    VOD_TRY(pulled.cover, store_cover(workshop, pulled.media.media, *cover));
  }
  return pulled;
}

// The flow that the request named; "" when none was, or when it was deleted meanwhile.
Result<std::string> start_flow(Transaction& tx, TaskWork& work, const Media& media, const std::string& name) {
  if (name.empty()) return std::string();
  const Task& task = work.task();
  const catalogue::TaskWish wish{.app = task.app,
                                 .priority = task.priority,
                                 .notify = NotifyMode::finish,
                                 .session_id = {},
                                 .session_context = task.session_context};
  Workshop& workshop = work.workshop();
  const auto flow = catalogue::start_procedure_by_name(tx, workshop.bells, workshop.random, wish, media, name,
                                                       workshop.clock.wall_ms());
  if (flow) return flow.value().value;
  if (flow.error().code != ErrorCode::value_procedure_name) return flow.error();
  workshop.log.warn("media {}: {}", media.id.text(), message_of(flow.error()));
  return std::string();
}

Result<LastChange<wire::PullUploadTask>> last_change(TaskWork& work) {
  VOD_TRY(auto request, wire::decode_answer<wire::PullUploadRequest>(std::string_view(work.task().request_json)));
  VOD_TRY(auto made, pull(work, request));
  // Shared, since a function object must be copyable.
  const auto pulled = std::make_shared<const Pulled>(std::move(made));
  const std::string procedure = request.Procedure.value_or("");
  return LastChange<wire::PullUploadTask>(
      [&work, pulled, procedure](Transaction& tx, wire::PullUploadTask& state) -> Done {
        const Media& media = pulled->media.media;
        VOD_TRY(insert_new_media(tx, pulled->media));
        if (pulled->cover) {
          VOD_TRY(catalogue::save_object(tx, *pulled->cover));
        }
        work.task().file = media.id;
        VOD_TRY(state.ProcedureTaskId, start_flow(tx, work, media, procedure));
        state.FileId = media.id.text();
        state.FileUrl = media.path;
        // With paths where URLs go: they are put in when it is told.
        VOD_TRY(state.MediaBasicInfo, catalogue::basic_info(tx, media, {}));
        state.MetaData = wire::metadata_view(media);
        return done();
      });
}

}  // namespace

void perform_pull(Workshop& workshop, Task task, std::stop_token stop) {
  perform_task<wire::PullUploadTask>(workshop, std::move(task), stop,
                                     [](TaskWork& work, const wire::PullUploadTask&) { return last_change(work); });
}

}  // namespace vod
