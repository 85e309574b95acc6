#include "delivery/queue.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "catalogue/meta.h"
#include "catalogue/queue_counts.h"
#include "delivery/lease_row.h"
#include "model/errors.h"
#include "model/limits.h"

namespace vod {
namespace {

constexpr std::string_view epoch_name = "queue.epoch";

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
    VOD_TRY(const auto key, catalogue::find_meta(tx, catalogue::handle_key_name));
    identity.epoch = epoch ? static_cast<std::uint32_t>(parse_number<std::uint64_t>(*epoch).value_or(0)) + 1 : 1;
    const auto bytes = key ? from_hex(*key) : std::optional<std::vector<std::byte>>();
    if (bytes && bytes->size() == identity.key.size()) {
      std::ranges::copy(*bytes, identity.key.begin());
    } else {
      identity.key = fresh_key;
      VOD_TRY(catalogue::put_meta(tx, catalogue::handle_key_name, to_hex(identity.key)));
    }
    return catalogue::put_meta(tx, epoch_name, std::to_string(identity.epoch));
  }));
  return identity;
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
    VOD_TRY(leases, catalogue::stored_leases(tx, epoch_ - 1, now_wall_ms, limits::restored_leases_max));
    return done();
  }));
  for (const auto& lease : leases) {
    // A wall clock that was set back meanwhile doesn't make a lease longer than anybody can ask for.
    const std::int64_t left_ms = std::min(lease.lease_end_wall_ms - now_wall_ms, limits::lease_asked_s_max * 1'000);
    const std::int64_t end_ms = now_ms + left_ms;
    queue_of(lease.app)->table.restore(lease.sequence, stored_lease(lease), end_ms);
  }
  return done();
}

EmbeddedQueue::AppQueuePtr EmbeddedQueue::queue_of(AppId app) {
  const std::lock_guard lock(mutex_);
  auto& queue = queues_[app];
  if (!queue) queue = std::make_shared<AppQueue>(app, epoch_);
  return queue;
}

// --- pulling

Result<std::vector<PulledEvent>> EmbeddedQueue::pull(AppId app, const PullOptions& options) {
  VOD_TRY(auto events, take(queue_of(app), options));
  // A wake is for one: whoever filled its hands leaves the rest to the next.
  if (!events.empty() && events.size() == options.events_max) bells_.ring(bell(app));
  return events;
}

Result<std::vector<PulledEvent>> EmbeddedQueue::take(const AppQueuePtr& queue, const PullOptions& options) {
  const std::lock_guard pulling(queue->pulling);
  LeaseTable& table = queue->table;
  Notes notes;
  {
    const std::lock_guard lock(queue->mutex);
    table.set_park_after(static_cast<std::uint32_t>(options.park_after_deliveries));
    if (table.leased() + options.events_max > limits::leases_per_app_max) {
      return error(ErrorCode::limit_exceeded, queue->app.text(),
                   std::to_string(table.leased()) + " events are pulled and not confirmed; the limit is " +
                       std::to_string(limits::leases_per_app_max) + ".");
    }
    expire(*queue, clock_.monotonic_ms(), notes);
    table.begin_reading();
  }
  std::vector<Taken> taken;
  const Done read = database_.read([&](ReadTransaction& tx) -> Done {
    VOD_TRY(read_returned(tx, *queue, options.events_max, taken));
    return read_fresh(tx, *queue, options.events_max, taken);
  });

  // The time is taken after the reading: the lease is as long as was asked for, and not shorter by it.
  const std::int64_t end_ms = clock_.monotonic_ms() + options.lease_ms;
  const std::int64_t end_wall_ms = clock_.wall_ms() + options.lease_ms;
  std::vector<PulledEvent> events;
  {
    const std::lock_guard lock(queue->mutex);
    for (auto& [event, body] : taken) {
      if (event.is_used_up) {
        notes.used_up.push_back(event);
      } else if (!read) {
        table.put_back(event);
      } else {
        event.is_stored = event.is_stored || options.lease_ms > limits::lease_unnoted_ms_max;
        table.begin(event, end_ms);
        if (event.is_stored) notes.deliveries.push_back(delivery_of(queue->app, event, end_wall_ms));
        const Handle handle{event.sequence, event.delivery, epoch_, end_wall_ms};
        events.push_back({event.sequence, codec_.encode(queue->app, handle), std::move(body), event.delivery});
      }
    }
  }
  store(queue, std::move(notes));
  if (!read) return read.error();
  if (!events.empty()) announce(end_ms);
  return events;
}

