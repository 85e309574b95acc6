#include "catalogue/tasks.h"

#include "catalogue/notes.h"
#include "catalogue/task_failure.h"
#include "catalogue/values.h"

namespace vod::catalogue {
namespace {

// The index of the open tasks is taken only where a query says "status < 2" as the index does, whatever else it says.
#define TASK_COLUMNS                                                                                        \
  "task_id, sub_app_id, type, status, file_id, priority, notify, session_id, session_context, created_ms, " \
  "begin_ms, finish_ms, fence, cancel_code, cpu_ms, wall_ms"

Task read_task(const SqlRow& row) {
  Task task;
  task.id = {text_at(row, 0)};
  task.app = app_at(row, 1);
  task.type = enum_at<TaskType>(row, 2);
  task.status = enum_at<TaskStatus>(row, 3);
  if (!row.is_null(4)) task.file = file_at(row, 4);
  task.priority = static_cast<int>(row.integer(5));
  task.notify = enum_at<NotifyMode>(row, 6);
  task.session_id = text_at(row, 7);
  task.session_context = text_at(row, 8);
  task.created_ms = row.integer(9);
  task.begin_ms = row.integer(10);
  task.finish_ms = row.integer(11);
  task.fence = row.integer(12);
  task.cancel_code = text_at(row, 13);
  task.cpu_ms = row.integer(14);
  task.wall_ms = row.integer(15);
  return task;
}

Task read_whole_task(const SqlRow& row) {
  Task task = read_task(row);
  task.request_json = text_at(row, 16);
  task.detail_json = text_at(row, 17);
  return task;
}

Done note_changes(Transaction& tx, AppId app, const std::vector<TaskId>& ids) {
  for (const TaskId& id : ids) {
    VOD_TRY(const auto task, find_task(tx, app, id));
    if (task) note_task(tx, *task);
  }
  return done();
}

Result<std::vector<TaskId>> ids_of(Transaction& tx, std::string_view sql, std::initializer_list<SqlValue> values) {
  std::vector<TaskId> ids;
  VOD_TRY(tx.query(sql, values, [&](const SqlRow& row) { ids.push_back({text_at(row, 0)}); }));
  return ids;
}

}  // namespace

Done insert_task(Transaction& tx, const Task& task) {
  VOD_TRY(
      tx.run("INSERT INTO tasks(" TASK_COLUMNS ", request, detail)"
             " VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)",
             {stored(task.id.value), stored(task.app), stored(task.type), stored(task.status), stored(task.file),
              std::int64_t{task.priority}, stored(task.notify), stored(task.session_id), stored(task.session_context),
              task.created_ms, task.begin_ms, task.finish_ms, task.fence, stored(task.cancel_code), task.cpu_ms,
              task.wall_ms, stored(task.request_json), stored(task.detail_json)}));
  note_task(tx, task);
  return done();
}

Result<std::optional<Task>> find_task(ReadTransaction& tx, AppId app, const TaskId& id) {
  std::optional<Task> task;
  VOD_TRY(tx.query("SELECT " TASK_COLUMNS ", request, detail FROM tasks WHERE task_id = $1 AND sub_app_id = $2",
                   {stored(id.value), stored(app)}, [&](const SqlRow& row) { task = read_whole_task(row); }));
  return task;
}

Result<bool> any_task_waits(ReadTransaction& tx) {
  bool any = false;
  VOD_TRY(tx.query("SELECT 1 FROM tasks WHERE status = 0 AND status < 2 LIMIT 1", {}, [&](const SqlRow&) { any = true; }));
  return any;
}

Result<std::optional<Task>> claim_task(Transaction& tx, std::int64_t now_ms) {
  std::optional<Task> task;
  VOD_TRY(tx.query("SELECT " TASK_COLUMNS ", request, detail FROM tasks WHERE status = 0 AND status < 2"
                   " ORDER BY priority DESC, created_ms LIMIT 1",
                   {}, [&](const SqlRow& row) { task = read_whole_task(row); }));
  if (!task) return task;
  task->status = TaskStatus::processing;
  task->fence += 1;
  if (task->begin_ms == 0) task->begin_ms = now_ms;
  VOD_TRY(tx.run("UPDATE tasks SET status = 1, fence = $1, begin_ms = $2 WHERE task_id = $3",
                 {task->fence, task->begin_ms, stored(task->id.value)}));
  note_task(tx, *task);
  return task;
}

Result<bool> update_claimed_task(Transaction& tx, const Task& task) {
  const bool failed = task.status == TaskStatus::finish && has_failed(task);
  VOD_TRY(const auto changed,
          tx.run("UPDATE tasks SET status = $1, finish_ms = $2, detail = $3, cpu_ms = $4, wall_ms = $5, file_id = $6,"
                 " failed = $7 WHERE task_id = $8 AND fence = $9 AND status = 1",
                 {stored(task.status), task.finish_ms, stored(task.detail_json), task.cpu_ms, task.wall_ms,
                  stored(task.file), std::int64_t{failed}, stored(task.id.value), task.fence}));
  if (changed == 1) note_task(tx, task);
  return changed == 1;
}

Result<std::int64_t> requeue_claimed_tasks(Transaction& tx) {
  return tx.run("UPDATE tasks SET status = 0, fence = fence + 1 WHERE status = 1 AND status < 2", {});
}

Result<bool> abort_waiting_task(Transaction& tx, AppId app, const TaskId& id, std::int64_t now_ms) {
  VOD_TRY(const auto changed,
          tx.run("UPDATE tasks SET status = 3, finish_ms = $1 WHERE task_id = $2 AND sub_app_id = $3 AND status = 0",
                 {now_ms, stored(id.value), stored(app)}));
  if (changed == 1) {
    VOD_TRY(note_changes(tx, app, {id}));
  }
  return changed == 1;
}

Result<std::vector<TaskId>> cancel_task(Transaction& tx, AppId app, const TaskId& id, std::string_view code) {
  VOD_TRY(auto ids, ids_of(tx, "SELECT task_id FROM tasks WHERE task_id = $1 AND sub_app_id = $2 AND status < 2",
                           {stored(id.value), stored(app)}));
  if (!ids.empty()) {
    VOD_TRY(tx.run("UPDATE tasks SET cancel_code = $1 WHERE task_id = $2", {code, stored(id.value)}));
    VOD_TRY(note_changes(tx, app, ids));
  }
  return ids;
}

Result<std::vector<TaskId>> cancel_tasks_of(Transaction& tx, AppId app, FileId file, std::string_view code) {
  VOD_TRY(auto ids, ids_of(tx, "SELECT task_id FROM tasks WHERE sub_app_id = $1 AND file_id = $2 AND status < 2",
                           {stored(app), stored(file)}));
  if (!ids.empty()) {
    VOD_TRY(tx.run("UPDATE tasks SET cancel_code = $1 WHERE sub_app_id = $2 AND file_id = $3 AND status < 2",
                   {code, stored(app), stored(file)}));
    VOD_TRY(note_changes(tx, app, ids));
  }
  return ids;
}

Result<std::vector<Task>> list_tasks(ReadTransaction& tx, const TaskFilter& filter) {
  // Those of one media, and open ones, are few: they are found by their own index and sorted. A plus before a column
  // keeps its index out of the plan.
  const bool is_open = filter.status && *filter.status <= TaskStatus::processing;
  const std::string time =
      std::string(filter.file || is_open ? "+" : "") + (filter.by_finish_time ? "finish_ms" : "created_ms");
  std::string where = std::string(" WHERE ") + (is_open && !filter.file ? "+" : "") + "sub_app_id = $1";
  if (is_open) where += " AND status < 2";
  std::vector<SqlValue> values = {stored(filter.app)};
  const auto add = [&](const std::string& condition, SqlValue value) {
    values.push_back(value);
    where += " AND " + condition + " $" + std::to_string(values.size());
  };
  if (filter.status) add("status =", stored(*filter.status));
  if (filter.type) add("type =", stored(*filter.type));
  if (filter.file) add("file_id =", stored(*filter.file));
  if (filter.created_after_ms != 0) add("created_ms >=", filter.created_after_ms);
  if (filter.created_before_ms != 0) add("created_ms <", filter.created_before_ms);
  if (filter.finished_after_ms != 0) add("finish_ms >=", filter.finished_after_ms);
  if (filter.finished_before_ms != 0) add("finish_ms > 0 AND finish_ms <", filter.finished_before_ms);
  if (filter.after) {
    values.push_back(filter.after->first);
    values.push_back(stored(filter.after->second));
    where += " AND (" + time + ", task_id) " + (filter.ascending ? ">" : "<") + " ($" +
             std::to_string(values.size() - 1) + ", $" + std::to_string(values.size()) + ")";
  }
  const std::string order = filter.ascending ? " ASC" : " DESC";
  values.push_back(static_cast<std::int64_t>(filter.limit));
  std::vector<Task> tasks;
  VOD_TRY(tx.query("SELECT " TASK_COLUMNS " FROM tasks" + where + " ORDER BY " + time + order + ", task_id" + order +
                       " LIMIT $" + std::to_string(values.size()),
                   values, [&](const SqlRow& row) { tasks.push_back(read_task(row)); }));
  return tasks;
}

Result<bool> session_used(ReadTransaction& tx, AppId app, const std::string& session_id, std::int64_t since_ms) {
  bool used = false;
  VOD_TRY(
      tx.query("SELECT 1 FROM tasks WHERE sub_app_id = $1 AND session_id = $2 AND session_id <> ''"
               " AND created_ms >= $3 LIMIT 1",
               {stored(app), stored(session_id), since_ms}, [&](const SqlRow&) { used = true; }));
  return used;
}

Result<std::optional<Task>> find_open_task(ReadTransaction& tx, AppId app, FileId file) {
  std::optional<Task> task;
  VOD_TRY(tx.query("SELECT " TASK_COLUMNS " FROM tasks WHERE sub_app_id = $1 AND file_id = $2 AND status < 2"
                   " ORDER BY +created_ms DESC, task_id DESC LIMIT 1",
                   {stored(app), stored(file)}, [&](const SqlRow& row) { task = read_task(row); }));
  return task;
}

Result<std::int64_t> count_open_tasks(ReadTransaction& tx, AppId app, FileId file) {
  std::int64_t count = 0;
  VOD_TRY(tx.query("SELECT COUNT(*) FROM tasks WHERE sub_app_id = $1 AND file_id = $2 AND status < 2",
                   {stored(app), stored(file)}, [&](const SqlRow& row) { count = row.integer(0); }));
  return count;
}

Result<std::int64_t> count_tasks(ReadTransaction& tx, TaskStatus status) {
  std::int64_t count = 0;
  VOD_TRY(tx.query("SELECT COUNT(*) FROM tasks WHERE status = $1 AND status < 2", {stored(status)},
                   [&](const SqlRow& row) { count = row.integer(0); }));
  return count;
}

Result<std::int64_t> drop_old_tasks(Transaction& tx, std::int64_t created_before_ms, std::int64_t sessions_before_ms,
                                    std::size_t limit) {
  return tx.run(
      "DELETE FROM tasks WHERE task_id IN"
      " (SELECT task_id FROM tasks WHERE status >= 2 AND created_ms < $1 AND (session_id = '' OR created_ms < $2)"
      " LIMIT $3)",
      {created_before_ms, sessions_before_ms, static_cast<std::int64_t>(limit)});
}

}  // namespace vod::catalogue
