#include "engine/tasks.h"

#include "base/text.h"
#include "catalogue/media.h"
#include "catalogue/task_events.h"
#include "catalogue/tasks.h"
#include "model/errors.h"
#include "model/limits.h"

namespace vod::engine {
namespace {

TaskId new_task_id(Random& random, AppId app, TaskType type) {
  return {app.text() + "-" + std::string(task_type_row(type).id_kind) + "-" + random.hex(32) + "t0"};
}

Done check_session(ReadTransaction& tx, const TaskWish& wish, std::int64_t now_ms) {
  if (wish.session_id.empty()) return done();
  VOD_TRY(const bool used, catalogue::session_used(tx, wish.app, wish.session_id, now_ms - limits::session_id_ms));
  if (!used) return done();
  return error(ErrorCode::value_session_id, "SessionId",
               "SessionId: \"" + wish.session_id + "\" was used in the last three days; use a new one, or none.");
}

Task new_task(Random& random, const TaskWish& wish, TaskType type, std::int64_t now_ms) {
  Task task;
  task.id = new_task_id(random, wish.app, type);
  task.app = wish.app;
  task.type = type;
  task.priority = wish.priority;
  task.notify = wish.notify;
  task.session_id = wish.session_id;
  task.session_context = wish.session_context;
  task.created_ms = now_ms;
  return task;
}

Done insert(Transaction& tx, Bells& bells, const Task& task) {
  VOD_TRY(catalogue::insert_task(tx, task));
  tx.on_commit([&bells] { bells.ring_all(catalogue::work_bell); });
  return done();
}

// A sub-task before it has begun.
template <class SubTask, class Input>
SubTask fresh(const Input& input) {
  SubTask sub_task;
  sub_task.Status = "PROCESSING";
  sub_task.ErrCodeExt = "";
  sub_task.ErrCode = 0;
  sub_task.Message = "";
  sub_task.Input = input;
  sub_task.Progress = 0;
  sub_task.BeginProcessTime = "";
  sub_task.FinishTime = "";
  return sub_task;
}

wire::ProcedureTask first_state(const Task& task, const Media& media, const wire::MediaProcessTaskInput& input) {
  wire::ProcedureTask state;
  state.TaskId = task.id.value;
  state.Status = "PROCESSING";
  state.ErrCode = 0;
  state.Message = "";
  state.FileId = media.id.text();
  state.FileName = media.name;
  state.FileUrl = media.path;
  state.MetaData = wire::metadata_view(media);
  for (const wire::TranscodeTaskInput& transcode : input.TranscodeTaskSet) {
    wire::MediaProcessTaskResult result;
    result.Type = "Transcode";
    result.TranscodeTask = fresh<wire::MediaProcessTaskTranscodeResult>(transcode);
    state.MediaProcessResultSet.push_back(std::move(result));
  }
  for (const wire::CoverBySnapshotTaskInput& cover : input.CoverBySnapshotTaskSet) {
    wire::MediaProcessTaskResult result;
    result.Type = "CoverBySnapshot";
    result.CoverBySnapshotTask = fresh<wire::MediaProcessTaskCoverBySnapshotResult>(cover);
    state.MediaProcessResultSet.push_back(std::move(result));
  }
  state.TasksPriority = task.priority;
  state.TasksNotifyMode = std::string(name_of(task.notify));
  state.SessionContext = task.session_context;
  state.SessionId = task.session_id;
  state.Operator = "";
  state.OperationType = "";
  return state;
}

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
  if (task.type == TaskType::pull_upload) {
    const auto state = wire::decode_answer<wire::PullUploadTask>(std::string_view(task.detail_json));
    return state && state.value().ErrCode.value_or(0) != 0;
  }
  const auto state = wire::decode_answer<wire::ProcedureTask>(std::string_view(task.detail_json));
  if (!state) return true;
  const auto failed = [](const auto& sub_task) { return sub_task && sub_task->Status == "FAIL"; };
  for (const wire::MediaProcessTaskResult& result : state.value().MediaProcessResultSet) {
    if (failed(result.TranscodeTask) || failed(result.CoverBySnapshotTask)) return true;
  }
  return false;
}

}  // namespace

Result<TaskId> start_procedure(Transaction& tx, Bells& bells, Random& random, const TaskWish& wish, FileId file,
                               const wire::MediaProcessTaskInput& input, std::int64_t now_ms) {
  VOD_TRY(const auto media, needed_source(tx, wish.app, file));
  VOD_TRY(check_session(tx, wish, now_ms));
  Task task = new_task(random, wish, TaskType::procedure, now_ms);
  task.file = file;
  task.request_json = wire::encode_text(input);
  task.detail_json = wire::encode_text(first_state(task, media, input));
  VOD_TRY(insert(tx, bells, task));
  return task.id;
}

Result<TaskId> start_pull(Transaction& tx, Bells& bells, Random& random, const TaskWish& wish,
                          const wire::PullUploadRequest& request, std::int64_t now_ms) {
  VOD_TRY(check_session(tx, wish, now_ms));
  Task task = new_task(random, wish, TaskType::pull_upload, now_ms);
  task.request_json = wire::encode_text(request);
  task.detail_json = wire::encode_text(first_state(task));
  VOD_TRY(insert(tx, bells, task));
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
  if (before.type == TaskType::pull_upload) {
    VOD_TRY(const auto request, wire::decode_answer<wire::PullUploadRequest>(std::string_view(before.request_json)));
    return start_pull(tx, bells, random, wish, request, now_ms);
  }
  VOD_TRY(const auto input, wire::decode_answer<wire::MediaProcessTaskInput>(std::string_view(before.request_json)));
  return start_procedure(tx, bells, random, wish, *before.file, input, now_ms);
}

}  // namespace vod::engine
