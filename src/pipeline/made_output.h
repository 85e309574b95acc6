#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "base/result.h"
#include "model/metadata.h"
#include "pipeline/plan.h"
#include "ports/processes.h"

namespace vod {

/// A finished output: its main file, whole and probed, and its other files.
struct MadeOutput {
  PlannedOutput planned;
  std::filesystem::path file;
  /// What lies in the folder with the main file's name, sorted: segments, pictures.
  std::vector<std::filesystem::path> others;
  /// Of the main file where it is one that can be probed.
  MediaMetadata metadata;
  /// Of an adaptive stream.
  std::optional<MadeLadder> ladder = {};
};

/// Formats whose index says how long they are; others estimate it.
bool knows_its_duration(const MediaMetadata& source);

/// The output as it really is, in the run's folder; an error when it is missing, unreadable or cut short.
Result<MadeOutput> look_at_output(Processes& processes, const MediaMetadata& source, const PlannedOutput& planned,
                                  const std::filesystem::path& folder);

/// Whether an output of a run that failed has all that it is to have: FFmpeg ends all outputs of a run, each with an
/// index, when one of them can't be written on. False where that can't be told, since the source doesn't say how long
/// it is.
bool is_complete(const MediaMetadata& source, const MadeOutput& made);

}  // namespace vod
