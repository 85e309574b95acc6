#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/task.h"
#include "ports/database.h"

namespace vod::catalogue {

Done insert_task(Transaction& tx, const Task& task);
Result<std::optional<Task>> find_task(ReadTransaction& tx, AppId app, const TaskId& id);

Result<bool> any_task_waits(ReadTransaction& tx);
/// Claims the most urgent WAITING task: it becomes PROCESSING and its fence grows. Nothing when none waits.
Result<std::optional<Task>> claim_task(Transaction& tx, std::int64_t now_ms);
/// Writes status, times, detail, cpu and wall of a claimed task. False when its fence is not `task.fence` any more:
/// nothing was written, and the caller is not its worker any more.
Result<bool> update_claimed_task(Transaction& tx, const Task& task);
/// Gives PROCESSING tasks of an earlier run back to WAITING, with growing fences; their begin time stays.
Result<std::int64_t> requeue_claimed_tasks(Transaction& tx);

/// WAITING -> ABORTED; false when it is not WAITING.
Result<bool> abort_waiting_task(Transaction& tx, AppId app, const TaskId& id, std::int64_t now_ms);
/// Marks open tasks to be ended with `code`: one task, or all of a media. Gives their ids.
Result<std::vector<TaskId>> cancel_task(Transaction& tx, AppId app, const TaskId& id, std::string_view code);
Result<std::vector<TaskId>> cancel_tasks_of(Transaction& tx, AppId app, FileId file, std::string_view code);

struct TaskFilter {
  AppId app;
  std::optional<TaskStatus> status;
  std::optional<TaskType> type;
  std::optional<FileId> file;
  std::int64_t created_after_ms = 0;
  std::int64_t created_before_ms = 0;  // 0 = no end
  std::int64_t finished_after_ms = 0;
  std::int64_t finished_before_ms = 0;
  bool by_finish_time = false;
  bool ascending = false;
  std::size_t limit = 10;
  /// Where the page before ended: its last row's sort time and id.
  std::optional<std::pair<std::int64_t, std::string>> after;
};
/// Without request and detail.
Result<std::vector<Task>> list_tasks(ReadTransaction& tx, const TaskFilter& filter);

/// Whether a task with the SessionId was made since; for the de-duplication window.
Result<bool> session_used(ReadTransaction& tx, AppId app, const std::string& session_id, std::int64_t since_ms);
/// The WAITING or PROCESSING task of a media that was made last. Without request and detail.
Result<std::optional<Task>> find_open_task(ReadTransaction& tx, AppId app, FileId file);
/// WAITING and PROCESSING tasks of a media.
Result<std::int64_t> count_open_tasks(ReadTransaction& tx, AppId app, FileId file);
/// How many tasks of all apps have the status, WAITING or PROCESSING.
Result<std::int64_t> count_tasks(ReadTransaction& tx, TaskStatus status);
/// Drops up to `limit` ended records that are older; those with a SessionId stay until `sessions_before_ms`, so that
/// the longest window of SessionId finds them.
Result<std::int64_t> drop_old_tasks(Transaction& tx, std::int64_t created_before_ms, std::int64_t sessions_before_ms,
                                    std::size_t limit);

/// The bell that rings when a task or an ingest may be waiting.
inline constexpr const char* work_bell = "work";
/// The bell that rings when a task is to be cancelled.
inline constexpr const char* cancel_bell = "cancel";

}  // namespace vod::catalogue
