#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "model/metadata.h"
#include "pipeline/filter_graph.h"
#include "pipeline/plan.h"

namespace vod {

/// The stretch of the source that an output is made of, in seconds; end 0 = to the end.
struct Clip {
  double start_s = 0;
  double end_s = 0;

  bool operator==(const Clip&) const = default;
};

/// What one output adds to an FFmpeg run that decodes the source once for several. `argv` are its own output options;
/// in them "{v0}" is the label of pictures[0], "{v1}" that of pictures[1] and so on. Parts with the same clip share a
/// run.
struct RunPart {
  PlannedOutput output;
  std::vector<Picture> pictures;
  std::vector<std::string> argv;
  /// Files beside the source. Names are unique in a run: they begin with the number of the sub-task ("0.mark.png").
  std::vector<PlannedInput> inputs;
  /// What FFmpeg opens as inputs beside the source, for the pictures' filters ("{x0}" is the first): the options with
  /// "-i" and the place, as {"-f", "png_pipe", "-i", "file:{in:0.mark.png}"}.
  std::vector<std::vector<std::string>> sources;
  Clip clip;
  /// The largest file that it may write.
  std::uint64_t file_bytes = 0;
  /// Address space of encoders that take more of it than their frames do.
  std::uint64_t encoder_bytes = 0;
};

/// What one wish needs: a part of a shared run, or a run of its own.
using PlannedWork = std::variant<RunPart, PlannedRun>;

/// One planner per kind of output, each in plan_<kind>.cc. Errors are why this source can't give the output.
Result<PlannedWork> plan_output(const MediaMetadata& source, std::size_t index, const TranscodeWish& wish,
                                const PlanSettings& settings);
Result<PlannedWork> plan_output(const MediaMetadata& source, std::size_t index, const CoverWish& wish,
                                const PlanSettings& settings);
Result<PlannedWork> plan_output(const MediaMetadata& source, std::size_t index, const AnimatedGraphicsWish& wish,
                                const PlanSettings& settings);
Result<PlannedWork> plan_output(const MediaMetadata& source, std::size_t index, const TimedSnapshotsWish& wish,
                                const PlanSettings& settings);
Result<PlannedWork> plan_output(const MediaMetadata& source, std::size_t index, const SampleSnapshotsWish& wish,
                                const PlanSettings& settings);
Result<PlannedWork> plan_output(const MediaMetadata& source, std::size_t index, const ImageSpriteWish& wish,
                                const PlanSettings& settings);
Result<PlannedWork> plan_output(const MediaMetadata& source, std::size_t index, const AdaptiveWish& wish,
                                const PlanSettings& settings);

/// The size of the source as a viewer sees it.
PictureSize shown_size(const VideoStream& stream);
/// A source of one picture (jpg, png ...), not a moving gif.
bool is_still(const MediaMetadata& source);

/// Memory that the frames of one picture branch take while they wait, in bytes.
std::uint64_t picture_memory_bytes(const Picture& picture);

/// Limits of a run that works through `duration_s` of the source for outputs with these pictures; files may grow to
/// `file_bytes`.
ProcessLimits run_limits(const MediaMetadata& source, double duration_s, const std::vector<Picture>& pictures,
                         std::uint64_t file_bytes);
/// What any file may be: for pictures and playlists.
inline constexpr std::uint64_t small_file_bytes = 64ULL << 20;

}  // namespace vod
