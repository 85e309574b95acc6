#include "catalogue/parks.h"

#include "catalogue/event_retention.h"
#include "catalogue/notes.h"
#include "catalogue/pushes.h"
#include "catalogue/queue.h"
#include "catalogue/values.h"

namespace vod::catalogue {
namespace {

std::int64_t stored_sequence(std::uint64_t sequence) { return static_cast<std::int64_t>(sequence); }

Result<std::optional<EventState>> state_of(ReadTransaction& tx, AppId app, std::uint64_t sequence) {
  std::optional<EventState> state;
  VOD_TRY(tx.query("SELECT state FROM events WHERE seq = $1 AND sub_app_id = $2",
                   {stored_sequence(sequence), stored(app)},
                   [&](const SqlRow& row) { state = enum_at<EventState>(row, 0); }));
  return state;
}

}  // namespace

Result<bool> set_aside(Transaction& tx, AppId app, std::uint64_t sequence, const std::string& reason,
                       std::int64_t now_ms) {
  VOD_TRY(const auto state, state_of(tx, app, sequence));
  if (state != EventState::queued && state != EventState::sending) return false;
  VOD_TRY(erase_push(tx, {sequence, to_url}));
  VOD_TRY(park_event(tx, app, sequence, reason, now_ms));
  return true;
}

Result<bool> bring_to_queue(Transaction& tx, AppId app, std::uint64_t sequence, std::int64_t now_ms) {
  VOD_TRY(const bool is_moved, queue_again(tx, app, sequence));
  if (!is_moved) return false;
  VOD_TRY(erase_push(tx, {sequence, to_url}));
  VOD_TRY(tx.run("UPDATE events SET closed_ms = $1 WHERE seq = $2", {now_ms, stored_sequence(sequence)}));
  return true;
}

Result<bool> bring_to_callback(Transaction& tx, AppId app, std::uint64_t sequence, bool is_redelivery,
                               std::int64_t now_ms) {
  VOD_TRY(const auto state, state_of(tx, app, sequence));
  if (!state) return false;
  // What is leased goes the way of what is parked, so that its handles are void.
  if (state == EventState::queued) {
    VOD_TRY(park_event(tx, app, sequence, std::string(), now_ms));
  }
  VOD_TRY(tx.run("DELETE FROM parks WHERE seq = $1", {stored_sequence(sequence)}));
  VOD_TRY(tx.run("UPDATE events SET state = 1, closed_ms = $1 WHERE seq = $2", {now_ms, stored_sequence(sequence)}));
  if (is_redelivery) {
    VOD_TRY(insert_redelivery(tx, app, sequence, now_ms));
  } else {
    VOD_TRY(resume_push(tx, app, {sequence, to_url}, now_ms));
  }
  note_event(tx, app, sequence);
  return true;
}

Result<bool> purge_event(Transaction& tx, AppId app, std::uint64_t sequence, EventState state, std::int64_t now_ms) {
  VOD_TRY(const auto found, state_of(tx, app, sequence));
  if (found != state || state == EventState::unrouted || state == EventState::done) return false;
  VOD_TRY(const bool is_removed, remove_event(tx, sequence, state));
  note_event(tx, app, sequence);
  if (is_removed) return true;
  // By way of being parked, so that handles of it are void.
  VOD_TRY(erase_push(tx, {sequence, to_url}));
  VOD_TRY(park_event(tx, app, sequence, std::string(), now_ms));
  VOD_TRY(tx.run("DELETE FROM parks WHERE seq = $1", {stored_sequence(sequence)}));
  VOD_TRY(tx.run("UPDATE events SET state = 3, closed_ms = $1 WHERE seq = $2", {now_ms, stored_sequence(sequence)}));
  return true;
}

}  // namespace vod::catalogue
