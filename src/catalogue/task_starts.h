#pragma once

#include <cstdint>
#include <string>

#include "base/bells.h"
#include "base/random.h"
#include "model/media.h"
#include "model/task.h"
#include "ports/database.h"
#include "wire/types.h"

namespace vod::catalogue {

/// What all tasks are started with, checked.
struct TaskWish {
  AppId app;
  int priority = 0;
  NotifyMode notify = NotifyMode::finish;
  std::string session_id;
  std::string session_context;
};

/// A task that waits, with a new id, and not yet a row.
Task new_task(Random& random, const TaskWish& wish, TaskType type, std::int64_t now_ms);

/// Writes the row; work_bell rings when it is durable.
Done start_task(Transaction& tx, Bells& bells, const Task& task);

/// value_session_id when the app used the SessionId within the window, in milliseconds.
Done check_session(ReadTransaction& tx, const TaskWish& wish, std::int64_t window_ms, std::int64_t now_ms);

/// Starts media processing of a media that is there and has its original.
Result<TaskId> start_procedure(Transaction& tx, Bells& bells, Random& random, const TaskWish& wish, const Media& media,
                               const wire::MediaProcessTaskInput& input, std::int64_t now_ms);

}  // namespace vod::catalogue
