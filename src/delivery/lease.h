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
  /// Its lease runs: the event may be confirmed, released, parked.
  live,
  /// From the run before this one, and the event was not leased since: what is stored decides (accepts_earlier).
  earlier,
  /// Its lease is over.
  late,
  /// The event was handed out again since.
  superseded,
};

/// One handing-out that a table decided on.
struct LeasedEvent {
  std::uint64_t sequence = 0;
  std::uint32_t delivery = 0;
  /// True when a later start must know its number: from the second handing-out on.
  bool is_stored = false;
};

/// The leases of one app's queue: a pure state machine without clock, I/O and lock (notification rules, section 2).
/// Times are monotonic milliseconds that come in as arguments; a lease ends at its end, not after it.
///
/// It holds what is leased and what came back, never the backlog: fresh events are those behind the cursor.
class LeaseTable {
 public:
  explicit LeaseTable(std::uint32_t epoch) : epoch_(epoch) {}

  /// Events with a greater sequence number were never handed out in this run.
  std::uint64_t cursor() const { return cursor_; }
  std::size_t leased() const { return leases_.size(); }
  /// When the next lease ends.
  std::optional<std::int64_t> next_end() const;

  /// Ends the leases that are over by now; gives what came back.
  std::vector<LeasedEvent> expire(std::int64_t now_ms);
  /// A snapshot of the queue is about to be taken. One reading at a time: whatever closes from here on may still stand
  /// as queued in it.
  void begin_reading();
  /// Events with this or a greater number may be queued again: the next reading begins there.
  void rewind(std::uint64_t lowest) { rewind_to_ = std::min(rewind_to_, lowest - 1); }
  /// Leases up to `limit` events that came back, oldest first.
  std::vector<LeasedEvent> lease_returned(std::size_t limit, std::int64_t end_ms);
  /// Moves the cursor past a fresh event and leases it, unless it is known already or was closed. `stored` is the
  /// number of handings-out in earlier runs, where it is stored. Sequence numbers come in rising order.
  std::optional<LeasedEvent> lease_fresh(std::uint64_t sequence, std::optional<std::int64_t> stored,
                                         std::int64_t end_ms);
  /// A lease of an earlier run that goes on.
  void restore(std::uint64_t sequence, std::uint32_t delivery, std::uint32_t epoch, std::int64_t end_ms);

  HandleVerdict judge(const Handle& handle) const;
  /// Keeps a live or earlier handle's event from being handed out until settle(). Counts its calls.
  void hold(const Handle& handle);
  /// Ends a hold: the event is closed, or the lease goes on where it was.
  void settle(const Handle& handle, bool is_closed);
  bool is_stored(std::uint64_t sequence) const;
  /// Ends a live lease at once; false when the handle is not live.
  bool release(const Handle& handle);
  /// The event is no longer in the queue.
  void drop(std::uint64_t sequence);
  /// True while this very handing-out is leased.
  bool is_leased(const LeasedEvent& event) const;

 private:
  struct Lease {
    std::uint32_t delivery = 0;
    std::uint32_t epoch = 0;
    std::int64_t end_ms = 0;
    int holds = 0;
    bool is_stored = false;
  };
  // An event that came back, by its last lease.
  struct Returned {
    std::uint32_t delivery = 0;
    std::uint32_t epoch = 0;
  };

  void give_back(std::unordered_map<std::uint64_t, Lease>::iterator lease);
  bool is_known(std::uint64_t sequence) const;

  std::uint32_t epoch_;
  std::uint64_t cursor_ = 0;
  std::unordered_map<std::uint64_t, Lease> leases_;
  // Leases that are not held, by their end.
  std::set<std::pair<std::int64_t, std::uint64_t>> ends_;
  std::map<std::uint64_t, Returned> returned_;
  // Where the next reading begins, if it is before the cursor. Not in the middle of one: its older view still has
  // events as queued that were closed meanwhile.
  std::uint64_t rewind_to_ = UINT64_MAX;
  // Closed during a reading, and not passed by its cursor: its older view still has them as queued.
  std::set<std::uint64_t> closed_ahead_;
};

/// What is stored of an event's last handing-out.
struct StoredLease {
  std::int64_t delivery = 0;
  /// 0 = given back.
  std::int64_t end_wall_ms = 0;
};

/// Whether a handle with the verdict `earlier` is good, by what is stored of its event and the wall clock.
bool accepts_earlier(const Handle& handle, const std::optional<StoredLease>& stored, std::int64_t now_wall_ms);

}  // namespace vod
