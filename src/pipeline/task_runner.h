#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <stop_token>
#include <string>

#include "model/task.h"
#include "pipeline/workshop.h"

namespace vod {

/// How many tasks run at the same time on a machine: the setting where it is not 0, else by cores, since one FFmpeg run
/// keeps two or three of them busy.
std::int64_t running_tasks_max(std::int64_t setting, unsigned cores);

/// Takes tasks from their rows and performs them. Each thread of the caller's that calls step() runs one task at a
/// time; one more calls watch(). Thread-safe.
class TaskRunner {
 public:
  explicit TaskRunner(Workshop& workshop) : workshop_(workshop) {}

  /// Once, before the first step: what a killed server was at is to be done again. Outputs that were stored are kept.
  Done recover();

  /// Claims the most urgent waiting task and performs it, which may take hours. Gives the monotonic time of the next
  /// call; catalogue::work_bell calls earlier.
  std::int64_t step(std::int64_t now_ms);

  /// Stops running tasks whose row says that they are over: cancelled, or their media deleted. Gives the time of the
  /// next look; catalogue::cancel_bell calls earlier.
  std::int64_t watch(std::int64_t now_ms);

  /// Running tasks end within a second and write nothing more; no task is claimed any more. They are claimed again
  /// after the next recover().
  void stop();

 private:
  struct Running {
    AppId app;
    std::int64_t fence = 0;
    std::stop_source stop;
  };

  void perform(const Task& task);
  bool is_over(const TaskId& id, const Running& running);

  Workshop& workshop_;
  std::mutex mutex_;
  std::map<TaskId, Running> running_;
  bool stopping_ = false;
};

}  // namespace vod
