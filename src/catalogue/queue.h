#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/ids.h"
#include "ports/database.h"

namespace vod::catalogue {

/// What is durable of an event's handings-out.
struct StoredDelivery {
  std::uint64_t sequence = 0;
  AppId app;
  std::int64_t number = 0;
  /// Handings-out up to this number are void, and don't count for parking.
  std::int64_t base = 0;
  /// The run whose lease it is; 0 = nobody's.
  std::int64_t epoch = 0;
  /// 0 = given back.
  std::int64_t lease_end_wall_ms = 0;
};

/// An event that waits for PullEvents.
struct QueuedEvent {
  std::uint64_t sequence = 0;
  std::string body;
  /// Set when its handings-out are stored.
  std::optional<StoredDelivery> delivery;
};

/// Which handing-out closed an event.
struct ClosedBy {
  std::int64_t epoch = 0;
  std::int64_t delivery = 0;

  bool operator==(const ClosedBy&) const = default;
};

/// Queued events of the app with a greater sequence number, in order.
Result<std::vector<QueuedEvent>> queued_after(ReadTransaction& tx, AppId app, std::uint64_t after, std::int64_t limit);
/// The event, if it is queued.
Result<std::optional<QueuedEvent>> queued_at(ReadTransaction& tx, AppId app, std::uint64_t sequence);

/// Confirms a queued event; false when it is not queued any more, or this handing-out is void. The caller sees to
/// note_queue_change (catalogue/queue_counts.h), for many at once.
Result<bool> close_queued(Transaction& tx, AppId app, std::uint64_t sequence, const ClosedBy& by, std::int64_t wall_ms);
/// By which handing-out a confirmed event was closed.
Result<std::optional<ClosedBy>> closed_by(ReadTransaction& tx, AppId app, std::uint64_t sequence);

/// Does nothing when the event is neither queued nor parked, when a later handing-out is stored, and when this one is
/// void; void ones only become more.
Done put_delivery(Transaction& tx, const StoredDelivery& delivery);
Done erase_delivery(Transaction& tx, std::uint64_t sequence);
Result<std::optional<StoredDelivery>> find_delivery(ReadTransaction& tx, AppId app, std::uint64_t sequence);
/// Leases of all apps that end after `wall_ms`, of this epoch and nobody's.
Result<std::vector<StoredDelivery>> stored_leases(ReadTransaction& tx, std::int64_t epoch, std::int64_t wall_ms,
                                                  std::int64_t limit);

/// Sets a queued or sending event aside.
Done park_event(Transaction& tx, AppId app, std::uint64_t sequence, const std::string& reason, std::int64_t wall_ms);
/// Makes an event of any other state queued again, behind whose earlier handles stay void; false when it is queued or
/// gone. It has no more say over pushes and parking than to end the latter. Who calls it has Queue::readmit run on
/// commit.
Result<bool> queue_again(Transaction& tx, AppId app, std::uint64_t sequence);
/// Marks an event that was sent as done.
Done close_sent(Transaction& tx, std::uint64_t sequence, std::int64_t wall_ms);

}  // namespace vod::catalogue
