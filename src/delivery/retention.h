#pragma once

#include <atomic>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/log.h"
#include "catalogue/event_retention.h"
#include "delivery/age_clock.h"
#include "model/limits.h"
#include "model/settings.h"
#include "ports/database.h"

namespace vod {

struct EventRetentionOptions {
  /// Of queued events, and of parked ones from their parking.
  std::int64_t retention_ms = limits::event_retention_ms;
  /// Of done events from their closing, and of unrouted ones.
  std::int64_t history_ms = limits::history_ms;
  /// The bodies of done and unrouted events together.
  std::uint64_t history_bytes_max = limits::history_bytes_max;
  /// The operator's yes: events also age while the server is off, and over jumps of the clock.
  bool counts_time_off = false;

  static EventRetentionOptions from(const Settings& settings);
};

/// Removes events whose time is over (notification rules, section 1). Queued and parked events that go so are lost to
/// the application: they are counted, logged, and warned of a day ahead. Events that are on their way to a URL stay,
/// and so does the newest event of all. Ages are counted as AgeClock has it.
///
/// It walks over all events in rounds, a window of rows a step, with rests between: a round begins when there are a
/// tenth more events than the last one saw, when that one found too many bytes of history, or after an hour. So an
/// event may outlive its time by an hour, and history its bound by what is written during a round.
///
/// A leased event is removed like any other: its confirmation is refused as too late then, and it isn't handed out
/// again.
class EventRetention {
 public:
  /// The references outlive the retention.
  EventRetention(Database& database, const Clock& clock, Log& log, const EventRetentionOptions& options);

  /// Looks at one window of events and removes what is over; gives the monotonic time of the next step. Waits for the
  /// database: not for a thread that others wait for. One call at a time.
  std::int64_t step(std::int64_t now_ms);

  /// Counts in Prometheus' text format. Thread-safe.
  std::string metrics() const;

 private:
  // A walk over all events, as far as it came.
  struct Round {
    std::int64_t begun_ms = 0;
    // The greatest sequence number at its beginning.
    std::uint64_t newest = 0;
    std::uint64_t cursor = 0;
    std::uint64_t rows = 0;
    // History that is left behind the cursor.
    std::uint64_t history_bytes = 0;
    // History that is too much, by the round before.
    std::uint64_t excess_bytes = 0;
    // Events that expire within a day.
    std::map<AppId, std::uint64_t> expiring;
  };
  struct Lost {
    std::uint64_t queued = 0;
    std::uint64_t parked = 0;
  };

  Result<std::int64_t> advance(std::int64_t now_ms);
  Done start(std::int64_t now_ms);
  Done note_clock(std::int64_t now_ms);
  /// False when it is too early for one.
  Result<bool> begin_round(std::int64_t now_ms);
  Result<std::int64_t> look_at_window(std::int64_t now_ms);
  /// Counts the event in; true when it is over.
  bool is_over(const catalogue::EventAge& event, Round& round, std::int64_t now_ms) const;
  Result<std::size_t> remove(const std::vector<catalogue::EventAge>& events, Round& round);
  void end_round(std::int64_t now_ms);
  void report_lost(std::int64_t now_ms);

  Database& database_;
  const Clock& clock_;
  Log& log_;
  const EventRetentionOptions options_;
  // How long ahead is warned.
  const std::int64_t warning_ms_;
  std::optional<AgeClock> ages_;
  std::int64_t note_due_ms_ = 0;
  std::optional<Round> round_;
  std::optional<Round> last_round_;
  std::int64_t warning_due_ms_ = INT64_MIN;
  std::int64_t report_due_ms_ = INT64_MIN;
  // Not logged yet.
  std::map<AppId, Lost> lost_;

  std::atomic<std::uint64_t> expired_queued_ = 0;
  std::atomic<std::uint64_t> expired_parked_ = 0;
  std::atomic<std::uint64_t> history_removed_ = 0;
  std::atomic<std::uint64_t> history_bytes_ = 0;
  std::atomic<std::uint64_t> expiring_ = 0;
  std::atomic<std::uint64_t> rounds_ = 0;
};

}  // namespace vod
