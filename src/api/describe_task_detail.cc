#include "api/actions.h"
#include "api/checks.h"
#include "base/text.h"
#include "catalogue/tasks.h"
#include "model/limits.h"
#include "wire/sub_tasks.h"
#include "wire/task_states.h"

namespace vod::api {
namespace {

void set_progress(wire::ProcedureTask& state, const TaskProgress& progress) {
  auto& results = state.MediaProcessResultSet;
  for (std::size_t i = 0; i < std::min(results.size(), progress.sub_percent.size()); ++i) {
    wire::with_sub_task(results[i], [&](auto& sub_task) {
      if (sub_task.Status == "PROCESSING") sub_task.Progress = progress.sub_percent[i];
    });
  }
}

Done set_detail(const Context& context, const Task& task, wire::DescribeTaskDetailResponse& response) {
  const auto url = public_url(context);
  const auto progress = context.world.progress.find(task.id);
  const std::string_view detail(task.detail_json);
  switch (task.type) {
    case TaskType::procedure: {
      VOD_TRY(auto state, wire::decode_answer<wire::ProcedureTask>(detail));
      wire::set_urls(state, url);
      if (progress) set_progress(state, *progress);
      response.ProcedureTask = std::move(state);
      break;
    }
#define VOD_SET_STATE(task_type, State, event_member, event_type, member)             \
  case task_type: {                                                                   \
    VOD_TRY(auto state, wire::decode_answer<wire::State>(detail));                    \
    wire::set_urls(state, url);                                                       \
    if (progress && state.Status == "PROCESSING") state.Progress = progress->percent; \
    response.member = std::move(state);                                               \
    break;                                                                            \
  }
      VOD_TASK_STATES(VOD_SET_STATE)
#undef VOD_SET_STATE
  }
  return done();
}

}  // namespace

Result<wire::DescribeTaskDetailResponse> answer(Context& context, const wire::DescribeTaskDetailRequest& request) {
  std::optional<Task> task;
  VOD_TRY(context.world.database.read([&](ReadTransaction& tx) -> Done {
    VOD_TRY(task, catalogue::find_task(tx, context.app, {request.TaskId}));
    return done();
  }));
  if (!task || task->created_ms < context.now_ms - limits::task_record_ms) {
    return error(
        ErrorCode::value_task_id, "TaskId",
        "TaskId: no task \"" + request.TaskId.substr(0, 80) + "\" of the last three days in this application.");
  }
  wire::DescribeTaskDetailResponse response;
  response.TaskType = std::string(task_type_row(task->type).wire_name);
  response.Status = std::string(name_of(task->status));
  response.CreateTime = iso8601(task->created_ms);
  response.BeginProcessTime = wire::time_or_empty(task->begin_ms);
  response.FinishTime = wire::time_or_empty(task->finish_ms);
  VOD_TRY(set_detail(context, *task, response));
  return response;
}

}  // namespace vod::api
