#include "engine/tasks.h"

#include "catalogue/media.h"
#include "catalogue/procedures.h"
#include "catalogue/task_events.h"
#include "catalogue/task_starts.h"
#include "catalogue/tasks.h"
#include "engine/compositions.h"
#include "engine/edits.h"
#include "model/errors.h"
#include "model/limits.h"
#include "wire/sub_tasks.h"
#include "wire/task_states.h"

namespace vod::engine {
namespace {

wire::PullUploadTask first_state(const Task& task) {
  wire::PullUploadTask state;
  state.TaskId = task.id.value;
  state.Status = "PROCESSING";
  state.ErrCode = 0;
  state.Message = "";
  state.FileId = "";
  state.FileUrl = "";
  state.ProcedureTaskId = "";
  state.ReviewAudioVideoTaskId = "";
  state.SessionContext = task.session_context;
  state.SessionId = task.session_id;
  state.Progress = 0;
  return state;
}

Result<Task> needed_task(ReadTransaction& tx, AppId app, const TaskId& id) {
  VOD_TRY(auto task, catalogue::find_task(tx, app, id));
  if (!task)
    return error(ErrorCode::value_task_id, "TaskId", "TaskId: no task \"" + id.value + "\" in this application.");
  return std::move(*task);
}

Result<Media> needed_source(ReadTransaction& tx, AppId app, FileId file) {
  VOD_TRY(auto media, catalogue::find_media(tx, app, file));
  if (!media)
    return error(ErrorCode::value_file_id, "FileId", "FileId: no media " + file.text() + " in this application.");
  if (!media->has_original) {
    return error(ErrorCode::value_file_id, "FileId",
                 "FileId: the original file of " + file.text() + " was deleted, so it can't be processed any more.");
  }
  return std::move(*media);
}

bool has_failed(const Task& task) {
  if (task.status == TaskStatus::aborted) return true;
  const std::string_view detail(task.detail_json);
  switch (task.type) {
    case TaskType::procedure:
      break;
#define VOD_HAS_FAILED(task_type, State, event_member, event_type, member) \
  case task_type: {                                                        \
    const auto ended = wire::decode_answer<wire::State>(detail);           \
    return ended && ended.value().ErrCode.value_or(0) != 0;                \
  }
      VOD_TASK_STATES(VOD_HAS_FAILED)
#undef VOD_HAS_FAILED
  }
  const auto state = wire::decode_answer<wire::ProcedureTask>(detail);
  if (!state) return true;
  bool any_failed = false;
  for (const wire::MediaProcessTaskResult& result : state.value().MediaProcessResultSet) {
    wire::with_sub_task(result, [&](const auto& sub_task) { any_failed = any_failed || sub_task.Status == "FAIL"; });
  }
  return any_failed;
}

}  // namespace

Result<TaskId> start_procedure(Transaction& tx, Bells& bells, Random& random, const TaskWish& wish, FileId file,
                               const wire::MediaProcessTaskInput& input, std::int64_t now_ms) {
  VOD_TRY(const auto media, needed_source(tx, wish.app, file));
  VOD_TRY(catalogue::check_session(tx, wish, limits::session_id_ms, now_ms));
  return catalogue::start_procedure(tx, bells, random, wish, media, input, now_ms);
}

Result<TaskId> start_named_procedure(Transaction& tx, Bells& bells, Random& random, const TaskWish& wish, FileId file,
                                     const std::string& name, std::int64_t now_ms) {
  VOD_TRY(const auto media, needed_source(tx, wish.app, file));
  VOD_TRY(catalogue::check_session(tx, wish, limits::session_id_procedure_ms, now_ms));
  return catalogue::start_procedure_by_name(tx, bells, random, wish, media, name, now_ms);
}

Result<TaskId> start_file_attributes(Transaction& tx, Bells& bells, Random& random, const TaskWish& wish, FileId file,
                                     std::int64_t now_ms) {
  VOD_TRY(const auto media, needed_source(tx, wish.app, file));
  VOD_TRY(catalogue::check_session(tx, wish, limits::session_id_ms, now_ms));
  Task task = catalogue::new_task(random, wish, TaskType::file_attributes, now_ms);
  task.file = file;
  wire::DescribeFileAttributesTask state;
  state.TaskId = task.id.value;
  state.Status = "PROCESSING";
  state.ErrCode = 0;
  state.ErrCodeExt = "";
  state.Message = "";
  state.Progress = 0;
  state.FileId = media.id.text();
  state.SessionContext = task.session_context;
  state.SessionId = task.session_id;
  task.detail_json = wire::encode_text(state);
  VOD_TRY(catalogue::start_task(tx, bells, task));
  return task.id;
}

Result<TaskId> start_pull(Transaction& tx, Bells& bells, Random& random, const TaskWish& wish,
                          const wire::PullUploadRequest& request, std::int64_t now_ms) {
  VOD_TRY(catalogue::check_session(tx, wish, limits::session_id_ms, now_ms));
  Task task = catalogue::new_task(random, wish, TaskType::pull_upload, now_ms);
  task.request_json = wire::encode_text(request);
  task.detail_json = wire::encode_text(first_state(task));
  VOD_TRY(catalogue::start_task(tx, bells, task));
  return task.id;
}

Done abort_task(Transaction& tx, AppId app, const TaskId& id, std::int64_t now_ms) {
  VOD_TRY(const auto task, needed_task(tx, app, id));
  VOD_TRY(const bool aborted, catalogue::abort_waiting_task(tx, app, id, now_ms));
  if (aborted) return done();
  return error(ErrorCode::failed_operation, "TaskId",
               "TaskId: the task is " + std::string(name_of(task.status)) +
                   "; only WAITING tasks can be aborted. CancelTask (version 2026-11-01) stops running ones.");
}

Done cancel_task(Transaction& tx, Bells& bells, AppId app, const TaskId& id, const wire::PublicUrl& url,
                 std::int64_t now_ms) {
  VOD_TRY(const auto task, needed_task(tx, app, id));
  if (task.status == TaskStatus::finish || task.status == TaskStatus::aborted) {
    return error(ErrorCode::failed_operation, "TaskId",
                 "TaskId: the task is over already (" + std::string(name_of(task.status)) + ").");
  }
  const ErrorRow& row = error_row(ErrorCode::task_cancelled);
  return catalogue::end_task_with_error(tx, bells, task, row.wire_code, row.text, url, now_ms);
}

Result<TaskId> retry_task(Transaction& tx, Bells& bells, Random& random, AppId app, const TaskId& id,
                          std::int64_t now_ms) {
  VOD_TRY(const auto before, needed_task(tx, app, id));
  if (before.status == TaskStatus::waiting || before.status == TaskStatus::processing) {
    return error(ErrorCode::failed_operation, "TaskId", "TaskId: the task is still open; cancel it first.");
  }
  if (!has_failed(before)) {
    return error(ErrorCode::failed_operation, "TaskId", "TaskId: the task has succeeded; there is nothing to retry.");
  }
  // Without the SessionId: it names the first try, and would refuse this one.
  const TaskWish wish{app, before.priority, before.notify, {}, before.session_context};
  switch (before.type) {
    case TaskType::procedure: {
      VOD_TRY(const auto input,
              wire::decode_answer<wire::MediaProcessTaskInput>(std::string_view(before.request_json)));
      return start_procedure(tx, bells, random, wish, *before.file, input, now_ms);
    }
    case TaskType::pull_upload: {
      VOD_TRY(const auto request, wire::decode_answer<wire::PullUploadRequest>(std::string_view(before.request_json)));
      return start_pull(tx, bells, random, wish, request, now_ms);
    }
    case TaskType::file_attributes:
      return start_file_attributes(tx, bells, random, wish, *before.file, now_ms);
    case TaskType::compose_media: {
      VOD_TRY(const auto request,
              wire::decode_answer<wire::ComposeMediaRequest>(std::string_view(before.request_json)));
      return start_compose(tx, bells, random, wish, request, {}, now_ms);
    }
    case TaskType::edit_media: {
      VOD_TRY(const auto request, wire::decode_answer<wire::EditMediaRequest>(std::string_view(before.request_json)));
      return start_edit(tx, bells, random, wish, request, now_ms);
    }
    case TaskType::split_media: {
      VOD_TRY(const auto request, wire::decode_answer<wire::SplitMediaRequest>(std::string_view(before.request_json)));
      return start_split(tx, bells, random, wish, request, now_ms);
    }
  }
  return error(ErrorCode::failed_operation, "TaskId",
               "TaskId: a " + std::string(task_type_row(before.type).wire_name) + " task can't be retried.");
}

}  // namespace vod::engine
