#include "api/actions.h"
#include "api/checks.h"
#include "engine/tasks.h"
#include "model/limits.h"

namespace vod::api {

Result<wire::RetryTaskResponse> answer(Context& context, const wire::RetryTaskRequest& request) {
  World& world = context.world;
  VOD_TRY(check::disk_has_room(world, limits::disk_tasks_share_max, "tasks"));
  TaskId task;
  VOD_TRY(world.database.write([&](Transaction& tx) -> Done {
    VOD_TRY(task, engine::retry_task(tx, world.bells, world.random, context.app, {request.TaskId}, context.now_ms));
    return done();
  }));
  wire::RetryTaskResponse response;
  response.TaskId = task.value;
  return response;
}

}  // namespace vod::api
