#include "ports/progress.h"

#include <algorithm>
#include <utility>

#include "model/limits.h"

namespace vod {

void ProgressBoard::put(const Task& task, TaskProgress progress) {
  const std::int64_t now_ms = clock_ == nullptr ? 0 : clock_->monotonic_ms();
  bool is_news = false;
  {
    const std::lock_guard lock(mutex_);
    Row& row = tasks_[task.id];
    TaskProgress& kept = row.progress;
    progress.percent = std::max(progress.percent, kept.percent);
    for (std::size_t i = 0; i < std::min(progress.sub_percent.size(), kept.sub_percent.size()); ++i) {
      progress.sub_percent[i] = std::max(progress.sub_percent[i], kept.sub_percent[i]);
    }
    kept = std::move(progress);
    is_news = changes_ != nullptr && (row.noted_ms == 0 || now_ms - row.noted_ms >= limits::progress_note_ms);
    if (is_news) row.noted_ms = now_ms;
  }
  if (!is_news) return;
  const Change change{
      .kind = ChangeKind::task, .app = task.app, .file = task.file, .sequence = 0, .task = task.id.value};
  changes_->add({&change, 1});
}

void ProgressBoard::erase(const TaskId& task) {
  const std::lock_guard lock(mutex_);
  tasks_.erase(task);
}

std::optional<TaskProgress> ProgressBoard::find(const TaskId& task) const {
  const std::lock_guard lock(mutex_);
  const auto found = tasks_.find(task);
  if (found == tasks_.end()) return {};
  return found->second.progress;
}

}  // namespace vod
