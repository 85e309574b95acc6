#pragma once

#include <optional>

#include "catalogue/queue.h"
#include "delivery/lease.h"

/// Between the lease rules' values and the catalogue's rows.
namespace vod {

inline StoredLease stored_lease(const catalogue::StoredDelivery& row) {
  return {row.number, row.base, row.epoch, row.lease_end_wall_ms};
}

inline std::optional<StoredLease> stored_lease(const std::optional<catalogue::StoredDelivery>& row) {
  if (!row) return {};
  return stored_lease(*row);
}

inline catalogue::StoredDelivery delivery_of(AppId app, const LeasedEvent& event, std::int64_t end_wall_ms) {
  return {event.sequence, app, event.delivery, event.base, event.epoch, end_wall_ms};
}

}  // namespace vod
