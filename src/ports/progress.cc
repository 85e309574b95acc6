#include "ports/progress.h"

#include <algorithm>
#include <utility>

namespace vod {

void ProgressBoard::put(const TaskId& task, TaskProgress progress) {
  const std::lock_guard lock(mutex_);
  TaskProgress& kept = tasks_[task];
  progress.percent = std::max(progress.percent, kept.percent);
  for (std::size_t i = 0; i < std::min(progress.sub_percent.size(), kept.sub_percent.size()); ++i) {
    progress.sub_percent[i] = std::max(progress.sub_percent[i], kept.sub_percent[i]);
  }
  kept = std::move(progress);
}

void ProgressBoard::erase(const TaskId& task) {
  const std::lock_guard lock(mutex_);
  tasks_.erase(task);
}

std::optional<TaskProgress> ProgressBoard::find(const TaskId& task) const {
  const std::lock_guard lock(mutex_);
  const auto found = tasks_.find(task);
  if (found == tasks_.end()) return {};
  return found->second;
}

}  // namespace vod
