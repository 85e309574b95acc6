#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <stop_token>

#include "base/ids.h"
#include "model/media.h"
#include "model/metadata.h"
#include "pipeline/work_folder.h"
#include "pipeline/workshop.h"

namespace vod {

/// The original of a media as one file that programs can read, and what is in it. Of an HLS media it is the file that
/// its playlist stands for, put together for this purpose; its container is that of the file.
struct SourceFile {
  std::filesystem::path path;
  MediaMetadata metadata;
  /// Holds what was put together; copies share it, and it goes with the last of them. Null for other media.
  std::shared_ptr<const WorkFolder> folder = {};
};

/// Where the bytes of the original lie, of an HLS media its playlist; waits for the joining of its parts. For what
/// reads bytes itself: programs get open_source_file(). The same errors.
Result<std::filesystem::path> wait_for_source(Workshop& workshop, AppId app, FileId file, const std::stop_token& stop);

/// What is in the original of a media; nothing while its parts are still being joined. source_deleted when the media,
/// its original or its bytes are not there; errors of probe_source(), find_hls_source().
Result<std::optional<MediaMetadata>> probe_media(Workshop& workshop, AppId app, FileId file);

/// Finds the original, waits until it is joined, probes it. The same errors; task_cancelled when it was stopped,
/// source_error when the joining takes too long, disk_full.
Result<SourceFile> open_source_file(Workshop& workshop, AppId app, FileId file, const std::stop_token& stop);

}  // namespace vod
