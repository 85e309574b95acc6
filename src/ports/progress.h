#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "base/ids.h"

namespace vod {

/// How far a running task is. Percentages never go down.
struct TaskProgress {
  int percent = 0;
  /// One per sub-task, in the order of the request.
  std::vector<int> sub_percent;
  /// Media seconds per wall second; 0 = not known.
  double speed = 0;
  /// Seconds until the end; negative = not known.
  double left_s = -1;
};

/// What running tasks say of themselves, in memory on the node that runs them. Thread-safe.
class ProgressBoard {
 public:
  void put(const TaskId& task, TaskProgress progress);
  void erase(const TaskId& task);
  std::optional<TaskProgress> find(const TaskId& task) const;

 private:
  mutable std::mutex mutex_;
  std::map<TaskId, TaskProgress> tasks_;
};

}  // namespace vod
