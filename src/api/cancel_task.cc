#include "api/actions.h"
#include "api/checks.h"
#include "engine/tasks.h"

namespace vod::api {

Result<wire::CancelTaskResponse> answer(Context& context, const wire::CancelTaskRequest& request) {
  World& world = context.world;
  VOD_TRY(world.database.write([&](Transaction& tx) {
    return engine::cancel_task(tx, world.bells, context.app, {request.TaskId}, public_url(context), context.now_ms);
  }));
  return wire::CancelTaskResponse{};
}

}  // namespace vod::api
