#include "api/actions.h"
#include "api/edit_checks.h"
#include "engine/edits.h"

namespace vod::api {
namespace {

Done check_segments(const Context& context, const wire::SplitMediaRequest& request) {
  if (request.Segments.empty() || request.Segments.size() > limits::split_segments_max) {
    return error(ErrorCode::invalid_parameter_value, "Segments",
                 "Segments: a media can be split into 1 to " + std::to_string(limits::split_segments_max) +
                     " segments, not " + std::to_string(request.Segments.size()) + ".");
  }
  for (std::size_t i = 0; i < request.Segments.size(); ++i) {
    if (!request.Segments[i].OutputConfig) continue;
    VOD_TRY(check::edit_output(context, *request.Segments[i].OutputConfig,
                               "Segments." + std::to_string(i) + ".OutputConfig"));
  }
  return done();
}

}  // namespace

Result<wire::SplitMediaResponse> answer(Context& context, const wire::SplitMediaRequest& request) {
  World& world = context.world;
  VOD_TRY(check::file_id(request.FileId, ErrorCode::value_file_id, "FileId"));
  VOD_TRY(check_segments(context, request));
  VOD_TRY(const auto wish,
          check::task_wish(context, request.TasksPriority, {}, request.SessionId, request.SessionContext));
  VOD_TRY(check::disk_has_room(world, limits::disk_tasks_share_max, "tasks"));
  TaskId task;
  VOD_TRY(world.database.write([&](Transaction& tx) -> Done {
    for (const auto& segment : request.Segments) {
      VOD_TRY(check::procedure(tx, context.app, segment.ProcedureName));
    }
    VOD_TRY(task, engine::start_split(tx, world.bells, world.random, wish, request, context.now_ms));
    return done();
  }));
  wire::SplitMediaResponse response;
  response.TaskId = task.value;
  return response;
}

}  // namespace vod::api
