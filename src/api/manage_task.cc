#include "api/actions.h"
#include "api/checks.h"
#include "engine/tasks.h"

namespace vod::api {

Result<wire::ManageTaskResponse> answer(Context& context, const wire::ManageTaskRequest& request) {
  VOD_TRY(check::one_of(request.OperationType, {"Abort"}, ErrorCode::value_operation_type, "OperationType"));
  VOD_TRY(context.world.database.write(
      [&](Transaction& tx) { return engine::abort_task(tx, context.app, {request.TaskId}, context.now_ms); }));
  return wire::ManageTaskResponse{};
}

}  // namespace vod::api
