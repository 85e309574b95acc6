#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "base/result.h"
#include "model/media.h"
#include "model/metadata.h"
#include "pipeline/adaptive/ladder.h"
#include "pipeline/pictures/planned_pictures.h"
#include "pipeline/wishes.h"
#include "ports/processes.h"

namespace vod {

/// An output that a run makes. `file` is its main file, relative to the run's folder and in a folder of its own; its
/// other files (the segments of a playlist, pictures) lie beside it in a folder with its name without the extension
/// ("0/v.f100210.m3u8", "0/v.f100210/00000.ts"). An output of pictures alone has only that folder.
struct PlannedOutput {
  std::size_t index = 0;
  OutputKind kind = OutputKind::transcode;
  std::int64_t definition = 0;
  std::string file;
  bool has_video = false;
  bool has_audio = false;
  int width = 0;
  int height = 0;
  /// An output that is clearly shorter than this means that the source broke off; 0 = not known.
  double duration_s = 0;
  /// Of outputs of pictures.
  PlannedPictures pictures = {};
  /// Of an adaptive stream.
  std::optional<PlannedLadder> ladder = {};
  /// FFmpeg commands that finish it, one after another, once the run is over; argv as in a run, with its inputs and
  /// limits.
  std::vector<std::vector<std::string>> then = {};
};

/// A file that a run reads besides the source: one that is there, or a text that is written for it (what users say
/// reaches FFmpeg only in files). In argv "{in:NAME}" stands for its path, quoted as a filter's value in filter graphs.
struct PlannedInput {
  std::string name;
  std::variant<std::filesystem::path, std::string> content;
};

/// One FFmpeg run. In argv "{in}" stands for the source's path and "{out}" for the run's folder.
struct PlannedRun {
  std::vector<std::string> argv;
  std::vector<PlannedInput> inputs;
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
  /// Something else decodes the whole source, so that pictures from it cost next to nothing. Set by plan_task().
  bool decodes_anyway = false;
};

/// Decides which FFmpeg runs make the outputs. Pure. What needs the whole picture decoded shares one run (decoded once,
/// scaled in a cascade, encoded many) while the estimated memory fits limits::grouped_memory_bytes_max and the source
/// is under limits::grouped_source_s_max; copies and single pictures have runs of their own.
TaskPlan plan_task(const MediaMetadata& source, const std::vector<OutputWish>& wishes, const PlanSettings& settings);

}  // namespace vod
