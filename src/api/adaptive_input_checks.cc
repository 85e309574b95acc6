#include "api/adaptive_input_checks.h"

#include <fmt/format.h>

#include <string>

#include "api/overlay_input_checks.h"
#include "model/errors.h"
#include "model/limits.h"

namespace vod::check {

Done adaptive_tasks(const wire::MediaProcessTaskInput& input) {
  for (std::size_t i = 0; i < input.AdaptiveDynamicStreamingTaskSet.size(); ++i) {
    const wire::AdaptiveDynamicStreamingTaskInput& task = input.AdaptiveDynamicStreamingTaskSet[i];
    const std::string prefix = "MediaProcessTask.AdaptiveDynamicStreamingTaskSet." + std::to_string(i) + ".";
    VOD_TRY(watermarks(task.WatermarkSet, prefix + "WatermarkSet"));
    if (task.SubtitleSet.size() > limits::subtitles_max) {
      return error(ErrorCode::invalid_parameter_value, prefix + "SubtitleSet",
                   fmt::format("{}SubtitleSet: {} are more than the limit of {}.", prefix, task.SubtitleSet.size(),
                               limits::subtitles_max));
    }
    VOD_TRY(drawn_subtitles(task.SubtitleInfoSet, prefix + "SubtitleInfoSet"));
  }
  return done();
}

}  // namespace vod::check
