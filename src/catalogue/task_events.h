#pragma once

#include <string_view>

#include "base/bells.h"
#include "model/task.h"
#include "ports/database.h"
#include "wire/views.h"

namespace vod::catalogue {

/// Writes ProcedureStateChanged for a task's state, in the transaction that made the state. `is_end` says that it is
/// the task's last one: TasksNotifyMode Finish tells only that, Change tells each, None tells nothing.
Done append_procedure_event(Transaction& tx, Bells& bells, const Task& task, wire::ProcedureTask state,
                            const wire::PublicUrl& url, std::int64_t now_ms, bool is_end);

/// Writes the event that tells the end of a task that is not a procedure (PullComplete, EditMediaComplete ...).
Done append_end_event(Transaction& tx, Bells& bells, const Task& task, wire::PullUploadTask state,
                      const wire::PublicUrl& url, std::int64_t now_ms);
Done append_end_event(Transaction& tx, Bells& bells, const Task& task, wire::EditMediaTask state,
                      const wire::PublicUrl& url, std::int64_t now_ms);
Done append_end_event(Transaction& tx, Bells& bells, const Task& task, wire::ComposeMediaTask state,
                      const wire::PublicUrl& url, std::int64_t now_ms);
Done append_end_event(Transaction& tx, Bells& bells, const Task& task, wire::SplitMediaTask state,
                      const wire::PublicUrl& url, std::int64_t now_ms);
Done append_end_event(Transaction& tx, Bells& bells, const Task& task, wire::DescribeFileAttributesTask state,
                      const wire::PublicUrl& url, std::int64_t now_ms);

/// Ends an open task with one error: what of it is not over fails with the code, its event is written, and its fence
/// grows, so that a worker that still runs it can write nothing more. cancel_bell rings when it is durable.
Done end_task_with_error(Transaction& tx, Bells& bells, Task task, std::string_view wire_code, std::string_view message,
                         const wire::PublicUrl& url, std::int64_t now_ms);

}  // namespace vod::catalogue
