#include <fmt/format.h>

#include <algorithm>

#include "model/errors.h"
#include "pipeline/ffmpeg_arguments.h"
#include "pipeline/run_part.h"

namespace vod {

Result<PlannedWork> plan_output(const MediaMetadata& source, std::size_t index, const CoverWish& wish,
                                const PlanSettings& settings) {
  if (!source.has_video()) return error(ErrorCode::source_no_video);
  const bool outside = wish.value < 0 || (wish.percent ? wish.value > 100 : wish.value > source.duration_s);
  if (outside && !is_still(source)) {
    return error(ErrorCode::input_time_offset, {},
                 fmt::format("The cover's position {}{} lies outside the media, which lasts {:.3f} s.", wish.value,
                             wish.percent ? " %" : " s", source.duration_s));
  }
  const auto& stream = source.video.front();
  const PictureSize size = shown_size(stream);
  PlannedOutput output = {.index = index,
                          .kind = OutputKind::cover,
                          .definition = wish.wanted.definition,
                          .file = fmt::format("{0}/coverBySnapshot_{1}_{0}.jpg", index, wish.wanted.definition),
                          .has_video = true,
                          .width = size.width,
                          .height = size.height};
  // The very end has no frame any more: stay two frames, and at least a fifth of a second, before it.
  const double wanted_s = wish.percent ? source.duration_s * wish.value / 100 : wish.value;
  const double last_s = source.video_duration_s - std::max(0.2, stream.fps > 0 ? 2 / stream.fps : 0.2);
  PlannedRun run;
  run.argv = input_arguments(source, settings, is_still(source) ? 0 : std::clamp(wanted_s, 0.0, std::max(0.0, last_s)));
  run.argv.insert(run.argv.end(), {"-map", fmt::format("0:{}", stream.index), "-an", "-frames:v", "1", "-vf",
                                   still_filter(stream, size), "-c:v", "mjpeg", "-q:v", "2", "-map_metadata", "-1",
                                   "-f", "image2", "-update", "1", "{out}/" + output.file});
  run.duration_s = source.duration_s;
  run.limits = run_limits(source, source.duration_s, {{.size = size}}, small_file_bytes);
  run.outputs.push_back(std::move(output));
  return PlannedWork(std::move(run));
}

}  // namespace vod
