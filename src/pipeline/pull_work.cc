#include "pipeline/pull_work.h"

#include <utility>

#include "base/text.h"
#include "catalogue/media.h"
#include "catalogue/objects.h"
#include "catalogue/task_events.h"
#include "catalogue/tasks.h"
#include "model/errors.h"
#include "model/file_ids.h"
#include "model/media_types.h"
#include "model/paths.h"
#include "pipeline/download.h"
#include "pipeline/fresh_media.h"
#include "pipeline/patient_write.h"
#include "pipeline/probe.h"

namespace vod {
namespace {

/// A pulled file that turned out to be media, with the rows that will name it.
struct Pulled {
  Media media;
  catalogue::ObjectRow object;
};

// The last part of the URL's path without its extension.
std::string name_in(std::string_view url) {
  url = url.substr(0, url.find_first_of("?#"));
  const auto name = url.substr(url.rfind('/') + 1);
  return url_decode(name.substr(0, name.rfind('.')));
}

Media media_of(Workshop& workshop, const Task& task, const wire::PullUploadRequest& request, std::int64_t now_ms) {
  Media media;
  media.app = task.app;
  media.id = new_file_id(workshop.random);
  media.type = lower(request.MediaType.value_or("mp4"));
  media.name = request.MediaName.value_or("");
  if (media.name.empty()) media.name = name_in(request.MediaUrl);
  media.class_id = request.ClassId.value_or(0);
  media.path = media_folder(task.app, media.id) + workshop.random.alphanumeric(12) + "." + media.type;
  media.storage_region = std::string(default_storage_region);
  media.source_context = request.SourceContext.value_or("");
  media.created_ms = media.updated_ms = now_ms;
  media.expire_ms = parse_iso8601(request.ExpireTime.value_or("")).value_or(0);
  return media;
}

Result<Pulled> pull(Workshop& workshop, const Task& task, const std::stop_token& stop) {
  VOD_TRY(const auto request, wire::decode_answer<wire::PullUploadRequest>(std::string_view(task.request_json)));
  VOD_TRY(const auto downloaded, download(workshop, request.MediaUrl, stop));
  VOD_TRY(const auto file, workshop.blobs.local_path(downloaded.blob));
  auto found = workshop.probes.probe(workshop.processes, file);
  if (!found) {
    static_cast<void>(workshop.blobs.remove(downloaded.blob));
    return found.error();
  }
  const std::int64_t now_ms = workshop.clock.wall_ms();
  Pulled pulled;
  pulled.media = media_of(workshop, task, request, now_ms);
  set_probe_result(pulled.media, found);
  pulled.object = {.path = pulled.media.path,
                   .app = task.app,
                   .file = pulled.media.id,
                   .blob = downloaded.blob,
                   .size_bytes = downloaded.size_bytes,
                   .crc64 = downloaded.crc64,
                   .etag = downloaded.md5,
                   .content_type = std::string(content_type_of(pulled.media.type)),
                   .created_ms = now_ms,
                   .upload_id = {},
                   .is_sealed = true};
  return pulled;
}

void end_state(wire::PullUploadTask& state, const Result<Pulled>& pulled) {
  state.Status = "FINISH";
  state.Progress = 100;
  if (!pulled) {
    const auto code = error_row(pulled.error().code).wire_code;
    state.ErrCode = legacy_code_of(code);
    state.Message = std::string(code) + ": " + message_of(pulled.error());
    return;
  }
  const Media& media = pulled.value().media;
  state.ErrCode = 0;
  state.Message = "SUCCESS";
  state.FileId = media.id.text();
  state.FileUrl = media.path;
  // With paths where URLs go: they are put in when it is told.
  state.MediaBasicInfo = wire::basic_info_view(media, {});
  state.MetaData = wire::metadata_view(media);
}

}  // namespace

void perform_pull(Workshop& workshop, Task task, std::stop_token stop) {
  auto state = wire::decode_answer<wire::PullUploadTask>(std::string_view(task.detail_json));
  if (!state) {
    workshop.log.error("task {}: its row can't be read", task.id.value);
    return;
  }
  const std::int64_t began_ms = workshop.clock.monotonic_ms();
  const auto pulled = pull(workshop, task, stop);
  if (stop.stop_requested()) return;
  end_state(state.value(), pulled);
  task.status = TaskStatus::finish;
  task.finish_ms = workshop.clock.wall_ms();
  task.wall_ms += workshop.clock.monotonic_ms() - began_ms;
  if (pulled) task.file = pulled.value().media.id;
  task.detail_json = wire::encode_text(state.value());
  const auto change = [&](Transaction& tx) -> Done {
    VOD_TRY(const bool ours, catalogue::update_claimed_task(tx, task));
    if (!ours) return error(ErrorCode::cancelled);
    if (pulled) {
      VOD_TRY(catalogue::insert_media(tx, pulled.value().media));
      VOD_TRY(catalogue::save_object(tx, pulled.value().object));
    }
    return catalogue::append_end_event(tx, workshop.bells, task, state.value(), workshop.url, task.finish_ms);
  };
  const auto written = patient_write(workshop, change, stop);
  if (!written && written.error().code != ErrorCode::cancelled)
    workshop.log.error("task {}: its result could not be written: {}", task.id.value, message_of(written.error()));
}

}  // namespace vod
