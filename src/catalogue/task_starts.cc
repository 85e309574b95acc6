#include "catalogue/task_starts.h"

#include "catalogue/tasks.h"
#include "model/errors.h"
#include "wire/sub_tasks.h"
#include "wire/views.h"

namespace vod::catalogue {
namespace {

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
#define VOD_ADD_SUB_TASKS(set, member, type, kind)                                 \
  for (const auto& one : input.set) {                                              \
    wire::MediaProcessTaskResult result;                                           \
    result.Type = type;                                                            \
    result.member = fresh<std::remove_reference_t<decltype(*result.member)>>(one); \
    state.MediaProcessResultSet.push_back(std::move(result));                      \
  }
  VOD_SUB_TASKS(VOD_ADD_SUB_TASKS)
#undef VOD_ADD_SUB_TASKS
  state.TasksPriority = task.priority;
  state.TasksNotifyMode = std::string(name_of(task.notify));
  state.SessionContext = task.session_context;
  state.SessionId = task.session_id;
  state.Operator = "";
  state.OperationType = "";
  return state;
}

}  // namespace

Task new_task(Random& random, const TaskWish& wish, TaskType type, std::int64_t now_ms) {
  Task task;
  task.id = {wish.app.text() + "-" + std::string(task_type_row(type).id_kind) + "-" + random.hex(32) + "t0"};
  task.app = wish.app;
  task.type = type;
  task.priority = wish.priority;
  task.notify = wish.notify;
  task.session_id = wish.session_id;
  task.session_context = wish.session_context;
  task.created_ms = now_ms;
  return task;
}

Done start_task(Transaction& tx, Bells& bells, const Task& task) {
  VOD_TRY(insert_task(tx, task));
  tx.on_commit([&bells] { bells.ring_all(work_bell); });
  return done();
}

Done check_session(ReadTransaction& tx, const TaskWish& wish, std::int64_t window_ms, std::int64_t now_ms) {
  if (wish.session_id.empty()) return done();
  VOD_TRY(const bool used, session_used(tx, wish.app, wish.session_id, now_ms - window_ms));
  if (!used) return done();
  constexpr std::int64_t day_ms = 86'400'000;
  return error(ErrorCode::value_session_id, "SessionId",
               "SessionId: \"" + wish.session_id + "\" was used in the last " + std::to_string(window_ms / day_ms) +
                   " days; use a new one, or none.");
}

Result<TaskId> start_procedure(Transaction& tx, Bells& bells, Random& random, const TaskWish& wish, const Media& media,
                               const wire::MediaProcessTaskInput& input, std::int64_t now_ms) {
  Task task = new_task(random, wish, TaskType::procedure, now_ms);
  task.file = media.id;
  task.request_json = wire::encode_text(input);
  task.detail_json = wire::encode_text(first_state(task, media, input));
  VOD_TRY(start_task(tx, bells, task));
  return task.id;
}

}  // namespace vod::catalogue
