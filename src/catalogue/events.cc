#include "catalogue/events.h"

#include "base/text.h"
#include "catalogue/apps.h"
#include "catalogue/meta.h"
#include "catalogue/notes.h"
#include "catalogue/pushes.h"
#include "catalogue/values.h"
#include "ports/queue.h"

namespace vod::catalogue {
namespace {

std::int64_t flags_of(bool is_test, MediaInfoForm form) {
  return (is_test ? 1 : 0) | static_cast<std::int64_t>(form) << 1;
}

constexpr const char* media_info_name = "pull_complete.media_info";

Result<MediaInfoForm> media_info_form(ReadTransaction& tx) {
  VOD_TRY(const auto text, find_meta(tx, media_info_name));
  const auto number = text ? parse_number<std::int64_t>(*text) : std::nullopt;
  return static_cast<MediaInfoForm>(number.value_or(0));
}

// The 2.0 form is a delivery of its own: neither the mode nor the 3.0 URL matters to it.
bool goes_to_v2(const EventConfig& config, const EventDraft& draft) {
  return !config.delivery.url_v2.empty() && event_row(draft.type).is_in_v2 &&
         (draft.is_test || is_switched_on(config, draft.type));
}

}  // namespace

Done set_media_info_form(Transaction& tx, MediaInfoForm form) {
  return put_meta(tx, media_info_name, std::to_string(static_cast<int>(form)));
}

Result<std::uint64_t> append_event(Transaction& tx, Bells& bells, const EventDraft& draft) {
  VOD_TRY(const auto config, find_event_config(tx, draft.app));
  const EventState state = config ? first_state(*config, draft.type, draft.is_test) : EventState::unrouted;
  MediaInfoForm form = MediaInfoForm::both;
  if (draft.type == EventType::pull_complete) {
    VOD_TRY(form, media_info_form(tx));
  }
  const std::string task = draft.task ? draft.task->value : std::string();
  VOD_TRY(
      tx.run("INSERT INTO events(sub_app_id, state, type, created_ms, file_id, task_id, flags, body)"
             " VALUES($1, $2, $3, $4, $5, $6, $7, $8)",
             {stored(draft.app), stored(state), stored(draft.type), draft.created_ms, stored(draft.file),
              draft.task ? stored(task) : SqlValue(nullptr), flags_of(draft.is_test, form), stored(draft.body)}));
  const auto sequence = static_cast<std::uint64_t>(tx.last_insert_id());
  note_event(tx, draft.app, sequence, draft.file);
  if (state == EventState::sending) {
    VOD_TRY(insert_push(tx, draft.app, sequence, draft.created_ms));
  } else if (state == EventState::queued) {
    tx.on_commit([&bells, app_id = draft.app] { bells.ring(Queue::bell(app_id)); });
  }
  const bool is_in_v2 = config && goes_to_v2(*config, draft);
  if (is_in_v2) {
    VOD_TRY(insert_push(tx, draft.app, sequence, draft.created_ms, to_url_v2));
  }
  if (is_in_v2 || state == EventState::sending) tx.on_commit([&bells] { bells.ring(push_bell); });
  return sequence;
}

Result<std::optional<Event>> find_event(ReadTransaction& tx, std::uint64_t sequence) {
  std::optional<Event> event;
  VOD_TRY(tx.query(
      "SELECT seq, sub_app_id, type, state, created_ms, file_id, task_id, flags, body FROM events WHERE seq = $1",
      {static_cast<std::int64_t>(sequence)}, [&](const SqlRow& row) {
        Event& found = event.emplace();
        found.sequence = static_cast<std::uint64_t>(row.integer(0));
        found.app = app_at(row, 1);
        found.type = enum_at<EventType>(row, 2);
        found.state = enum_at<EventState>(row, 3);
        found.created_ms = row.integer(4);
        if (!row.is_null(5)) found.file = file_at(row, 5);
        if (!row.is_null(6)) found.task = TaskId{text_at(row, 6)};
        found.is_test = (row.integer(7) & 1) != 0;
        found.media_info = static_cast<MediaInfoForm>(row.integer(7) >> 1 & 3);
        found.body = text_at(row, 8);
      }));
  return event;
}

Done set_event_state(Transaction& tx, std::uint64_t sequence, EventState state) {
  return tx.query("UPDATE events SET state = $1 WHERE seq = $2 RETURNING sub_app_id",
                  {stored(state), static_cast<std::int64_t>(sequence)},
                  [&](const SqlRow& row) { note_event(tx, app_at(row, 0), sequence); });
}

}  // namespace vod::catalogue
