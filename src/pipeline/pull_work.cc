#include "pipeline/pull_work.h"

#include <memory>
#include <utility>

#include "base/text.h"
#include "model/errors.h"
#include "pipeline/download.h"
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

Result<NewMedia> pull(TaskWork& work) {
  Workshop& workshop = work.workshop();
  const Task& task = work.task();
  VOD_TRY(const auto request, wire::decode_answer<wire::PullUploadRequest>(std::string_view(task.request_json)));
  VOD_TRY(const auto downloaded, download(workshop, request.MediaUrl, work.stop()));
  VOD_TRY(const auto file, workshop.blobs.local_path(downloaded.blob));
  const auto found = workshop.probes.probe(workshop.processes, file);
  if (!found) {
    static_cast<void>(workshop.blobs.remove(downloaded.blob));
    return found.error();
  }
  NewMedia pulled = new_media_of(workshop, wish_of(task, request), found.value());
  pulled.main.blob = downloaded.blob;
  pulled.main.size_bytes = downloaded.size_bytes;
  pulled.main.crc64 = downloaded.crc64;
  pulled.main.etag = downloaded.md5;
  return pulled;
}

Result<LastChange<wire::PullUploadTask>> last_change(TaskWork& work) {
  VOD_TRY(auto made, pull(work));
  // Shared, since a function object must be copyable.
  const auto pulled = std::make_shared<const NewMedia>(std::move(made));
  return LastChange<wire::PullUploadTask>([&work, pulled](Transaction& tx, wire::PullUploadTask& state) -> Done {
    const Media& media = pulled->media;
    VOD_TRY(insert_new_media(tx, *pulled));
    work.task().file = media.id;
    state.FileId = media.id.text();
    state.FileUrl = media.path;
    // With paths where URLs go: they are put in when it is told.
    state.MediaBasicInfo = wire::basic_info_view(media, {});
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