Done EmbeddedQueue::read_returned(ReadTransaction& tx, AppQueue& queue, std::size_t limit, std::vector<Taken>& taken) {
  std::uint64_t after = 0;
  // Until there are enough: some of them may not be there any more, and must not hide the others.
  for (std::size_t wanted = limit; wanted > 0;) {
    std::vector<std::uint64_t> sequences;
    {
      const std::lock_guard lock(queue.mutex);
      sequences = queue.table.returned(wanted, after);
    }
    if (sequences.empty()) break;
    after = sequences.back();
    for (const std::uint64_t sequence : sequences) {
      VOD_TRY(auto row, catalogue::queued_at(tx, queue.app, sequence));
      const std::lock_guard lock(queue.mutex);
      if (!row) {
        // Parked or purged since.
        queue.table.drop(sequence);
      } else if (const auto event = queue.table.meet(sequence, stored_lease(row->delivery))) {
        if (!event->is_used_up) --wanted;
        taken.push_back({*event, std::move(row->body)});
      }
    }
  }
  return done();
}

Done EmbeddedQueue::read_fresh(ReadTransaction& tx, AppQueue& queue, std::size_t limit, std::vector<Taken>& taken) {
  const auto is_handed_out = [](const Taken& met) { return !met.event.is_used_up; };
  auto wanted = static_cast<std::int64_t>(limit) - std::ranges::count_if(taken, is_handed_out);
  std::int64_t asked = wanted;
  while (wanted > 0) {
    std::uint64_t after = 0;
    {
      const std::lock_guard lock(queue.mutex);
      after = queue.table.cursor();
    }
    VOD_TRY(auto rows, catalogue::queued_after(tx, queue.app, after, asked));
    const bool is_end = static_cast<std::int64_t>(rows.size()) < asked;
    const std::int64_t wanted_before = wanted;
    const std::lock_guard lock(queue.mutex);
    for (auto& row : rows) {
      // The cursor stays before what was read in vain.
      if (wanted == 0) break;
      const auto event = queue.table.meet(row.sequence, stored_lease(row.delivery));
      if (!event) continue;
      if (!event->is_used_up) --wanted;
      taken.push_back({*event, std::move(row.body)});
    }
    if (is_end) break;
    // After the cursor was moved back there may be long runs of leased events.
    const bool is_in_run = wanted == wanted_before;
    asked = is_in_run ? std::min<std::int64_t>(asked * 2, limits::change_rows_max) : wanted;
  }
  return done();
}

void EmbeddedQueue::readmit(AppId app, std::uint64_t lowest_sequence) {
  const AppQueuePtr queue = queue_of(app);
  {
    const std::lock_guard lock(queue->mutex);
    queue->table.rewind(lowest_sequence);
  }
  bells_.ring(bell(app));
}

// --- counting

Result<std::uint64_t> EmbeddedQueue::count(AppId app) const {
  catalogue::QueueCount count;
  VOD_TRY(database_.read([&](ReadTransaction& tx) -> Done {
    VOD_TRY(count, catalogue::count_queued(tx, app));
    return done();
  }));
  if (count.looked_at > limits::events_uncounted_max) count_further(app);
  return count.queued;
}

std::uint64_t EmbeddedQueue::leased(AppId app) const {
  AppQueuePtr queue;
  {
    const std::lock_guard lock(mutex_);
    const auto found = queues_.find(app);
    if (found == queues_.end()) return 0;
    queue = found->second;
  }
  const std::lock_guard lock(queue->mutex);
  return queue->table.leased();
}

// So that the next count has less to look at. Not waited for; part after part, as other changes go on.
void EmbeddedQueue::count_further(AppId app) const {
  if (is_counting_->exchange(true)) return;
  submit_count(database_, app, is_counting_);
}

