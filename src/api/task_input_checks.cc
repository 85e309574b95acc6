#include "api/task_input_checks.h"

#include "api/checks.h"
#include "wire/sub_tasks.h"

namespace vod::check {
namespace {

constexpr std::size_t outputs_max = 50;  // Of one task; far above what the presets make together.

Done check_covers(const std::vector<wire::CoverBySnapshotTaskInput>& covers) {
  for (std::size_t i = 0; i < covers.size(); ++i) {
    const std::string field = "MediaProcessTask.CoverBySnapshotTaskSet." + std::to_string(i);
    VOD_TRY(one_of(covers[i].PositionType, {"Time", "Percent"}, ErrorCode::invalid_parameter_value,
                   field + ".PositionType"));
    const bool is_percent = covers[i].PositionType == "Percent";
    const double value = covers[i].PositionValue;
    if (!(value >= 0) || (is_percent && value > 100)) {
      return error(ErrorCode::invalid_parameter_value, field + ".PositionValue",
                   field + ".PositionValue: must be " + (is_percent ? "0 to 100." : "0 or more seconds."));
    }
  }
  return done();
}

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
  return check_covers(input->CoverBySnapshotTaskSet);
}

}  // namespace vod::check
