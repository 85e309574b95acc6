#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <unordered_map>
#include <vector>

#include "delivery/handle.h"

namespace vod {

/// What the lease rules think of a handle.
enum class HandleVerdict {
  /// Its lease runs: the event may be confirmed, extended, released, parked.
  live,
  /// From the run before this one, and the event was not met since: what is stored decides (accepts_earlier).
  earlier,
  /// Its lease is over.
  late,
  /// The event was handed out again since, or given back.
  superseded,
};

/// What became of a held handle's event.
enum class HoldOutcome {
  /// It left the queue.
  closed,
  /// The catalogue doesn't know the event as queued under this handle: the handle is void.
  refused,
  /// Nothing changed: the lease goes on where it was.
  kept,
  /// The lease goes on, and extend(), release() or defer() comes next.
  changing,
};

/// What is stored of an event's handings-out.
struct StoredLease {
  std::int64_t delivery = 0;
  /// Handings-out up to this one are void, and don't count for parking.
  std::int64_t base = 0;
  /// The run whose lease it is; 0 = nobody's.
  std::int64_t epoch = 0;
  /// 0 = given back.
  std::int64_t end_wall_ms = 0;
};

/// One handing-out that a table decided on.
struct LeasedEvent {
  std::uint64_t sequence = 0;
  std::uint32_t delivery = 0;
  std::uint32_t base = 0;
  /// The run whose lease it is or was; 0 = nobody's.
  std::uint32_t epoch = 0;
  /// True when a later start must know it.
  bool is_stored = false;
  /// It had all its deliveries: it is to be parked, and withheld until settle_parking().
  bool is_used_up = false;
};

/// Whether an event was handed out in vain so often that it is parked; `park_after` 0 = never.
bool is_used_up(std::uint32_t delivery, std::uint32_t base, std::uint32_t park_after);

/// The leases of one app's queue: a pure state machine without clock, I/O and lock (notification rules, section 2).
/// Times are monotonic milliseconds that come in as arguments; a lease ends at its end, not after it.
///
/// It holds what is leased and what came back, never the backlog: fresh events are those behind the cursor. A reading
/// goes begin_reading(), a snapshot of the queue, meet() for what returned() named and then for the events behind the
/// cursor in rising order, and begin() or put_back() for each event met. One reading at a time.
class LeaseTable {
 public:
  explicit LeaseTable(std::uint32_t epoch) : epoch_(epoch) {}

  /// The app's setting; 0 = events are never parked by themselves.
  void set_park_after(std::uint32_t deliveries) { park_after_ = deliveries; }

  /// Events with a greater sequence number are met by the next reading.
  std::uint64_t cursor() const { return cursor_; }
  std::size_t leased() const { return leases_.size(); }
  /// When the next lease ends.
  std::optional<std::int64_t> next_end() const;

  // --- handing out

  void begin_reading();
  /// Events with this or a greater number may be queued again: the next reading begins there.
  void rewind(std::uint64_t lowest) { rewind_to_ = std::min(rewind_to_, lowest - 1); }
  /// Events before the cursor that came back, oldest first, with a greater number than `after`.
  std::vector<std::uint64_t> returned(std::size_t limit, std::uint64_t after = 0) const;
  /// An event that stands as queued in the snapshot; nothing when it is leased, or closed since. It is withheld then:
  /// until begin(), put_back() or, when it is used up, settle_parking().
  std::optional<LeasedEvent> meet(std::uint64_t sequence, const std::optional<StoredLease>& stored);
  /// Its lease begins.
  void begin(const LeasedEvent& event, std::int64_t end_ms);
  /// It was not handed out after all, and nobody saw a handle.
  void put_back(const LeasedEvent& event);
  /// A lease of an earlier run that goes on.
  void restore(std::uint64_t sequence, const StoredLease& stored, std::int64_t end_ms);

  // --- coming back

  /// Ends the leases that are over by now; gives what came back and what is to be parked.
  std::vector<LeasedEvent> expire(std::int64_t now_ms);
  /// Ends a live lease at once; nothing when the handle is not live or held. What comes back without being a failure
  /// doesn't count for parking.
  std::optional<LeasedEvent> release(const Handle& handle, bool is_failure);
  /// Ends a live lease, and lets the event come back at `end_ms`: it is nobody's until then.
  std::optional<LeasedEvent> defer(const Handle& handle, std::int64_t end_ms);
  /// A live lease ends then; the handle stays.
  std::optional<LeasedEvent> extend(const Handle& handle, std::int64_t end_ms);
  /// The used-up event was parked, or that failed and is due again at `again_ms`.
  void settle_parking(std::uint64_t sequence, bool is_parked, std::int64_t again_ms);

  // --- handles

  HandleVerdict judge(const Handle& handle) const;
  /// Keeps a live or earlier handle's event from being handed out until settle(). Counts its calls.
  void hold(const Handle& handle);
  /// Ends a hold. `stored` is what the catalogue said of the event, where it was asked.
  void settle(const Handle& handle, HoldOutcome outcome, const std::optional<StoredLease>& stored = {});
  bool is_stored(std::uint64_t sequence) const;
  /// The event is no longer in the queue.
  void drop(std::uint64_t sequence);

 private:
  struct Lease {
    std::uint32_t delivery = 0;
    std::uint32_t base = 0;
    // 0: no handle fits.
    std::uint32_t epoch = 0;
    std::int64_t end_ms = 0;
    // While there are any, the lease is not in `ends_` and does not run out.
    int holds = 0;
    bool is_stored = false;
  };
  // An event that came back, by its last lease.
  struct Returned {
    std::uint32_t delivery = 0;
    std::uint32_t base = 0;
    std::uint32_t epoch = 0;
  };
  using Leases = std::unordered_map<std::uint64_t, Lease>;

  Leases::iterator find_live(const Handle& handle);
  LeasedEvent end_lease(Leases::iterator lease);
  LeasedEvent withhold(std::uint64_t sequence, const Lease& lease, bool is_used_up);
  static LeasedEvent event_of(std::uint64_t sequence, const Lease& lease);

  std::uint32_t epoch_;
  std::uint32_t park_after_ = 0;
  std::uint64_t cursor_ = 0;
  // Where the next reading begins, if it is before the cursor. Not in the middle of one: its older view still has
  // events as queued that were closed meanwhile.
  std::uint64_t rewind_to_ = UINT64_MAX;
  Leases leases_;
  // Leases that are not held, by their end.
  std::set<std::pair<std::int64_t, std::uint64_t>> ends_;
  std::map<std::uint64_t, Returned> returned_;
  // Closed during a reading, and not passed by its cursor: its older view still has them as queued.
  std::set<std::uint64_t> closed_ahead_;
};

/// Whether a handle with the verdict `earlier` is good, by what is stored of its event and the wall clock.
bool accepts_earlier(const Handle& handle, const std::optional<StoredLease>& stored, std::int64_t now_wall_ms);

}  // namespace vod
