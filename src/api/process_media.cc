#include "api/actions.h"
#include "api/checks.h"
#include "engine/tasks.h"
#include "model/limits.h"

namespace vod::api {
namespace {

constexpr std::size_t outputs_max = 50;  // Of one task; far above what the presets make together.

Done check_covers(const std::vector<wire::CoverBySnapshotTaskInput>& covers) {
  for (std::size_t i = 0; i < covers.size(); ++i) {
    const std::string field = "MediaProcessTask.CoverBySnapshotTaskSet." + std::to_string(i);
    VOD_TRY(check::one_of(covers[i].PositionType, {"Time", "Percent"}, ErrorCode::invalid_parameter_value,
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

Done check_input(const std::optional<wire::MediaProcessTaskInput>& input) {
  const std::size_t count = input ? input->TranscodeTaskSet.size() + input->CoverBySnapshotTaskSet.size() : 0;
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

}  // namespace

Result<wire::ProcessMediaResponse> answer(Context& context, const wire::ProcessMediaRequest& request) {
  World& world = context.world;
  if (!request.FileId || request.FileId->empty()) {
    return error(ErrorCode::value_file_id, "FileId", "FileId: say which media is to be processed.");
  }
  VOD_TRY(const auto file, check::file_id(*request.FileId, ErrorCode::value_file_id, "FileId"));
  VOD_TRY(check_input(request.MediaProcessTask));
  VOD_TRY(const auto wish, check::task_wish(context, request.TasksPriority, request.TasksNotifyMode, request.SessionId,
                                            request.SessionContext));
  VOD_TRY(check::disk_has_room(world, limits::disk_tasks_share_max, "tasks"));
  TaskId task;
  VOD_TRY(world.database.write([&](Transaction& tx) -> Done {
    VOD_TRY(task, engine::start_procedure(tx, world.bells, world.random, wish, file, *request.MediaProcessTask,
                                          context.now_ms));
    return done();
  }));
  wire::ProcessMediaResponse response;
  response.TaskId = task.value;
  return response;
}

}  // namespace vod::api
