#include "delivery/queue.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "catalogue/meta.h"
#include "model/errors.h"
#include "model/limits.h"

namespace vod {
namespace {

constexpr std::string_view epoch_name = "queue.epoch";
constexpr std::string_view key_name = "queue.handle_key";

struct Identity {
  std::uint32_t epoch = 0;
  HandleCodec::Key key{};
};

// Reads the key, or makes it, and starts the next epoch, in one change: two starts never share an epoch.
Result<Identity> start_epoch(Database& database, Random& random) {
  Identity identity;
  HandleCodec::Key fresh_key;
  random.fill(fresh_key);
  VOD_TRY(database.write([&](Transaction& tx) -> Done {
    VOD_TRY(const auto epoch, catalogue::find_meta(tx, epoch_name));
    VOD_TRY(const auto key, catalogue::find_meta(tx, key_name));
    identity.epoch = epoch ? static_cast<std::uint32_t>(parse_number<std::uint64_t>(*epoch).value_or(0)) + 1 : 1;
    const auto bytes = key ? from_hex(*key) : std::optional<std::vector<std::byte>>();
    if (bytes && bytes->size() == identity.key.size()) {
      std::ranges::copy(*bytes, identity.key.begin());
    } else {
      identity.key = fresh_key;
      VOD_TRY(catalogue::put_meta(tx, key_name, to_hex(identity.key)));
    }
    return catalogue::put_meta(tx, epoch_name, std::to_string(identity.epoch));
  }));
  return identity;
}

std::string_view reason_of(HandleVerdict verdict) {
  switch (verdict) {
    case HandleVerdict::superseded:
      return "is superseded: its event was handed out again";
    case HandleVerdict::live:
    case HandleVerdict::earlier:
    case HandleVerdict::late:
      break;
  }
  return "is too late: its lease is over";
}

// Handles come from outside: only what could be one is echoed.
std::string quoted(std::string_view handle) {
  constexpr std::size_t echo_max = 80;
  std::string text;
  for (const char c : handle.substr(0, echo_max)) text += c >= 0x20 && c < 0x7f ? c : '?';
  return "`" + text + (handle.size() > echo_max ? "...`" : "`");
}

}  // namespace

Result<std::unique_ptr<EmbeddedQueue>> EmbeddedQueue::open(Database& database, Bells& bells, const Clock& clock,
                                                           Random& random, Log& log) {
  VOD_TRY(const auto identity, start_epoch(database, random));
  std::unique_ptr<EmbeddedQueue> queue(new EmbeddedQueue(database, bells, clock, log, identity.epoch, identity.key));
  VOD_TRY(queue->restore_leases());
  return queue;
}

EmbeddedQueue::EmbeddedQueue(Database& database, Bells& bells, const Clock& clock, Log& log, std::uint32_t epoch,
                             const HandleCodec::Key& key)
    : database_(database), bells_(bells), clock_(clock), log_(log), epoch_(epoch), codec_(key) {}

Done EmbeddedQueue::restore_leases() {
  const std::int64_t now_wall_ms = clock_.wall_ms();
  const std::int64_t now_ms = clock_.monotonic_ms();
  std::vector<catalogue::StoredDelivery> leases;
  VOD_TRY(database_.read([&](ReadTransaction& tx) -> Done {
    VOD_TRY(leases, catalogue::stored_leases(tx, now_wall_ms, limits::restored_leases_max));
    return done();
  }));
  for (const auto& lease : leases) {
    const std::int64_t end_ms = now_ms + (lease.lease_end_wall_ms - now_wall_ms);
    queue_of(lease.app).table.restore(lease.sequence, static_cast<std::uint32_t>(lease.number), epoch_ - 1, end_ms);
  }
  return done();
}

EmbeddedQueue::AppQueue& EmbeddedQueue::queue_of(AppId app) {
  const std::lock_guard lock(mutex_);
  auto& queue = queues_[app];
  if (!queue) queue = std::make_unique<AppQueue>(epoch_);
  return *queue;
}

Result<std::vector<PulledEvent>> EmbeddedQueue::pull(AppId app, const PullOptions& options) {
  AppQueue& queue = queue_of(app);
  VOD_TRY(auto events, take(app, queue, options.events_max, options.lease_ms));
  // A wake is for one: whoever filled its hands leaves the rest to the next.
  if (!events.empty() && events.size() == options.events_max) bells_.ring(bell(app));
  return events;
}

Result<std::vector<PulledEvent>> EmbeddedQueue::take(AppId app, AppQueue& queue, std::size_t limit,
                                                     std::int64_t lease_ms) {
  const std::lock_guard pulling(queue.pulling);
  const std::int64_t end_ms = clock_.monotonic_ms() + lease_ms;
  const std::int64_t end_wall_ms = clock_.wall_ms() + lease_ms;
  std::vector<catalogue::StoredDelivery> notes;
  std::vector<LeasedEvent> again;
  {
    const std::lock_guard lock(queue.mutex);
    expire(app, queue, clock_.monotonic_ms(), notes);
    if (queue.table.leased() + limit > limits::leases_per_app_max) {
      return error(ErrorCode::limit_exceeded, app.text(),
                   std::to_string(queue.table.leased()) + " events are pulled and not confirmed; the limit is " +
                       std::to_string(limits::leases_per_app_max) + ".");
    }
    queue.table.begin_reading();
    again = queue.table.lease_returned(limit, end_ms);
  }
  std::vector<std::pair<LeasedEvent, std::string>> taken;
  std::vector<std::uint64_t> gone;
  const Done read = database_.read([&](ReadTransaction& tx) -> Done {
    for (const LeasedEvent& event : again) {
      VOD_TRY(auto row, catalogue::queued_at(tx, app, event.sequence));
      if (row) {
        taken.emplace_back(event, std::move(row->body));
      } else {
        gone.push_back(event.sequence);
      }
    }
    return take_fresh(tx, app, queue, limit - taken.size(), end_ms, taken);
  });

  std::vector<PulledEvent> events;
  {
    const std::lock_guard lock(queue.mutex);
    for (const std::uint64_t sequence : gone) queue.table.drop(sequence);
    for (auto& [event, body] : taken) {
      // Parked or purged since it was read.
      if (!queue.table.is_leased(event)) continue;
      const Handle handle{event.sequence, event.delivery, epoch_, end_wall_ms};
      if (!read) {
        queue.table.release(handle);
        continue;
      }
      if (event.is_stored) notes.push_back({event.sequence, app, event.delivery, end_wall_ms});
      events.push_back({event.sequence, codec_.encode(app, handle), std::move(body), event.delivery});
    }
    if (!read) {
      for (const LeasedEvent& event : again) queue.table.release({event.sequence, event.delivery, epoch_, end_wall_ms});
    }
  }
  store(std::move(notes));
  if (!read) return read.error();
  if (!events.empty()) announce(end_ms);
  return events;
}

Done EmbeddedQueue::take_fresh(ReadTransaction& tx, AppId app, AppQueue& queue, std::size_t limit, std::int64_t end_ms,
                               std::vector<std::pair<LeasedEvent, std::string>>& taken) {
  std::size_t wanted = limit;
  while (wanted > 0) {
    std::uint64_t after = 0;
    {
      const std::lock_guard lock(queue.mutex);
      after = queue.table.cursor();
    }
    const auto asked = static_cast<std::int64_t>(wanted);
    VOD_TRY(auto rows, catalogue::queued_after(tx, app, after, asked));
    {
      const std::lock_guard lock(queue.mutex);
      for (auto& row : rows) {
        const auto event = queue.table.lease_fresh(row.sequence, row.deliveries, end_ms);
        if (!event) continue;
        taken.emplace_back(*event, std::move(row.body));
        --wanted;
      }
    }
    if (static_cast<std::int64_t>(rows.size()) < asked) break;
  }
  return done();
}

void EmbeddedQueue::judge(AppQueue& queue, std::vector<Claim>& claims) {
  for (Claim& claim : claims) {
    if (!claim.handle) continue;
    claim.verdict = queue.table.judge(*claim.handle);
    if (claim.verdict != HandleVerdict::live && claim.verdict != HandleVerdict::earlier) continue;
    queue.table.hold(*claim.handle);
    claim.is_held = true;
    claim.is_stored = queue.table.is_stored(claim.handle->sequence);
  }
}

Done EmbeddedQueue::close_claims(Transaction& tx, AppId app, std::vector<Claim>& claims, std::int64_t now_wall_ms) {
  for (Claim& claim : claims) {
    claim.is_confirmed = false;
    if (!claim.is_held) continue;
    const Handle& handle = *claim.handle;
    if (claim.verdict == HandleVerdict::earlier) {
      VOD_TRY(const auto delivery, catalogue::find_delivery(tx, app, handle.sequence));
      std::optional<StoredLease> stored;
      if (delivery) stored = StoredLease{delivery->number, delivery->lease_end_wall_ms};
      if (!accepts_earlier(handle, stored, now_wall_ms)) continue;
    }
    const catalogue::ClosedBy by{handle.epoch, handle.delivery};
    VOD_TRY(claim.is_confirmed, catalogue::close_queued(tx, app, handle.sequence, by, now_wall_ms));
    if (claim.is_confirmed && claim.is_stored) {
      VOD_TRY(catalogue::erase_delivery(tx, handle.sequence));
    }
  }
  return find_closed_claims(tx, app, claims);
}

// The very handle that confirmed an event is good again.
Done EmbeddedQueue::find_closed_claims(ReadTransaction& tx, AppId app, std::vector<Claim>& claims) {
  for (Claim& claim : claims) {
    if (!claim.handle || claim.is_confirmed) continue;
    VOD_TRY(const auto closed, catalogue::closed_by(tx, app, claim.handle->sequence));
    claim.is_confirmed = closed == catalogue::ClosedBy{claim.handle->epoch, claim.handle->delivery};
  }
  return done();
}

bool EmbeddedQueue::expire(AppId app, AppQueue& queue, std::int64_t now_ms,
                           std::vector<catalogue::StoredDelivery>& notes) {
  const auto over = queue.table.expire(now_ms);
  for (const LeasedEvent& event : over) notes.push_back({event.sequence, app, event.delivery, 0});
  return !over.empty();
}

Done EmbeddedQueue::confirm(AppId app, const std::vector<std::string>& handles) {
  AppQueue& queue = queue_of(app);
  std::vector<Claim> claims;
  for (const std::string& text : handles) claims.push_back({text, codec_.decode(app, text)});
  std::vector<catalogue::StoredDelivery> notes;
  bool came_back = false;
  {
    const std::lock_guard lock(queue.mutex);
    came_back = expire(app, queue, clock_.monotonic_ms(), notes);
    judge(queue, claims);
  }
  store(std::move(notes));
  Done settled = done();
  if (std::ranges::any_of(claims, &Claim::is_held)) {
    settled = database_.write(
        [&, now_wall_ms = clock_.wall_ms()](Transaction& tx) { return close_claims(tx, app, claims, now_wall_ms); });
  } else {
    settled = database_.read([&](ReadTransaction& tx) { return find_closed_claims(tx, app, claims); });
  }
  {
    const std::lock_guard lock(queue.mutex);
    for (const Claim& claim : claims) {
      if (claim.is_held) queue.table.settle(*claim.handle, settled && claim.is_confirmed);
    }
    // A hold that closed nothing may have outlived its lease: who pulls next finds it.
    came_back = came_back || queue.table.next_end().value_or(INT64_MAX) <= clock_.monotonic_ms();
  }
  if (came_back) bells_.ring(bell(app));
  VOD_TRY(settled);

  std::string bad;
  for (const Claim& claim : claims) {
    if (claim.is_confirmed) continue;
    if (!bad.empty()) bad += "; ";
    bad += quoted(claim.text) + " ";
    bad += claim.handle ? reason_of(claim.verdict) : "is not a handle of this application";
  }
  if (bad.empty()) return done();
  return error(ErrorCode::invalid_parameter_value, "EventHandles", "EventHandles: " + bad + ".");
}

void EmbeddedQueue::release(AppId app, const std::vector<std::string>& handles) {
  AppQueue& queue = queue_of(app);
  std::vector<catalogue::StoredDelivery> notes;
  {
    const std::lock_guard lock(queue.mutex);
    for (const std::string& text : handles) {
      const auto handle = codec_.decode(app, text);
      if (!handle || !queue.table.release(*handle)) continue;
      notes.push_back({handle->sequence, app, handle->delivery, 0});
    }
  }
  if (notes.empty()) return;
  store(std::move(notes));
  bells_.ring(bell(app));
}

void EmbeddedQueue::readmit(AppId app, std::uint64_t lowest_sequence) {
  AppQueue& queue = queue_of(app);
  {
    const std::lock_guard lock(queue.mutex);
    queue.table.rewind(lowest_sequence);
  }
  bells_.ring(bell(app));
}

Result<std::uint64_t> EmbeddedQueue::count(AppId app) const {
  std::uint64_t count = 0;
  VOD_TRY(database_.read([&](ReadTransaction& tx) -> Done {
    VOD_TRY(count, catalogue::count_queued(tx, app));
    return done();
  }));
  return count;
}

std::optional<std::int64_t> EmbeddedQueue::step(std::int64_t now_ms) {
  // From here on an earlier end rings, also one that comes while the tables are looked at.
  next_step_ms_ = INT64_MAX;
  std::vector<std::pair<AppId, AppQueue*>> queues;
  {
    const std::lock_guard lock(mutex_);
    for (const auto& [app, queue] : queues_) queues.emplace_back(app, queue.get());
  }
  std::optional<std::int64_t> next;
  std::vector<catalogue::StoredDelivery> notes;
  for (const auto& [app, queue] : queues) {
    bool came_back = false;
    {
      const std::lock_guard lock(queue->mutex);
      came_back = expire(app, *queue, now_ms, notes);
      const auto end = queue->table.next_end();
      if (end && (!next || *end < *next)) next = end;
    }
    if (came_back) bells_.ring(bell(app));
  }
  store(std::move(notes));
  std::int64_t announced = INT64_MAX;
  if (!next_step_ms_.compare_exchange_strong(announced, next.value_or(INT64_MAX))) {
    next = std::min(next.value_or(INT64_MAX), announced);
  }
  return next;
}

// Notes handings-out with the next group commit, and doesn't wait: a crash may lose the last ones.
void EmbeddedQueue::store(std::vector<catalogue::StoredDelivery> deliveries) {
  for (std::size_t begin = 0; begin < deliveries.size(); begin += limits::stored_deliveries_max) {
    const std::size_t end = std::min(begin + limits::stored_deliveries_max, deliveries.size());
    std::vector<catalogue::StoredDelivery> part(deliveries.begin() + static_cast<std::ptrdiff_t>(begin),
                                                deliveries.begin() + static_cast<std::ptrdiff_t>(end));
    database_.submit(
        [part = std::move(part)](Transaction& tx) -> Done {
          for (const auto& delivery : part) {
            VOD_TRY(catalogue::put_delivery(tx, delivery));
          }
          return done();
        },
        [&log = log_](Done result) {
          if (!result) log.warn("delivery counts were not stored: {}", message_of(result.error()));
        });
  }
}

void EmbeddedQueue::announce(std::int64_t end_ms) {
  std::int64_t next = next_step_ms_;
  while (end_ms < next) {
    if (!next_step_ms_.compare_exchange_weak(next, end_ms)) continue;
    bells_.ring(step_bell);
    return;
  }
}

}  // namespace vod
