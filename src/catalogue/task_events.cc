#include "catalogue/task_events.h"

#include "catalogue/events.h"
#include "catalogue/notes.h"
#include "catalogue/tasks.h"
#include "catalogue/values.h"
#include "model/errors.h"
#include "wire/sub_tasks.h"
#include "wire/task_states.h"

namespace vod::catalogue {
namespace {

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
      tx.run("UPDATE tasks SET status = 2, finish_ms = $1, fence = fence + 1, cancel_code = $2, detail = $3,"
             " failed = 1 WHERE task_id = $4 AND status < 2",
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

#define VOD_APPEND_END_EVENT(task_type, State, event_member, event_type, member)            \
  Done append_end_event(Transaction& tx, Bells& bells, const Task& task, wire::State state, \
                        const wire::PublicUrl& url, std::int64_t now_ms) {                  \
    wire::set_urls(state, url);                                                             \
    wire::EventContent content;                                                             \
    content.EventType = std::string(event_row(event_type).wire_name);                       \
    content.event_member = std::move(state);                                                \
    return append(tx, bells, task, event_type, content, now_ms);                            \
  }
VOD_TASK_STATES(VOD_APPEND_END_EVENT)
#undef VOD_APPEND_END_EVENT

Done end_task_with_error(Transaction& tx, Bells& bells, Task task, std::string_view wire_code, std::string_view message,
                         const wire::PublicUrl& url, std::int64_t now_ms) {
  task.status = TaskStatus::finish;
  task.finish_ms = now_ms;
  task.cancel_code = std::string(wire_code);
  tx.on_commit([&bells] { bells.ring_all(cancel_bell); });
  const int legacy_code = legacy_code_of(wire_code);
  switch (task.type) {
    case TaskType::procedure: {
      VOD_TRY(auto state, wire::decode_answer<wire::ProcedureTask>(std::string_view(task.detail_json)));
      state.Status = "FINISH";
      for (wire::MediaProcessTaskResult& result : state.MediaProcessResultSet) {
        wire::with_sub_task(
            result, [&](auto& sub_task) { wire::fail_sub_task(sub_task, wire_code, legacy_code, message, now_ms); });
      }
      task.detail_json = wire::encode_text(state);
      VOD_TRY(write_end(tx, task));
      return append_procedure_event(tx, bells, task, std::move(state), url, now_ms, true);
    }
#define VOD_END_STATE(task_type, State, event_member, event_type, member)                      \
  case task_type: {                                                                            \
    VOD_TRY(auto state, wire::decode_answer<wire::State>(std::string_view(task.detail_json))); \
    wire::fail_state(state, wire_code, legacy_code, message);                                  \
    task.detail_json = wire::encode_text(state);                                               \
    VOD_TRY(write_end(tx, task));                                                              \
    return append_end_event(tx, bells, task, std::move(state), url, now_ms);                   \
  }
      VOD_TASK_STATES(VOD_END_STATE)
#undef VOD_END_STATE
  }
  return write_end(tx, task);
}

}  // namespace vod::catalogue
