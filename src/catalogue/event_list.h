#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/ids.h"
#include "model/events.h"
#include "ports/database.h"

namespace vod::catalogue {

/// Which of an app's events are meant; what is empty or unset fits all.
struct EventFilter {
  std::vector<EventType> types;
  std::vector<EventState> states;
  std::optional<FileId> file;
  std::optional<TaskId> task;
  /// Of their writing: from `from_ms` on, before `to_ms`; 0 = open.
  std::int64_t from_ms = 0;
  std::int64_t to_ms = 0;
  std::optional<bool> is_test;
  /// Of parked ones, exactly.
  std::string parked_reason;
};

/// A way through an app's events by their sequence numbers.
struct EventWalk {
  AppId app;
  EventFilter filter;
  bool is_newest_first = false;
  /// Where it begins: behind this one, in the walk's direction.
  std::optional<std::uint64_t> after;
  /// The last number that may be met.
  std::optional<std::uint64_t> until;
};

struct EventsFound {
  std::vector<std::uint64_t> sequences;
  /// The last event that was looked at, whether it fits or not; `after` of the same walk where none was.
  std::optional<std::uint64_t> cursor;
  /// Nothing is left behind the cursor.
  bool is_over = false;
};

/// Looks at `looked_at_max` events at most and finds `limit` at most, in the walk's direction: a walk with few hits
/// takes several calls. Events of one state alone are found by their own table where there is one.
Result<EventsFound> find_events(ReadTransaction& tx, const EventWalk& walk, std::size_t limit,
                                std::size_t looked_at_max);

/// One event without its body, with what is known of its way.
struct EventSummary {
  Event event;
  /// Wall time of its end; of a queued or sending one, when an operator brought it back. 0 = neither.
  std::int64_t closed_ms = 0;
  /// Handings-out by the queue, as far as they are stored or closed it; POSTs to the app's URL that are logged or made.
  std::int64_t deliveries = 0;
  std::int64_t attempts = 0;
  /// Of a sending one; 0 = at once.
  std::optional<std::int64_t> next_attempt_ms;
  std::string parked_reason;
  std::int64_t parked_ms = 0;
};

/// The app's event; `with_body` fills Event::body too.
Result<std::optional<EventSummary>> find_summary(ReadTransaction& tx, AppId app, std::uint64_t sequence,
                                                 bool with_body);

/// An event on its way to one destination, without what an attempt needs of it.
struct PushState {
  std::int64_t destination = 0;
  std::int64_t attempts = 0;
  std::int64_t due_ms = 0;
  bool is_redelivery = false;
  bool is_parked = false;
  std::string parked_reason;
};
Result<std::vector<PushState>> push_states_of(ReadTransaction& tx, std::uint64_t sequence);

/// What waits in the app's queue, without looking at more than `looked_at_max` of it.
struct QueueAge {
  std::optional<std::uint64_t> oldest;
  std::int64_t oldest_ms = 0;
  /// Queued and parked events that began to age before the time asked for.
  std::uint64_t old = 0;
  bool is_exact = true;
};
Result<QueueAge> queue_age(ReadTransaction& tx, AppId app, std::int64_t before_ms, std::size_t looked_at_max);
Result<std::uint64_t> count_parked(ReadTransaction& tx, AppId app);

}  // namespace vod::catalogue
