#include "api/task_summary.h"

#include "base/text.h"
#include "wire/sub_tasks.h"
#include "wire/task_states.h"
#include "wire/views.h"

namespace vod {
namespace {

constexpr int percent_ended = 100;

// The first sub-task that failed speaks for all.
void take_procedure(std::string_view detail, wire::TaskSummary& view) {
  const auto state = wire::decode_answer<wire::ProcedureTask>(detail);
  if (!state) return;
  view.FileName = state.value().FileName;
  for (const wire::MediaProcessTaskResult& result : state.value().MediaProcessResultSet) {
    wire::with_sub_task(result, [&](const auto& sub_task) {
      if (sub_task.Status != "FAIL" || view.ErrCodeExt) return;
      view.ErrCodeExt = sub_task.ErrCodeExt;
      view.Message = sub_task.Message;
    });
  }
}

template <class State>
void take_state(std::string_view detail, wire::TaskSummary& view) {
  const auto decoded = wire::decode_answer<State>(detail);
  if (!decoded) return;
  const State& state = decoded.value();
  if constexpr (requires { state.MediaBasicInfo->Name; }) {
    if (state.MediaBasicInfo) view.FileName = state.MediaBasicInfo->Name;
  }
  if (state.ErrCode.value_or(0) == 0) return;
  if constexpr (requires { state.ErrCodeExt; }) {
    view.ErrCodeExt = state.ErrCodeExt;
    view.Message = state.Message;
  } else {
    // The message begins with the code that the type has no member for.
    const std::string message = state.Message.value_or("");
    const auto colon = message.find(": ");
    if (colon != std::string::npos) view.ErrCodeExt = message.substr(0, colon);
    view.Message = colon == std::string::npos ? message : message.substr(colon + 2);
  }
}

void take_detail(const Task& task, wire::TaskSummary& view) {
  const std::string_view detail(task.detail_json);
  switch (task.type) {
    case TaskType::procedure:
      return take_procedure(detail, view);
#define VOD_TAKE_STATE(task_type, State, event_member, event_type, member) \
  case task_type:                                                          \
    return take_state<wire::State>(detail, view);
      VOD_TASK_STATES(VOD_TAKE_STATE)
#undef VOD_TAKE_STATE
  }
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
  constexpr double ms_a_second = 1'000;
  if (task.cpu_ms > 0) view.CpuSeconds = static_cast<double>(task.cpu_ms) / ms_a_second;
  if (!task.detail_json.empty()) take_detail(task, view);
  return view;
}

}  // namespace vod
