#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <stop_token>
#include <vector>

#include "base/log.h"
#include "base/result.h"
#include "model/metadata.h"
#include "pipeline/made_output.h"
#include "pipeline/plan.h"
#include "ports/processes.h"

namespace vod {

/// How far the outputs of one run are.
struct RunProgress {
  std::vector<std::size_t> indices;
  /// 0 to 1.
  double share = 0;
  double speed = 0;
  /// Negative = not known.
  double left_s = -1;
};

/// What the performer of a plan hears on the way; called on the thread of perform(), `progress` on the runner's: it
/// must be short.
struct RunObserver {
  std::function<void(const RunProgress&)> progress;
  /// An output is finished and probed.
  std::function<void(MadeOutput)> made;
  /// An output can't be made.
  std::function<void(std::size_t index, Error)> failed;
};

/// What performing a plan took.
struct RunCost {
  std::int64_t cpu_ms = 0;
  std::int64_t wall_ms = 0;
};

/// What is to be performed, on what.
struct RunOrder {
  MediaMetadata source;
  std::filesystem::path source_file;
  /// An empty folder on the blob store's file system; outputs are left in its folder "out", and what runs read besides
  /// the source is written into its folder "in".
  std::filesystem::path folder;
  std::vector<OutputWish> wishes;
  PlanSettings settings;
};

/// Plans and performs: runs the plan's runs one after another and probes what they make. When a run for several outputs
/// fails, its complete outputs are kept and the others are made one by one, so that each ends with success or with its
/// own error. Every wish is heard of exactly once, as made or failed; after a stop with task_cancelled, within a
/// second.
RunCost perform(Processes& processes, const RunOrder& order, const RunObserver& observer, std::stop_token stop);

}  // namespace vod
