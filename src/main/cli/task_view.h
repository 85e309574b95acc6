#pragma once

#include <boost/json/object.hpp>

#include <cstdint>
#include <string>
#include <vector>

#include "main/cli/session.h"
#include "wire/types.h"

namespace vod::cli {

/// One sub-task of a task, or the task itself where it has none, as people see it.
struct SubTaskView {
  /// `Transcode 100010`, `CoverBySnapshot 10`, `PullUpload`.
  std::string what;
  /// PROCESSING, SUCCESS or FAIL.
  std::string status;
  std::int64_t percent = 0;
  /// The output's URL, or what went wrong.
  std::string outcome;
  bool failed() const { return status == "FAIL"; }
};

struct TaskView {
  std::string type;
  /// WAITING, PROCESSING, FINISH or ABORTED.
  std::string status;
  std::string file_id;
  std::vector<SubTaskView> sub_tasks;

  bool ended() const { return status == "FINISH" || status == "ABORTED"; }
  /// Ended with an error, or aborted.
  bool failed() const;
  /// Over all sub-tasks.
  double percent() const;
};

TaskView view_of(const wire::DescribeTaskDetailResponse& detail);
/// Sub-tasks as a table.
std::string text_of(const TaskView& task);

/// What became of a task that was waited for.
struct WaitedTask {
  ExitCode exit_code = ExitCode::ok;
  TaskView view;
  /// The last answer of DescribeTaskDetail.
  boost::json::object detail;
};

/// Asks again and again until the task has ended, with a progress bar; timeout_s 0 waits for ever. The exit code is ok,
/// task_failed, timed_out or stopped.
client::CallResult<WaitedTask> wait_for_task(Session& session, const std::string& task_id, double timeout_s);

}  // namespace vod::cli
