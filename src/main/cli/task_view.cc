#include "main/cli/task_view.h"

#include <fmt/format.h>

#include <algorithm>

#include "main/cli/interrupt.h"

namespace vod::cli {
namespace {

constexpr std::int64_t ask_again_ms = 300;  // Smooth for the eye; a call costs the server well under a millisecond.

template <class Result>
SubTaskView sub_task(std::string what, const Result& result, std::string output) {
  SubTaskView view{std::move(what), result.Status.value_or(""), result.Progress.value_or(0), std::move(output)};
  if (view.failed()) view.outcome = fmt::format("{} {}", result.ErrCodeExt.value_or(""), result.Message.value_or(""));
  return view;
}

std::string numbered(std::string_view name, std::int64_t definition) { return fmt::format("{} {}", name, definition); }

SubTaskView view_of(const wire::MediaProcessTaskResult& result) {
  if (result.TranscodeTask) {
    const auto& task = *result.TranscodeTask;
    return sub_task(numbered("Transcode", task.Input ? task.Input->Definition : 0), task,
                    task.Output ? task.Output->Url.value_or("") : "");
  }
  if (result.CoverBySnapshotTask) {
    const auto& task = *result.CoverBySnapshotTask;
    return sub_task(numbered("CoverBySnapshot", task.Input ? task.Input->Definition : 0), task,
                    task.Output ? task.Output->CoverUrl.value_or("") : "");
  }
  return {result.Type.value_or(""), "", 0, ""};
}

SubTaskView view_of(const wire::PullUploadTask& task) {
  const bool ended = task.Status == "FINISH";
  const bool failed = ended && task.ErrCode.value_or(0) != 0;
  return {
      "PullUpload",
      failed  ? "FAIL"
      : ended ? "SUCCESS"
              : "PROCESSING",
      task.Progress.value_or(0),
      failed ? fmt::format("{} {}", task.ErrCode.value_or(0), task.Message.value_or("")) : task.FileUrl.value_or("")};
}

}  // namespace

bool TaskView::failed() const {
  return status == "ABORTED" || (ended() && std::ranges::any_of(sub_tasks, &SubTaskView::failed));
}

double TaskView::percent() const {
  if (status == "FINISH") return 100;
  if (sub_tasks.empty()) return 0;
  double sum = 0;
  for (const auto& sub_task : sub_tasks) sum += static_cast<double>(sub_task.percent);
  return sum / static_cast<double>(sub_tasks.size());
}

TaskView view_of(const wire::DescribeTaskDetailResponse& detail) {
  TaskView view;
  view.type = detail.TaskType.value_or("");
  view.status = detail.Status.value_or("");
  if (detail.ProcedureTask) {
    view.file_id = detail.ProcedureTask->FileId.value_or("");
    for (const auto& result : detail.ProcedureTask->MediaProcessResultSet) view.sub_tasks.push_back(view_of(result));
  } else if (detail.PullUploadTask) {
    view.file_id = detail.PullUploadTask->FileId.value_or("");
    view.sub_tasks.push_back(view_of(*detail.PullUploadTask));
  }
  return view;
}

std::string text_of(const TaskView& task) {
  Table table({"Part", "Status", "Progress", "Output"});
  for (const auto& part : task.sub_tasks) {
    table.add({part.what, part.status, fmt::format("{} %", part.percent), part.outcome});
  }
  return table.empty() ? std::string() : table.text();
}

client::CallResult<WaitedTask> wait_for_task(Session& session, const std::string& task_id, double timeout_s) {
  const std::int64_t began_ms = session.clock().monotonic_ms();
  const auto bar = session.bar(fitted(task_id, 24));
  WaitedTask waited;
  for (;;) {
    VOD_TRY(waited.detail, session.call("DescribeTaskDetail", {{"TaskId", task_id}}));
    VOD_TRY(const auto detail, client::ApiClient::read_as<wire::DescribeTaskDetailResponse>(waited.detail));
    waited.view = view_of(detail);
    if (waited.view.ended()) {
      waited.exit_code = waited.view.failed() ? ExitCode::task_failed : ExitCode::ok;
      return waited;
    }
    bar->show_percent(waited.view.percent(), waited.view.status);
    const auto spent_s = static_cast<double>(session.clock().monotonic_ms() - began_ms) / 1'000;
    if (timeout_s > 0 && spent_s >= timeout_s) {
      waited.exit_code = ExitCode::timed_out;
      return waited;
    }
    if (!sleep_unless_interrupted(ask_again_ms)) {
      waited.exit_code = ExitCode::stopped;
      return waited;
    }
  }
}

}  // namespace vod::cli
