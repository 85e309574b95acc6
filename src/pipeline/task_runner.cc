#include "pipeline/task_runner.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "catalogue/tasks.h"
#include "model/errors.h"
#include "model/limits.h"
#include "pipeline/compose/compose_work.h"
#include "pipeline/edit/edit_work.h"
#include "pipeline/edit/split_work.h"
#include "pipeline/file_attributes_work.h"
#include "pipeline/intake/pull_work.h"
#include "pipeline/procedure_work.h"

namespace vod {

namespace {

// What performs each type of task.
void perform_work(Workshop& workshop, const Task& task, const std::stop_token& stop) {
  switch (task.type) {
    case TaskType::procedure:
      return perform_procedure(workshop, task, stop);
    case TaskType::pull_upload:
      return perform_pull(workshop, task, stop);
    case TaskType::compose_media:
      return perform_compose(workshop, task, stop);
    case TaskType::file_attributes:
      return perform_file_attributes(workshop, task, stop);
    case TaskType::edit_media:
      return perform_edit(workshop, task, stop);
    case TaskType::split_media:
      return perform_split(workshop, task, stop);
  }
}

}  // namespace

std::int64_t running_tasks_max(std::int64_t setting, unsigned cores) {
  constexpr unsigned cores_per_task = 3;
  return setting > 0 ? setting : std::max<std::int64_t>(1, cores / cores_per_task);
}

Done TaskRunner::recover() {
  return workshop_.database.write([&](Transaction& tx) -> Done {
    VOD_TRY(const auto count, catalogue::requeue_claimed_tasks(tx));
    if (count > 0) workshop_.log.info("{} tasks of the run before are taken up again", count);
    return done();
  });
}

std::int64_t TaskRunner::step(std::int64_t now_ms) {
  {
    const std::lock_guard lock(mutex_);
    if (stopping_) return now_ms + limits::task_look_ms;
  }
  // Looked for without a write first: an idle server does not touch its disk.
  bool waits = false;
  const auto looked = workshop_.database.read([&](ReadTransaction& tx) -> Done {
    VOD_TRY(waits, catalogue::any_task_waits(tx));
    return done();
  });
  if (!looked || !waits) return now_ms + limits::task_look_ms;

  std::optional<Task> task;
  const auto claimed = workshop_.database.write([&](Transaction& tx) -> Done {
    VOD_TRY(task, catalogue::claim_task(tx, workshop_.clock.wall_ms()));
    return done();
  });
  if (!claimed) {
    workshop_.log.warn("no task could be claimed: {}", message_of(claimed.error()));
    return now_ms + limits::task_look_ms;
  }
  if (!task) return now_ms + limits::task_look_ms;
  perform(*task);
  return workshop_.clock.monotonic_ms();
}

void TaskRunner::perform(const Task& task) {
  std::stop_source stop;
  {
    const std::lock_guard lock(mutex_);
    if (stopping_) return;
    running_.emplace(task.id, Running{task.app, task.fence, stop});
  }
  perform_work(workshop_, task, stop.get_token());
  const std::lock_guard lock(mutex_);
  running_.erase(task.id);
}

bool TaskRunner::is_over(const TaskId& id, const Running& running) {
  bool over = false;
  const auto looked = workshop_.database.read([&](ReadTransaction& tx) -> Done {
    VOD_TRY(const auto task, catalogue::find_task(tx, running.app, id));
    over = !task || task->status != TaskStatus::processing || task->fence != running.fence;
    return done();
  });
  return looked && over;
}

std::int64_t TaskRunner::watch(std::int64_t now_ms) {
  std::vector<std::pair<TaskId, Running>> running;
  {
    const std::lock_guard lock(mutex_);
    running.assign(running_.begin(), running_.end());
  }
  for (auto& [id, entry] : running) {
    if (is_over(id, entry)) entry.stop.request_stop();
  }
  return now_ms + (running.empty() ? limits::task_look_ms : limits::cancel_look_ms);
}

void TaskRunner::stop() {
  std::vector<std::stop_source> stops;
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    for (const auto& [id, running] : running_) stops.push_back(running.stop);
  }
  for (auto& one : stops) one.request_stop();
}

}  // namespace vod
