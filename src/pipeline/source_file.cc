#include "pipeline/source_file.h"

#include "catalogue/media.h"
#include "catalogue/objects.h"
#include "model/errors.h"
#include "model/limits.h"
#include "pipeline/patient_write.h"

namespace vod {

Result<std::optional<std::filesystem::path>> find_source(Workshop& workshop, AppId app, FileId file) {
  std::optional<catalogue::ObjectRow> object;
  VOD_TRY(workshop.database.read([&](ReadTransaction& tx) -> Done {
    VOD_TRY(const auto media, catalogue::find_media(tx, app, file));
    if (!media || !media->has_original) return done();
    VOD_TRY(object, catalogue::find_object(tx, media->path));
    return done();
  }));
  if (!object) return error(ErrorCode::source_deleted, file.text());
  if (!object->blob) return std::optional<std::filesystem::path>();
  VOD_TRY(auto path, workshop.blobs.local_path(*object->blob));
  return std::optional(std::move(path));
}

Result<std::filesystem::path> wait_for_source(Workshop& workshop, AppId app, FileId file, std::stop_token stop) {
  for (std::int64_t waited_ms = 0; waited_ms <= limits::join_wait_ms_max; waited_ms += limits::join_look_again_ms) {
    if (stop.stop_requested()) return error(ErrorCode::task_cancelled);
    VOD_TRY(auto path, find_source(workshop, app, file));
    if (path) return std::move(*path);
    rest(limits::join_look_again_ms, stop);
  }
  return error(ErrorCode::source_error, file.text(), "The parts of the upload were not joined in time.");
}

}  // namespace vod
