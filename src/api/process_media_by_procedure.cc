#include "api/actions.h"
#include "api/checks.h"
#include "engine/tasks.h"
#include "model/limits.h"

namespace vod::api {

Result<wire::ProcessMediaByProcedureResponse> answer(Context& context,
                                                     const wire::ProcessMediaByProcedureRequest& request) {
  World& world = context.world;
  if (!request.FileId || request.FileId->empty()) {
    return error(ErrorCode::value_file_id, "FileId", "FileId: say which media is to be processed.");
  }
  VOD_TRY(const auto file, check::file_id(*request.FileId, ErrorCode::value_file_id, "FileId"));
  VOD_TRY(const auto wish, check::task_wish(context, request.TasksPriority, request.TasksNotifyMode, request.SessionId,
                                            request.SessionContext));
  VOD_TRY(check::disk_has_room(world, limits::disk_tasks_share_max, "tasks"));
  TaskId task;
  VOD_TRY(world.database.write([&](Transaction& tx) -> Done {
    VOD_TRY(task, engine::start_named_procedure(tx, world.bells, world.random, wish, file, request.ProcedureName,
                                                context.now_ms));
    return done();
  }));
  wire::ProcessMediaByProcedureResponse response;
  response.TaskId = task.value;
  response.ReviewAudioVideoTaskId = "";  // No procedure here has a review.
  return response;
}

}  // namespace vod::api
