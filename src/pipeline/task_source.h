#pragma once

#include <filesystem>
#include <memory>
#include <stop_token>
#include <vector>

#include "model/media.h"
#include "model/metadata.h"
#include "pipeline/work_folder.h"
#include "pipeline/workshop.h"

namespace vod {

/// A media that a task works on: its row, where its original can be read, and what is in it.
struct TaskSource {
  Media media;
  std::filesystem::path file;
  MediaMetadata metadata;
  /// What keeps `file` where it is; copies share it (source_file.h).
  std::shared_ptr<const WorkFolder> folder = {};
};

/// Finds a media's original, waits until it is joined, and probes it: the one place where a task's sources are checked.
/// source_deleted, other SourceFileError codes of the probe, task_cancelled.
Result<TaskSource> open_source(Workshop& workshop, AppId app, FileId file, const std::stop_token& stop);

/// In the transaction that writes what was made of them: source_deleted when one of the media, or its original, was
/// deleted meanwhile.
Done check_sources_stay(ReadTransaction& tx, AppId app, const std::vector<FileId>& files);

}  // namespace vod
