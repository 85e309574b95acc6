#pragma once

#include <cstdint>
#include <vector>

#include "base/ids.h"
#include "model/events.h"
#include "ports/database.h"

namespace vod::catalogue {

/// What retention asks of an event.
struct EventAge {
  std::uint64_t sequence = 0;
  AppId app;
  EventState state{};
  /// Wall time from which it ages: its parking when it is parked, its closing when it is done, its coming back when an
  /// operator unparked or redelivered it, else its writing.
  std::int64_t since_ms = 0;
  /// The size of its body where it is history; else 0.
  std::uint64_t history_bytes = 0;
};

/// Events of all apps with a greater sequence number, in order. Reads their rows, so `limit` is to be small.
Result<std::vector<EventAge>> event_ages_after(ReadTransaction& tx, std::uint64_t after, std::size_t limit);
/// The greatest sequence number that is there; 0 when there is no event.
Result<std::uint64_t> newest_event(ReadTransaction& tx);

/// Removes an event with its attempts, handings-out, pushes and parking. False, and nothing is changed, when it is not
/// in this state any more, when it is history with a push still on its way, and when it is the newest of all: its
/// number would be given again, behind the cursors of the queue and the callbacks.
Result<bool> remove_event(Transaction& tx, std::uint64_t sequence, EventState state);

}  // namespace vod::catalogue
