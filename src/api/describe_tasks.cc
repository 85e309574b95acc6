#include "api/actions.h"
#include "api/checks.h"
#include "base/text.h"
#include "catalogue/tasks.h"
#include "model/limits.h"

namespace vod::api {
namespace {

// Opaque to clients: where the page before ended.
std::string scroll_token(const Task& last, bool by_finish_time) {
  const std::int64_t at = by_finish_time ? last.finish_ms : last.created_ms;
  return to_base64url(bytes_of(std::to_string(at) + " " + last.id.value));
}

Result<std::pair<std::int64_t, std::string>> read_scroll_token(const std::string& token) {
  if (const auto bytes = from_base64(token)) {
    const std::string_view text = text_of(*bytes);
    const auto space = text.find(' ');
    const auto at = parse_number<std::int64_t>(text.substr(0, space));
    if (at && space != std::string_view::npos) return std::pair{*at, std::string(text.substr(space + 1))};
  }
  return error(ErrorCode::invalid_parameter_value, "ScrollToken", "ScrollToken: not one that DescribeTasks gave.");
}

Result<std::optional<TaskStatus>> status_of(const std::string& text) {
  if (text.empty()) return std::optional<TaskStatus>();
  VOD_TRY(check::one_of(text, {"WAITING", "PROCESSING", "FINISH", "ABORTED"}, ErrorCode::value_status, "Status"));
  for (const TaskStatus status : {TaskStatus::waiting, TaskStatus::processing, TaskStatus::finish}) {
    if (name_of(status) == text) return std::optional(status);
  }
  return std::optional(TaskStatus::aborted);
}

Done read_range(const std::optional<wire::TimeRange>& range, const std::string& field, std::int64_t& after,
                std::int64_t& before) {
  if (!range) return done();
  VOD_TRY(after, check::time(range->After, ErrorCode::invalid_parameter_value, field + ".After"));
  VOD_TRY(before, check::time(range->Before, ErrorCode::invalid_parameter_value, field + ".Before"));
  return done();
}

Result<catalogue::TaskFilter> checked(const Context& context, const wire::DescribeTasksRequest& request) {
  catalogue::TaskFilter filter;
  filter.app = context.app;
  VOD_TRY(filter.status, status_of(request.Status.value_or("")));
  if (request.FileId && !request.FileId->empty()) {
    VOD_TRY(filter.file, check::file_id(*request.FileId, ErrorCode::invalid_parameter_value, "FileId"));
  }
  VOD_TRY(read_range(request.CreateTime, "CreateTime", filter.created_after_ms, filter.created_before_ms));
  VOD_TRY(read_range(request.FinishTime, "FinishTime", filter.finished_after_ms, filter.finished_before_ms));
  filter.created_after_ms = std::max(filter.created_after_ms, context.now_ms - limits::task_record_ms);
  if (request.Sort) {
    VOD_TRY(check::one_of(request.Sort->Field, {"CreateTime", "FinishTime"}, ErrorCode::value_sort, "Sort.Field"));
    VOD_TRY(check::one_of(request.Sort->Order, {"Asc", "Desc"}, ErrorCode::value_sort, "Sort.Order"));
    filter.by_finish_time = request.Sort->Field == "FinishTime";
    filter.ascending = request.Sort->Order == "Asc";
  }
  VOD_TRY(const auto limit, check::number(request.Limit, 10, 1, 100, ErrorCode::value_limit, "Limit"));
  filter.limit = static_cast<std::size_t>(limit);
  if (request.ScrollToken && !request.ScrollToken->empty()) {
    VOD_TRY(filter.after, read_scroll_token(*request.ScrollToken));
  }
  return filter;
}

}  // namespace

Result<wire::DescribeTasksResponse> answer(Context& context, const wire::DescribeTasksRequest& request) {
  VOD_TRY(const auto filter, checked(context, request));
  std::vector<Task> tasks;
  VOD_TRY(context.world.database.read([&](ReadTransaction& tx) -> Done {
    VOD_TRY(tasks, catalogue::list_tasks(tx, filter));
    return done();
  }));
  wire::DescribeTasksResponse response;
  for (const Task& task : tasks) response.TaskSet.push_back(wire::simple_view(task));
  response.ScrollToken =
      tasks.size() < filter.limit ? std::string() : scroll_token(tasks.back(), filter.by_finish_time);
  return response;
}

}  // namespace vod::api
