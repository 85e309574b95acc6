#include "api/task_input_checks.h"

#include "api/adaptive_input_checks.h"
#include "api/checks.h"
#include "api/picture_input_checks.h"
#include "api/transcode_input_checks.h"
#include "wire/sub_tasks.h"

namespace vod::check {
namespace {

constexpr std::size_t outputs_max = 50;  // Of one task; far above what the presets make together.

}  // namespace

Done media_process_task(const std::optional<wire::MediaProcessTaskInput>& input) {
  const std::size_t count = input ? wire::sub_task_count(*input) : 0;
  if (count == 0) {
    return error(ErrorCode::invalid_parameter, "MediaProcessTask",
                 "MediaProcessTask: name at least one task, for example TranscodeTaskSet: [{\"Definition\": 100010}].");
  }
  if (count > outputs_max) {
    return error(ErrorCode::invalid_parameter_value, "MediaProcessTask",
                 "MediaProcessTask: " + std::to_string(count) + " tasks are more than the limit of 50.");
  }
  VOD_TRY(transcode_tasks(*input));
  VOD_TRY(adaptive_tasks(*input));
  return picture_tasks(*input);
}

}  // namespace vod::check
