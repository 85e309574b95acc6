#include "api/actions.h"
#include "api/checks.h"
#include "api/cursor.h"
#include "api/task_summary.h"
#include "catalogue/tasks.h"
#include "model/limits.h"

namespace vod::api {
namespace {

constexpr std::string_view name = "ListTasks";

Result<catalogue::TaskFilter> checked(const Context& context, const wire::ListTasksRequest& request) {
  catalogue::TaskFilter filter;
  filter.app = context.app;
  if (const std::string status = request.Status.value_or(""); !status.empty()) {
    for (const TaskStatus one :
         {TaskStatus::waiting, TaskStatus::processing, TaskStatus::finish, TaskStatus::aborted}) {
      if (name_of(one) == status) filter.status = one;
    }
    VOD_TRY(check::one_of(status, {"WAITING", "PROCESSING", "FINISH", "ABORTED"}, ErrorCode::value_status, "Status"));
  }
  if (const std::string type = request.TaskType.value_or(""); !type.empty()) {
    for (const TaskTypeRow& row : task_type_rows) {
      if (row.wire_name == type) filter.type = row.type;
    }
    if (!filter.type) {
      return error(ErrorCode::value_type, "TaskType", "TaskType: no task type \"" + type.substr(0, 80) + "\".");
    }
  }
  if (request.FileId && !request.FileId->empty()) {
    VOD_TRY(filter.file, check::file_id(*request.FileId, ErrorCode::value_file_id, "FileId"));
  }
  VOD_TRY(const auto limit, check::number(request.Limit, 20, 1, static_cast<std::int64_t>(limits::list_rows_max),
                                          ErrorCode::value_limit, "Limit"));
  filter.limit = static_cast<std::size_t>(limit);
  if (request.Cursor && !request.Cursor->empty()) {
    VOD_TRY(const auto parts, parts_of_cursor(*request.Cursor, 2, name));
    VOD_TRY(const auto created_ms, number_of_cursor(parts[0], name));
    filter.after = std::pair(created_ms, parts[1]);
  }
  return filter;
}

}  // namespace

Result<wire::ListTasksResponse> answer(Context& context, const wire::ListTasksRequest& request) {
  VOD_TRY(const auto filter, checked(context, request));
  std::vector<Task> tasks;
  VOD_TRY(context.world.database.read([&](ReadTransaction& tx) -> Done {
    VOD_TRY(const auto rows, catalogue::list_tasks(tx, filter));
    for (const Task& row : rows) {
      VOD_TRY(auto task, catalogue::find_task(tx, row.app, row.id));
      tasks.push_back(task ? std::move(*task) : row);
    }
    return done();
  }));
  wire::ListTasksResponse response;
  for (const Task& task : tasks) response.TaskSet.push_back(task_summary(context, task));
  if (tasks.size() == filter.limit) {
    response.NextCursor = cursor_of({std::to_string(tasks.back().created_ms), tasks.back().id.value});
  }
  return response;
}

}  // namespace vod::api
