#include "api/adaptive_input_checks.h"

#include <string>

#include "api/overlay_input_checks.h"

namespace vod::check {

Done adaptive_tasks(const wire::MediaProcessTaskInput& input) {
  for (std::size_t i = 0; i < input.AdaptiveDynamicStreamingTaskSet.size(); ++i) {
    const wire::AdaptiveDynamicStreamingTaskInput& task = input.AdaptiveDynamicStreamingTaskSet[i];
    const std::string prefix = "MediaProcessTask.AdaptiveDynamicStreamingTaskSet." + std::to_string(i) + ".";
    VOD_TRY(watermarks(task.WatermarkSet, prefix + "WatermarkSet"));
    VOD_TRY(drawn_subtitles(task.SubtitleInfoSet, prefix + "SubtitleInfoSet"));
  }
  return done();
}

}  // namespace vod::check
