#include "pipeline/task_source.h"

#include <optional>
#include <utility>

#include "catalogue/media.h"
#include "model/errors.h"
#include "pipeline/intake/source_file.h"

namespace vod {

Result<TaskSource> open_source(Workshop& workshop, AppId app, FileId file, const std::stop_token& stop) {
  TaskSource source;
  VOD_TRY(auto opened, open_source_file(workshop, app, file, stop));
  source.file = std::move(opened.path);
  source.metadata = std::move(opened.metadata);
  source.folder = std::move(opened.folder);
  VOD_TRY(workshop.database.read([&](ReadTransaction& tx) -> Done {
    VOD_TRY(auto media, catalogue::find_media(tx, app, file));
    if (!media) return error(ErrorCode::source_deleted, file.text());
    source.media = std::move(*media);
    return done();
  }));
  return source;
}

Done check_sources_stay(ReadTransaction& tx, AppId app, const std::vector<FileId>& files) {
  for (const FileId file : files) {
    VOD_TRY(const auto media, catalogue::find_media(tx, app, file));
    if (!media || !media->has_original) {
      return error(ErrorCode::source_deleted, file.text(),
                   "The media " + file.text() + " was deleted while the task was open.");
    }
  }
  return done();
}

}  // namespace vod
