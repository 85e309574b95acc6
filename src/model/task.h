#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/ids.h"

namespace vod {

/// The numbers are stored.
enum class TaskStatus { waiting = 0, processing = 1, finish = 2, aborted = 3 };
/// WAITING, PROCESSING, FINISH or ABORTED.
std::string_view name_of(TaskStatus status);

/// The numbers are stored.
enum class TaskType {
  procedure = 1,
  pull_upload = 2,
  edit_media = 3,
  compose_media = 4,
  split_media = 5,
  file_attributes = 6,
};

/// One row of the table of task types: TaskType on the wire, and the word in the TaskId.
struct TaskTypeRow {
  TaskType type;
  std::string_view wire_name;
  std::string_view id_kind;
};
inline constexpr std::array task_type_rows = {
    TaskTypeRow{TaskType::procedure, "Procedure", "procedurev2"},
    TaskTypeRow{TaskType::pull_upload, "PullUpload", "Pull"},
    TaskTypeRow{TaskType::edit_media, "EditMedia", "EditMedia"},
    TaskTypeRow{TaskType::compose_media, "ComposeMedia", "ComposeMedia"},
    TaskTypeRow{TaskType::split_media, "SplitMedia", "SplitMedia"},
    TaskTypeRow{TaskType::file_attributes, "DescribeFileAttributes", "DescribeFileAttributes"},
};
const TaskTypeRow& task_type_row(TaskType type);

/// When ProcedureStateChanged is sent; the numbers are stored.
enum class NotifyMode { finish = 0, change = 1, none = 2 };
std::string_view name_of(NotifyMode mode);
/// "" means Finish.
std::optional<NotifyMode> notify_mode(std::string_view wire_name);

/// One asynchronous piece of work. Times are wall milliseconds, 0 = not yet.
struct Task {
  TaskId id;
  AppId app;
  TaskType type{};
  TaskStatus status = TaskStatus::waiting;
  std::optional<FileId> file;
  int priority = 0;
  NotifyMode notify = NotifyMode::finish;
  std::string session_id;
  std::string session_context;
  std::int64_t created_ms = 0;
  std::int64_t begin_ms = 0;
  std::int64_t finish_ms = 0;
  /// Grows at each claim; a worker whose number is old can neither finish nor overwrite.
  std::int64_t fence = 0;
  /// Set by CancelTask and DeleteMedia: the code that the task is to end with.
  std::string cancel_code;
  /// What it was asked for, in wire form: MediaProcessTaskInput of a procedure, else the request (PullUploadRequest
  /// ...).
  std::string request_json;
  /// The wire form of its state: ProcedureTask, or as wire/task_states.h has it, with paths where URLs stand.
  std::string detail_json;
  std::int64_t cpu_ms = 0;
  std::int64_t wall_ms = 0;
};

}  // namespace vod
