#include "pipeline/intake/source_file.h"

#include <functional>
#include <utility>

#include "catalogue/media.h"
#include "catalogue/objects.h"
#include "model/errors.h"
#include "model/limits.h"
#include "pipeline/edit/hls_join.h"
#include "pipeline/intake/hls_source.h"
#include "pipeline/patient_write.h"
#include "pipeline/probe.h"

namespace vod {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view hls_type = "m3u8";

Result<Media> find(Workshop& workshop, AppId app, FileId file) {
  std::optional<Media> media;
  VOD_TRY(workshop.database.read([&](ReadTransaction& tx) -> Done {
    VOD_TRY(media, catalogue::find_media(tx, app, file));
    return done();
  }));
  if (!media || !media->has_original) return error(ErrorCode::source_deleted, file.text());
  if (!media->is_readable()) return error(ErrorCode::source_archived, file.text());
  return std::move(*media);
}

Result<std::optional<fs::path>> find_file(Workshop& workshop, const Media& media) {
  std::optional<catalogue::ObjectRow> object;
  VOD_TRY(workshop.database.read([&](ReadTransaction& tx) -> Done {
    VOD_TRY(object, catalogue::find_object(tx, media.path));
    return done();
  }));
  if (!object) return error(ErrorCode::source_deleted, media.id.text());
  if (!object->blob) return std::optional<fs::path>();
  VOD_TRY(auto path, workshop.blobs.local_path(*object->blob));
  return std::optional(std::move(path));
}

// Asks until there is something, as long as a joining may take.
template <class Found>
Result<Found> wait_for(const Media& media, const std::stop_token& stop,
                       const std::function<Result<std::optional<Found>>()>& look) {
  for (std::int64_t waited_ms = 0; waited_ms <= limits::join_wait_ms_max; waited_ms += limits::join_look_again_ms) {
    if (stop.stop_requested()) return error(ErrorCode::task_cancelled);
    VOD_TRY(auto found, look());
    if (found) return std::move(*found);
    rest(limits::join_look_again_ms, stop);
  }
  return error(ErrorCode::source_error, media.id.text(), "The parts of the upload were not joined in time.");
}

Result<SourceFile> open_hls(Workshop& workshop, const Media& media, const std::stop_token& stop) {
  VOD_TRY(const auto hls, wait_for<HlsSource>(media, stop, [&] { return find_hls_source(workshop, media); }));
  VOD_TRY(auto folder, workshop.blobs.make_work_folder());
  SourceFile source;
  source.folder = std::make_shared<const WorkFolder>(std::move(folder));
  VOD_TRY(source.path, join_hls(workshop, hls, source.folder->path(), stop));
  // Not through the probes that are remembered: the file's name comes again with other bytes.
  VOD_TRY(source.metadata, probe_source(workshop.processes, source.path));
  return source;
}

}  // namespace

Result<fs::path> wait_for_source(Workshop& workshop, AppId app, FileId file, const std::stop_token& stop) {
  VOD_TRY(const auto media, find(workshop, app, file));
  return wait_for<fs::path>(media, stop, [&] { return find_file(workshop, media); });
}

Result<std::optional<MediaMetadata>> probe_media(Workshop& workshop, AppId app, FileId file) {
  VOD_TRY(const auto media, find(workshop, app, file));
  std::optional<MediaMetadata> found;
  if (media.type == hls_type) {
    VOD_TRY(const auto hls, find_hls_source(workshop, media));
    if (!hls) return found;
    VOD_TRY(found, probe_hls(workshop, *hls));
    return found;
  }
  VOD_TRY(const auto path, find_file(workshop, media));
  if (!path) return found;
  VOD_TRY(found, workshop.probes.probe(workshop.processes, *path));
  return found;
}

Result<SourceFile> open_source_file(Workshop& workshop, AppId app, FileId file, const std::stop_token& stop) {
  VOD_TRY(const auto media, find(workshop, app, file));
  if (media.type == hls_type) return open_hls(workshop, media, stop);
  SourceFile source;
  VOD_TRY(source.path, wait_for_source(workshop, app, file, stop));
  VOD_TRY(source.metadata, workshop.probes.probe(workshop.processes, source.path));
  return source;
}

}  // namespace vod