void EmbeddedQueue::submit_count(Database& database, AppId app, std::shared_ptr<std::atomic<bool>> is_counting) {
  const auto counted = std::make_shared<std::int64_t>(0);
  database.submit(
      [app, counted](Transaction& tx) -> Done {
        VOD_TRY(*counted, catalogue::count_further(tx, app, limits::events_counted_at_once));
        return done();
      },
      [&database, app, counted, is_counting = std::move(is_counting)](Done result) {
        if (result && *counted == limits::events_counted_at_once) {
          submit_count(database, app, is_counting);
        } else {
          *is_counting = false;
        }
      });
}

// --- coming back

std::optional<std::int64_t> EmbeddedQueue::step(std::int64_t now_ms) {
  // From here on an earlier end rings, also one that comes while the tables are looked at.
  next_step_ms_ = INT64_MAX;
  std::vector<AppQueuePtr> queues;
  {
    const std::lock_guard lock(mutex_);
    for (const auto& [app, queue] : queues_) queues.push_back(queue);
  }
  std::optional<std::int64_t> next;
  for (const auto& queue : queues) {
    Notes notes;
    {
      const std::lock_guard lock(queue->mutex);
      expire(*queue, now_ms, notes);
      const auto end = queue->table.next_end();
      if (end && (!next || *end < *next)) next = end;
    }
    if (notes.came_back) bells_.ring(bell(queue->app));
    store(queue, std::move(notes));
  }
  std::int64_t announced = INT64_MAX;
  if (!next_step_ms_.compare_exchange_strong(announced, next.value_or(INT64_MAX))) {
    next = std::min(next.value_or(INT64_MAX), announced);
  }
  return next;
}

void EmbeddedQueue::expire(AppQueue& queue, std::int64_t now_ms, Notes& notes) const {
  for (const LeasedEvent& event : queue.table.expire(now_ms)) note_return(queue.app, event, notes);
}

void EmbeddedQueue::note_return(AppId app, const LeasedEvent& event, Notes& notes) {
  if (event.is_used_up) {
    notes.used_up.push_back(event);
    return;
  }
  notes.deliveries.push_back(delivery_of(app, event, 0));
  notes.came_back = true;
}

// Notes handings-out with the next group commit, and doesn't wait: a crash may lose the last ones.
void EmbeddedQueue::store(const AppQueuePtr& queue, Notes notes) {
  auto& deliveries = notes.deliveries;
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
  if (!notes.used_up.empty()) park(queue, std::move(notes.used_up));
}

// Events that were handed out in vain so often as the app's setting says. They are withheld until it is durable.
void EmbeddedQueue::park(const AppQueuePtr& queue, std::vector<LeasedEvent> events) {
  const std::int64_t again_ms = clock_.monotonic_ms() + limits::park_again_ms;
  const std::int64_t now_wall_ms = clock_.wall_ms();
  for (std::size_t begin = 0; begin < events.size(); begin += limits::events_moved_at_once) {
    const std::size_t end = std::min(begin + limits::events_moved_at_once, events.size());
    const auto part = std::make_shared<const std::vector<LeasedEvent>>(
        events.begin() + static_cast<std::ptrdiff_t>(begin), events.begin() + static_cast<std::ptrdiff_t>(end));
    database_.submit(
        [part, app = queue->app, now_wall_ms](Transaction& tx) -> Done {
          for (const LeasedEvent& event : *part) {
            // First its number: it is not to be given again after an unparking.
            VOD_TRY(catalogue::put_delivery(tx, delivery_of(app, event, 0)));
            VOD_TRY(catalogue::park_event(tx, app, event.sequence, "deliveries_used_up", now_wall_ms));
          }
          return done();
        },
        [part, queue, again_ms, &log = log_, &bells = bells_](Done result) {
          {
            const std::lock_guard lock(queue->mutex);
            for (const LeasedEvent& event : *part) {
              queue->table.settle_parking(event.sequence, result.has_value(), again_ms);
            }
          }
          if (result) return;
          log.warn("events were not parked, to be tried again: {}", message_of(result.error()));
          bells.ring(step_bell);
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
