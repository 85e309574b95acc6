#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "base/result.h"
#include "model/media.h"
#include "model/metadata.h"
#include "model/templates.h"
#include "ports/processes.h"

namespace vod {

/// Where in the source a still picture is taken: seconds from the start, or percent of its duration.
struct CoverWish {
  SnapshotTemplate wanted;
  bool percent = false;
  double value = 0;
};

/// One output that a task asks for. `index` is the number of its sub-task.
struct OutputWish {
  std::size_t index = 0;
  std::variant<TranscodeTemplate, CoverWish> what;
};

/// A file that a run makes. `file` is relative to the run's folder and lies in a folder of its own; the segments of a
/// playlist lie beside it, in a folder with its name ("0/v.f100210.m3u8", "0/v.f100210/00000.ts").
struct PlannedOutput {
  std::size_t index = 0;
  OutputKind kind = OutputKind::transcode;
  int definition = 0;
  std::string file;
  bool has_video = false;
  bool has_audio = false;
  int width = 0;
  int height = 0;
  /// An output that is clearly shorter than this means that the source broke off; 0 = not known.
  double duration_s = 0;
};

/// One FFmpeg run. In argv "{in}" stands for the source's path and "{out}" for the run's folder.
struct PlannedRun {
  std::vector<std::string> argv;
  std::vector<PlannedOutput> outputs;
  ProcessLimits limits;
  /// How long the media is that it works through, for the progress.
  double duration_s = 0;
};

struct TaskPlan {
  std::vector<PlannedRun> runs;
  /// Sub-tasks that can't be done with this source, and why.
  std::vector<std::pair<std::size_t, Error>> refused;
};

struct PlanSettings {
  /// x264 and x265 preset: the setting transcode.speed.
  std::string speed = "veryfast";
  /// Threads per codec; 0 = FFmpeg's choice by the machine.
  int threads = 0;
};

/// Decides which FFmpeg runs make the outputs. Pure. Transcodes share one run (decoded once, scaled in a cascade,
/// encoded many) while the estimated memory fits limits::grouped_memory_bytes_max and the source is under
/// limits::grouped_source_s_max; copies and covers have runs of their own, since they need no decoding of the whole.
TaskPlan plan_task(const MediaMetadata& source, const std::vector<OutputWish>& wishes, const PlanSettings& settings);

}  // namespace vod
