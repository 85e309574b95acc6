#include "api/task_summary.h"

#include "base/text.h"
#include "wire/views.h"

namespace vod {
namespace {

constexpr int percent_ended = 100;

template <class SubTask>
bool take_failure(const std::optional<SubTask>& sub_task, wire::TaskSummary& view) {
  if (!sub_task || sub_task->Status != "FAIL") return false;
  view.ErrCodeExt = sub_task->ErrCodeExt;
  view.Message = sub_task->Message;
  return true;
}

void set_failure(const Task& task, wire::TaskSummary& view) {
  const std::string_view detail(task.detail_json);
  if (task.type == TaskType::procedure) {
    const auto state = wire::decode_answer<wire::ProcedureTask>(detail);
    if (!state) return;
    view.FileName = state.value().FileName;
    for (const wire::MediaProcessTaskResult& result : state.value().MediaProcessResultSet) {
      if (take_failure(result.TranscodeTask, view) || take_failure(result.CoverBySnapshotTask, view)) return;
    }
    return;
  }
  const auto state = wire::decode_answer<wire::PullUploadTask>(detail);
  if (!state) return;
  if (state.value().MediaBasicInfo) view.FileName = state.value().MediaBasicInfo->Name;
  if (task.status != TaskStatus::finish || state.value().ErrCode.value_or(0) == 0) return;
  // The message begins with the code that the type has no member for.
  const std::string message = state.value().Message.value_or("");
  const auto colon = message.find(": ");
  if (colon != std::string::npos) view.ErrCodeExt = message.substr(0, colon);
  view.Message = colon == std::string::npos ? message : message.substr(colon + 2);
}

}  // namespace

wire::TaskSummary task_summary(const Context& context, const Task& task) {
  wire::TaskSummary view;
  view.TaskId = task.id.value;
  view.TaskType = std::string(task_type_row(task.type).wire_name);
  view.Status = std::string(name_of(task.status));
  view.FileId = task.file ? task.file->text() : std::string();
  view.Priority = task.priority;
  view.CreateTime = iso8601(task.created_ms);
  view.BeginProcessTime = wire::time_or_empty(task.begin_ms);
  view.FinishTime = wire::time_or_empty(task.finish_ms);
  view.SessionId = task.session_id;
  view.Progress = task.status == TaskStatus::finish ? percent_ended : 0;
  if (task.status == TaskStatus::processing) {
    if (const auto progress = context.world.progress.find(task.id)) {
      view.Progress = progress->percent;
      if (progress->speed > 0) view.Speed = progress->speed;
      if (progress->left_s >= 0) view.SecondsLeft = progress->left_s;
    }
  }
  if (!task.detail_json.empty()) set_failure(task, view);
  return view;
}

}  // namespace vod
