#include "model/task.h"

#include <algorithm>

#include "base/check.h"

namespace vod {

std::string_view name_of(TaskStatus status) {
  switch (status) {
    case TaskStatus::waiting:
      return "WAITING";
    case TaskStatus::processing:
      return "PROCESSING";
    case TaskStatus::finish:
      return "FINISH";
    case TaskStatus::aborted:
      return "ABORTED";
  }
  return "";
}

const TaskTypeRow& task_type_row(TaskType type) {
  const auto row =
      std::find_if(task_type_rows.begin(), task_type_rows.end(), [&](const TaskTypeRow& r) { return r.type == type; });
  VOD_CHECK(row != task_type_rows.end());
  return *row;
}

std::string_view name_of(NotifyMode mode) {
  switch (mode) {
    case NotifyMode::finish:
      return "Finish";
    case NotifyMode::change:
      return "Change";
    case NotifyMode::none:
      return "None";
  }
  return "";
}

std::optional<NotifyMode> notify_mode(std::string_view wire_name) {
  if (wire_name.empty()) return NotifyMode::finish;
  for (const NotifyMode mode : {NotifyMode::finish, NotifyMode::change, NotifyMode::none}) {
    if (name_of(mode) == wire_name) return mode;
  }
  return {};
}

}  // namespace vod
