#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "base/bells.h"
#include "base/clock.h"
#include "base/log.h"
#include "catalogue/event_list.h"
#include "ports/database.h"
#include "ports/queue.h"

namespace vod {

/// Which events an order is about: those that are named, or else those that the walk meets. The walk's app counts for
/// both; walks go oldest first.
struct DeskRange {
  std::vector<std::uint64_t> named;
  catalogue::EventWalk walk;
  /// Nothing is changed, only counted.
  bool is_dry = false;
};

/// What became of an order. One call walks over limits::events_looked_at_max events at most: until `is_over`, the rest
/// is for a further call whose walk begins at `cursor`.
struct DeskOutcome {
  std::uint64_t count = 0;
  struct Skipped {
    std::uint64_t sequence = 0;
    /// A sentence.
    std::string reason;
  };
  /// Of the named ones.
  std::vector<Skipped> skipped;
  std::optional<std::uint64_t> cursor;
  bool is_over = true;
};

/// Where an operator sends an event: to the reliable queue, to the app's URL, or to its URL of the 2.0 form. The last
/// is a delivery of its own: it leaves the event's state alone.
enum class DeskTarget { queue, callback, callback_v2 };

/// What an operator does with events (notification rules, section 3). An order changes limits::events_moved_at_once
/// events in one change, so that a long one never holds up the writer; one that fails half-way has done its first part,
/// and may be repeated. Thread-safe; waits for the database.
class EventDesk {
 public:
  /// All outlive the desk.
  EventDesk(Database& database, Queue& queue, Bells& bells, const Clock& clock, Log& log)
      : database_(database), queue_(queue), bells_(bells), clock_(clock), log_(log) {}

  /// Delivers events again, under their ids and in their places. Of the walk's events those in its states, by default
  /// done and unrouted ones. request_limit_exceeded past limits::redeliveries_per_second_max; a walk ends early there.
  Result<DeskOutcome> redeliver(const DeskRange& range, DeskTarget to);
  /// Sets queued and sending events aside.
  Result<DeskOutcome> park(const DeskRange& range, const std::string& reason);
  Result<DeskOutcome> unpark(const DeskRange& range, DeskTarget to);
  /// Removes queued, parked and sending events for good; the walk has to name the states. failed_operation, and nothing
  /// is changed, when this call would remove another number than `expected`.
  Result<DeskOutcome> purge(const DeskRange& range, std::uint64_t expected);

  struct TestEvent {
    std::uint64_t sequence = 0;
    EventState state{};
  };
  /// Writes an example event, marked as a test, which goes the app's way whatever its type's switch says.
  Result<TestEvent> create_test_event(AppId app, EventType type, const std::string& public_url);

  /// Counts in Prometheus' text format.
  std::string metrics() const;

 private:
  // What an order does to one event, inside a change; false: it is in another state by now.
  using Move = std::function<Result<bool>(Transaction&, std::uint64_t sequence, std::int64_t now_ms)>;
  struct Order {
    DeskRange range;
    // States of events that it is for.
    std::vector<EventState> states;
    Move move;
    // Runs when a part is durable, on the writer's thread, with what was moved.
    std::function<void(const std::vector<std::uint64_t>& sequences)> moved;
  };
  struct Chosen {
    std::vector<std::uint64_t> sequences;
    DeskOutcome outcome;
  };

  Result<Chosen> choose(const Order& order, std::size_t limit);
  Result<DeskOutcome> carry_out(const Order& order, Chosen chosen);
  Done aim(Order& order, DeskTarget to, bool is_redelivery);
  std::size_t take_redeliveries(std::size_t wanted);

  Database& database_;
  Queue& queue_;
  Bells& bells_;
  const Clock& clock_;
  Log& log_;

  std::mutex mutex_;
  // Redeliveries that may begin now: a bucket as large as one second's worth.
  std::int64_t redeliveries_left_ = 0;
  std::optional<std::int64_t> refilled_ms_;

  std::atomic<std::uint64_t> redelivered_ = 0;
  std::atomic<std::uint64_t> parked_ = 0;
  std::atomic<std::uint64_t> unparked_ = 0;
  std::atomic<std::uint64_t> tests_ = 0;
  // By state.
  std::array<std::atomic<std::uint64_t>, 3> purged_{};
};

/// The body of a test event: EventContent as JSON, by the type's example. Pure.
std::string example_body(EventType type, AppId app, std::string_view public_url, std::int64_t now_ms);

}  // namespace vod
