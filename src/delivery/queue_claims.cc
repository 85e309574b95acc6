// What consumers do with handles: confirm, extend, release, park.

#include <algorithm>
#include <utility>

#include "catalogue/queue_counts.h"
#include "delivery/lease_row.h"
#include "delivery/queue.h"
#include "model/errors.h"
#include "model/limits.h"

namespace vod {

// What is known of one handle of a call.
struct EmbeddedQueue::Claim {
  std::string text;
  std::optional<Handle> handle;
  HandleVerdict verdict = HandleVerdict::late;
  bool is_held = false;
  // A row tells of its handings-out.
  bool is_stored = false;
  std::optional<StoredLease> stored;
  bool is_good = false;
};

namespace {

std::string_view reason_of(HandleVerdict verdict) {
  switch (verdict) {
    case HandleVerdict::superseded:
      return "is superseded: its event was handed out again, or given back";
    case HandleVerdict::live:
      return "is superseded: its event was parked, removed or queued again";
    case HandleVerdict::earlier:
    case HandleVerdict::late:
      break;
  }
  return "is too late: its lease is over";
}

// Handles come from outside: only what could be one is echoed.
std::string shown_handle(std::string_view handle) {
  constexpr std::size_t echo_max = 80;
  std::string text;
  for (const char c : handle.substr(0, echo_max)) text += c >= 0x20 && c < 0x7f ? c : '?';
  return "`" + text + (handle.size() > echo_max ? "...`" : "`");
}

}  // namespace

std::vector<EmbeddedQueue::Claim> EmbeddedQueue::claims_of(AppId app, const std::vector<std::string>& handles) const {
  std::vector<Claim> claims;
  for (const std::string& text : handles) {
    // The same handle twice is one.
    if (std::ranges::find(claims, text, &Claim::text) != claims.end()) continue;
    Claim& claim = claims.emplace_back();
    claim.text = text;
    claim.handle = codec_.decode(app, text);
  }
  return claims;
}

// Until settled, what is held is neither handed out nor runs out. The queue is locked.
void EmbeddedQueue::hold(AppQueue& queue, std::vector<Claim>& claims) {
  for (Claim& claim : claims) {
    if (!claim.handle) continue;
    claim.verdict = queue.table.judge(*claim.handle);
    if (claim.verdict != HandleVerdict::live && claim.verdict != HandleVerdict::earlier) continue;
    queue.table.hold(*claim.handle);
    claim.is_held = true;
    claim.is_stored = queue.table.is_stored(claim.handle->sequence);
  }
}

// --- confirming

Done EmbeddedQueue::confirm(AppId app, const std::vector<std::string>& handles) {
  const AppQueuePtr queue = queue_of(app);
  std::vector<Claim> claims = claims_of(app, handles);
  Notes notes;
  {
    const std::lock_guard lock(queue->mutex);
    expire(*queue, clock_.monotonic_ms(), notes);
    hold(*queue, claims);
  }
  bool came_back = notes.came_back;
  store(queue, std::move(notes));
  Done settled = done();
  if (std::ranges::any_of(claims, &Claim::is_held)) {
    settled = database_.write(
        [&, now_wall_ms = clock_.wall_ms()](Transaction& tx) { return close_claims(tx, app, claims, now_wall_ms); });
  } else {
    settled = database_.read([&](ReadTransaction& tx) { return find_closed_claims(tx, app, claims); });
  }
  {
    const std::lock_guard lock(queue->mutex);
    const HoldOutcome otherwise = settled ? HoldOutcome::refused : HoldOutcome::kept;
    for (const Claim& claim : claims) {
      if (!claim.is_held) continue;
      queue->table.settle(*claim.handle, settled && claim.is_good ? HoldOutcome::closed : otherwise, claim.stored);
    }
    // A hold that closed nothing may have outlived its lease: who pulls next finds it.
    came_back = came_back || queue->table.next_end().value_or(INT64_MAX) <= clock_.monotonic_ms();
  }
  if (came_back) bells_.ring(bell(app));
  VOD_TRY(settled);
  return verdict_on(claims);
}

Done EmbeddedQueue::close_claims(Transaction& tx, AppId app, std::vector<Claim>& claims, std::int64_t now_wall_ms) {
  std::vector<std::uint64_t> closed;
  for (Claim& claim : claims) {
    claim.is_good = false;
    if (!claim.is_held) continue;
    const Handle& handle = *claim.handle;
    if (claim.verdict == HandleVerdict::earlier) {
      VOD_TRY(const auto row, catalogue::find_delivery(tx, app, handle.sequence));
      claim.stored = stored_lease(row);
      if (!accepts_earlier(handle, claim.stored, now_wall_ms)) continue;
    }
    const catalogue::ClosedBy by{handle.epoch, handle.delivery};
    VOD_TRY(claim.is_good, catalogue::close_queued(tx, app, handle.sequence, by, now_wall_ms));
    if (!claim.is_good) continue;
    closed.push_back(handle.sequence);
    if (claim.is_stored) {
      VOD_TRY(catalogue::erase_delivery(tx, handle.sequence));
    }
  }
  VOD_TRY(catalogue::note_queue_change(tx, app, closed, -1));
  return find_closed_claims(tx, app, claims);
}

// The very handle that confirmed an event is good again.
Done EmbeddedQueue::find_closed_claims(ReadTransaction& tx, AppId app, std::vector<Claim>& claims) {
  for (Claim& claim : claims) {
    if (!claim.handle || claim.is_good) continue;
    VOD_TRY(const auto closed, catalogue::closed_by(tx, app, claim.handle->sequence));
    claim.is_good = closed == catalogue::ClosedBy{claim.handle->epoch, claim.handle->delivery};
  }
  return done();
}

Done EmbeddedQueue::verdict_on(const std::vector<Claim>& claims) {
  std::string bad;
  for (const Claim& claim : claims) {
    if (claim.is_good) continue;
    if (!bad.empty()) bad += "; ";
    bad += shown_handle(claim.text) + " ";
    bad += claim.handle ? reason_of(claim.verdict) : "is not a handle of this application";
  }
  if (bad.empty()) return done();
  return error(ErrorCode::invalid_parameter_value, "EventHandles", "EventHandles: " + bad + ".");
}

// --- extending, releasing, parking

Done EmbeddedQueue::change(AppId app, const std::vector<std::string>& handles, const LeaseChange& change) {
  const AppQueuePtr queue = queue_of(app);
  std::vector<Claim> claims = claims_of(app, handles);
  Notes notes;
  {
    const std::lock_guard lock(queue->mutex);
    expire(*queue, clock_.monotonic_ms(), notes);
    hold(*queue, claims);
  }
  const bool parks = change.action == LeaseChange::Action::park;
  const auto ask = [&, now_wall_ms = clock_.wall_ms()](auto& tx) { return check_claims(tx, app, claims, now_wall_ms); };
  Done settled = done();
  if (parks && std::ranges::any_of(claims, &Claim::is_held)) {
    settled = database_.write([&, now_wall_ms = clock_.wall_ms()](Transaction& tx) -> Done {
      VOD_TRY(ask(tx));
      for (const Claim& claim : claims) {
        if (!claim.is_good) continue;
        // First its number: it is not to be given again after an unparking.
        VOD_TRY(catalogue::put_delivery(
            tx, {claim.handle->sequence, app, claim.handle->delivery, 0, claim.handle->epoch, 0}));
        VOD_TRY(catalogue::park_event(tx, app, claim.handle->sequence, change.reason, now_wall_ms));
      }
      return done();
    });
  } else {
    settled = database_.read(ask);
  }
  {
    const std::lock_guard lock(queue->mutex);
    for (Claim& claim : claims) {
      if (!claim.is_held) continue;
      if (!settled || !claim.is_good) {
        queue->table.settle(*claim.handle, settled ? HoldOutcome::refused : HoldOutcome::kept, claim.stored);
      } else if (parks) {
        queue->table.settle(*claim.handle, HoldOutcome::closed);
      } else {
        queue->table.settle(*claim.handle, HoldOutcome::changing, claim.stored);
        apply(*queue, claim, change, notes);
      }
    }
    notes.came_back = notes.came_back || queue->table.next_end().value_or(INT64_MAX) <= clock_.monotonic_ms();
  }
  const bool came_back = notes.came_back;
  store(queue, std::move(notes));
  if (came_back) bells_.ring(bell(app));
  if (!parks) announce(clock_.monotonic_ms() + change.after_ms);
  VOD_TRY(settled);
  return verdict_on(claims);
}

// Good are the held ones whose event is queued, and not parked or queued again since it was handed out.
Done EmbeddedQueue::check_claims(ReadTransaction& tx, AppId app, std::vector<Claim>& claims, std::int64_t now_wall_ms) {
  for (Claim& claim : claims) {
    claim.is_good = false;
    if (!claim.is_held) continue;
    VOD_TRY(const auto row, catalogue::queued_at(tx, app, claim.handle->sequence));
    if (!row) continue;
    claim.stored = stored_lease(row->delivery);
    claim.is_good = claim.verdict == HandleVerdict::earlier
                        ? accepts_earlier(*claim.handle, claim.stored, now_wall_ms)
                        : !claim.stored || claim.stored->base < claim.handle->delivery;
  }
  return done();
}

void EmbeddedQueue::apply(AppQueue& queue, Claim& claim, const LeaseChange& change, Notes& notes) {
  const std::int64_t end_ms = clock_.monotonic_ms() + change.after_ms;
  const std::int64_t end_wall_ms = clock_.wall_ms() + change.after_ms;
  const bool comes_back_now = change.action == LeaseChange::Action::release && change.after_ms == 0;
  std::optional<LeasedEvent> changed;
  if (change.action == LeaseChange::Action::extend) {
    changed = queue.table.extend(*claim.handle, end_ms);
  } else {
    changed = comes_back_now ? queue.table.release(*claim.handle, true) : queue.table.defer(*claim.handle, end_ms);
  }
  if (!changed) {
    // Another call holds it: a confirmation on its way counts for more.
    claim.is_good = false;
  } else if (comes_back_now || changed->is_used_up) {
    note_return(queue.app, *changed, notes);
  } else {
    notes.deliveries.push_back(delivery_of(queue.app, *changed, end_wall_ms));
  }
}

void EmbeddedQueue::release(AppId app, const std::vector<std::string>& handles) {
  const AppQueuePtr queue = queue_of(app);
  Notes notes;
  {
    const std::lock_guard lock(queue->mutex);
    for (const std::string& text : handles) {
      const auto handle = codec_.decode(app, text);
      if (!handle) continue;
      if (const auto event = queue->table.release(*handle, false)) note_return(app, *event, notes);
    }
  }
  const bool came_back = notes.came_back;
  store(queue, std::move(notes));
  if (came_back) bells_.ring(bell(app));
}

}  // namespace vod
