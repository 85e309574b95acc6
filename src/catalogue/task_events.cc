#include "catalogue/task_events.h"

#include "base/text.h"
#include "catalogue/events.h"
#include "catalogue/notes.h"
#include "catalogue/tasks.h"
#include "catalogue/values.h"
#include "model/errors.h"

namespace vod::catalogue {
namespace {

template <class SubTask>
void fail(std::optional<SubTask>& sub_task, std::string_view wire_code, std::string_view message, std::int64_t now_ms) {
  if (!sub_task || sub_task->Status != "PROCESSING") return;
  sub_task->Status = "FAIL";
  sub_task->ErrCodeExt = std::string(wire_code);
  sub_task->ErrCode = legacy_code_of(wire_code);
  sub_task->Message = std::string(message);
  sub_task->FinishTime = iso8601(now_ms);
}

Done append(Transaction& tx, Bells& bells, const Task& task, EventType type, const wire::EventContent& content,
            std::int64_t now_ms) {
  EventDraft draft;
  draft.app = task.app;
  draft.type = type;
  draft.file = task.file;
  draft.task = task.id;
  draft.created_ms = now_ms;
  draft.body = wire::encode_text(content);
  VOD_TRY(append_event(tx, bells, draft));
  return done();
}

// Writes the ended state whatever worker holds the task.
Done write_end(Transaction& tx, const Task& task) {
  VOD_TRY(
      tx.run("UPDATE tasks SET status = 2, finish_ms = $1, fence = fence + 1, cancel_code = $2, detail = $3"
             " WHERE task_id = $4 AND status < 2",
             {task.finish_ms, stored(task.cancel_code), stored(task.detail_json), stored(task.id.value)}));
  note_task(tx, task);
  return done();
}

}  // namespace

Done append_procedure_event(Transaction& tx, Bells& bells, const Task& task, wire::ProcedureTask state,
                            const wire::PublicUrl& url, std::int64_t now_ms, bool is_end) {
  if (task.notify == NotifyMode::none || (task.notify == NotifyMode::finish && !is_end)) return done();
  wire::set_urls(state, url);
  wire::EventContent content;
  content.EventType = std::string(event_row(EventType::procedure_state_changed).wire_name);
  content.ProcedureStateChangeEvent = std::move(state);
  return append(tx, bells, task, EventType::procedure_state_changed, content, now_ms);
}

Done append_pull_event(Transaction& tx, Bells& bells, const Task& task, wire::PullUploadTask state,
                       const wire::PublicUrl& url, std::int64_t now_ms) {
  wire::set_urls(state, url);
  wire::EventContent content;
  content.EventType = std::string(event_row(EventType::pull_complete).wire_name);
  content.PullCompleteEvent = std::move(state);
  return append(tx, bells, task, EventType::pull_complete, content, now_ms);
}

Done end_task_with_error(Transaction& tx, Bells& bells, Task task, std::string_view wire_code, std::string_view message,
                         const wire::PublicUrl& url, std::int64_t now_ms) {
  task.status = TaskStatus::finish;
  task.finish_ms = now_ms;
  task.cancel_code = std::string(wire_code);
  if (task.type == TaskType::procedure) {
    VOD_TRY(auto state, wire::decode_answer<wire::ProcedureTask>(std::string_view(task.detail_json)));
    state.Status = "FINISH";
    for (wire::MediaProcessTaskResult& result : state.MediaProcessResultSet) {
      fail(result.TranscodeTask, wire_code, message, now_ms);
      fail(result.CoverBySnapshotTask, wire_code, message, now_ms);
    }
    task.detail_json = wire::encode_text(state);
    VOD_TRY(write_end(tx, task));
    VOD_TRY(append_procedure_event(tx, bells, task, std::move(state), url, now_ms, true));
  } else {
    VOD_TRY(auto state, wire::decode_answer<wire::PullUploadTask>(std::string_view(task.detail_json)));
    state.Status = "FINISH";
    state.ErrCode = legacy_code_of(wire_code);
    state.Message = std::string(wire_code) + ": " + std::string(message);
    task.detail_json = wire::encode_text(state);
    VOD_TRY(write_end(tx, task));
    VOD_TRY(append_pull_event(tx, bells, task, std::move(state), url, now_ms));
  }
  tx.on_commit([&bells] { bells.ring_all(cancel_bell); });
  return done();
}

}  // namespace vod::catalogue
