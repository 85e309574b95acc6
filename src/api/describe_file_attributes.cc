#include "api/actions.h"
#include "api/checks.h"
#include "engine/tasks.h"

namespace vod::api {

Result<wire::DescribeFileAttributesResponse> answer(Context& context,
                                                    const wire::DescribeFileAttributesRequest& request) {
  World& world = context.world;
  VOD_TRY(const auto file, check::file_id(request.FileId, ErrorCode::value_file_id, "FileId"));
  VOD_TRY(const auto wish,
          check::task_wish(context, request.TasksPriority, {}, request.SessionId, request.SessionContext));
  TaskId task;
  VOD_TRY(world.database.write([&](Transaction& tx) -> Done {
    VOD_TRY(task, engine::start_file_attributes(tx, world.bells, world.random, wish, file, context.now_ms));
    return done();
  }));
  wire::DescribeFileAttributesResponse response;
  response.TaskId = task.value;
  return response;
}

}  // namespace vod::api
