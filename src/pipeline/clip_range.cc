#include "pipeline/clip_range.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "model/errors.h"

namespace vod {
namespace {

constexpr double end_slack_s = 0.1;

}  // namespace

Result<Clip> clip_range(double start_offset_s, double end_offset_s, double duration_s, std::string_view what) {
  Clip clip;
  clip.start_s = start_offset_s < 0 ? duration_s + start_offset_s : start_offset_s;
  clip.end_s = end_offset_s > 0 ? end_offset_s : duration_s + end_offset_s;
  const bool is_number = std::isfinite(start_offset_s) && std::isfinite(end_offset_s);
  if (!is_number || clip.start_s < 0 || clip.end_s <= clip.start_s || clip.end_s > duration_s + end_slack_s) {
    return error(ErrorCode::input_time_offset, "StartTimeOffset",
                 fmt::format("From {:g} to {:g} is no stretch of {}, which is {:.3f} s long.", start_offset_s,
                             end_offset_s, what, duration_s));
  }
  clip.end_s = std::min(clip.end_s, duration_s);
  if (clip.end_s <= clip.start_s) {
    return error(ErrorCode::input_time_offset, "StartTimeOffset",
                 fmt::format("{:g} is the end of {}, which is {:.3f} s long.", start_offset_s, what, duration_s));
  }
  return clip;
}

}  // namespace vod
