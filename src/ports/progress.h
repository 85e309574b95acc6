#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <vector>

#include "base/clock.h"
#include "base/ids.h"
#include "model/task.h"
#include "ports/change_log.h"

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
  /// Nobody watches.
  ProgressBoard() = default;
  /// `changes` hears of a task at most every limits::progress_note_ms. Both outlive the board.
  ProgressBoard(ChangeLog& changes, const Clock& clock) : changes_(&changes), clock_(&clock) {}

  void put(const Task& task, TaskProgress progress);
  void erase(const TaskId& task);
  std::optional<TaskProgress> find(const TaskId& task) const;

 private:
  struct Row {
    TaskProgress progress;
    std::int64_t noted_ms = 0;  // Monotonic; 0 = not yet.
  };
  ChangeLog* changes_ = nullptr;
  const Clock* clock_ = nullptr;
  mutable std::mutex mutex_;
  std::map<TaskId, Row> tasks_;
};

}  // namespace vod
