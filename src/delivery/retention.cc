#include "delivery/retention.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "catalogue/meta.h"
#include "model/errors.h"

namespace vod {
namespace {

constexpr std::string_view clock_name = "events.clock";
constexpr std::int64_t day_ms = 86'400'000;
constexpr std::int64_t hour_ms = 3'600'000;

bool is_history(EventState state) { return state == EventState::done || state == EventState::unrouted; }

}  // namespace

EventRetentionOptions EventRetentionOptions::from(const Settings& settings) {
  EventRetentionOptions options;
  options.retention_ms = settings.events_retention_days * day_ms;
  options.counts_time_off = settings.events_count_time_off;
  return options;
}

EventRetention::EventRetention(Database& database, const Clock& clock, Log& log, const EventRetentionOptions& options)
    : database_(database),
      clock_(clock),
      log_(log),
      options_(options),
      // Where events live for a day alone, not every one of them is worth a warning.
      warning_ms_(std::min(limits::event_warning_ms, options.retention_ms / 2)) {}

std::int64_t EventRetention::step(std::int64_t now_ms) {
  const auto next_ms = advance(now_ms);
  if (next_ms) return next_ms.value();
  log_.warn("old events could not be removed, to be tried again: {}", message_of(next_ms.error()));
  return now_ms + limits::retention_look_ms;
}

Result<std::int64_t> EventRetention::advance(std::int64_t now_ms) {
  if (!ages_) {
    VOD_TRY(start(now_ms));
  }
  const bool is_set_back = ages_->look(clock_.wall_ms(), now_ms);
  if (is_set_back) note_due_ms_ = now_ms;  // Also when the first try fails.
  if (now_ms >= note_due_ms_) {
    VOD_TRY(note_clock(now_ms));
  }
  if (!round_) {
    VOD_TRY(const bool is_begun, begin_round(now_ms));
    if (!is_begun) return now_ms + limits::event_look_ms;
  }
  return look_at_window(now_ms);
}

// --- the clock

Done EventRetention::start(std::int64_t now_ms) {
  const AgeClock::Rules rules{options_.retention_ms, options_.counts_time_off};
  std::optional<std::string> last;
  VOD_TRY(database_.read([&](ReadTransaction& tx) -> Done {
    VOD_TRY(last, catalogue::find_meta(tx, clock_name));
    return done();
  }));
  AgeClock ages(last, rules, clock_.wall_ms(), now_ms);
  // Noted before anything else: a crash must not find the same gap again, or another one in its place.
  VOD_TRY(database_.write(
      [text = ages.note(now_ms)](Transaction& tx) { return catalogue::put_meta(tx, clock_name, text); }));
  if (ages.gap_before_ms() > 0) {
    log_.warn(
        "the clock is {} hours ahead of the last run: events don't age by that time, since the clock may be wrong"
        " (events.count_time_off makes them)",
        ages.gap_before_ms() / hour_ms);
  }
  ages_.emplace(std::move(ages));
  note_due_ms_ = now_ms + limits::clock_note_ms;
  return done();
}

Done EventRetention::note_clock(std::int64_t now_ms) {
  VOD_TRY(database_.write(
      [text = ages_->note(now_ms)](Transaction& tx) { return catalogue::put_meta(tx, clock_name, text); }));
  note_due_ms_ = now_ms + limits::clock_note_ms;
  return done();
}

// --- rounds

Result<bool> EventRetention::begin_round(std::int64_t now_ms) {
  std::uint64_t newest = 0;
  VOD_TRY(database_.read([&](ReadTransaction& tx) -> Done {
    VOD_TRY(newest, catalogue::newest_event(tx));
    return done();
  }));
  Round round;
  round.begun_ms = now_ms;
  round.newest = newest;
  if (last_round_) {
    const Round& last = *last_round_;
    if (last.history_bytes > options_.history_bytes_max) {
      round.excess_bytes = last.history_bytes - options_.history_bytes_max;
    }
    const auto growth_due = std::max(limits::event_round_rows_min, last.rows / limits::event_round_growth_parts);
    const bool is_due = round.excess_bytes > 0 || now_ms - last.begun_ms >= limits::event_round_ms ||
                        newest - last.newest >= growth_due;
    if (!is_due) return false;
  }
  round_ = std::move(round);
  return true;
}

Result<std::int64_t> EventRetention::look_at_window(std::int64_t now_ms) {
  std::vector<catalogue::EventAge> window;
  VOD_TRY(database_.read([&](ReadTransaction& tx) -> Done {
    VOD_TRY(window, catalogue::event_ages_after(tx, round_->cursor, limits::change_rows_max));
    return done();
  }));
  // A copy: when the removal fails, the window is looked at again.
  Round round = *round_;
  std::vector<catalogue::EventAge> over;
  for (const auto& event : window) {
    if (over.size() == limits::events_removed_at_once) break;
    if (is_over(event, round, now_ms)) over.push_back(event);
    round.cursor = event.sequence;
    ++round.rows;
  }
  const bool is_at_end =
      window.size() < limits::change_rows_max && (window.empty() || round.cursor == window.back().sequence);
  VOD_TRY(const std::size_t removed, remove(over, round));
  round_ = std::move(round);
  if (is_at_end) end_round(now_ms);
  if (now_ms >= report_due_ms_ || is_at_end) report_lost(now_ms);
  if (is_at_end) return now_ms + limits::event_look_ms;
  return removed > 0 ? now_ms : now_ms + limits::event_window_rest_ms;
}

bool EventRetention::is_over(const catalogue::EventAge& event, Round& round, std::int64_t now_ms) const {
  if (event.state == EventState::sending) return false;
  const std::int64_t age_ms = ages_->age_ms(event.since_ms, now_ms);
  if (is_history(event.state)) {
    if (age_ms < options_.history_ms && round.excess_bytes == 0) {
      round.history_bytes += event.history_bytes;
      return false;
    }
    round.excess_bytes -= std::min(round.excess_bytes, event.history_bytes);
    return true;
  }
  if (age_ms >= options_.retention_ms) return true;
  if (age_ms >= options_.retention_ms - warning_ms_) ++round.expiring[event.app];
  return false;
}

Result<std::size_t> EventRetention::remove(const std::vector<catalogue::EventAge>& events, Round& round) {
  if (events.empty()) return std::size_t{0};
  std::vector<bool> removed(events.size());
  VOD_TRY(database_.write([&](Transaction& tx) -> Done {
    for (std::size_t i = 0; i < events.size(); ++i) {
      VOD_TRY(const bool is_removed, catalogue::remove_event(tx, events[i].sequence, events[i].state));
      removed[i] = is_removed;
    }
    return done();
  }));
  for (std::size_t i = 0; i < events.size(); ++i) {
    const auto& event = events[i];
    if (!removed[i]) {
      round.history_bytes += event.history_bytes;
    } else if (is_history(event.state)) {
      ++history_removed_;
    } else if (event.state == EventState::parked) {
      ++lost_[event.app].parked;
      ++expired_parked_;
    } else {
      ++lost_[event.app].queued;
      ++expired_queued_;
    }
  }
  return static_cast<std::size_t>(std::ranges::count(removed, true));
}

void EventRetention::end_round(std::int64_t now_ms) {
  std::uint64_t expiring = 0;
  const bool warns = now_ms >= warning_due_ms_ && !round_->expiring.empty();
  if (warns) warning_due_ms_ = now_ms + limits::event_warning_rest_ms;
  for (const auto& [app, count] : round_->expiring) {
    expiring += count;
    if (!warns) continue;
    log_.warn("{} events of application {} expire within {} hours if nobody takes them", count, app.text(),
              warning_ms_ / hour_ms);
  }
  expiring_ = expiring;
  history_bytes_ = round_->history_bytes;
  ++rounds_;
  last_round_ = std::move(round_);
  round_.reset();
}

void EventRetention::report_lost(std::int64_t now_ms) {
  for (const auto& [app, lost] : lost_) {
    log_.warn("{} queued and {} parked events of application {} expired after {} days and are gone", lost.queued,
              lost.parked, app.text(), options_.retention_ms / day_ms);
  }
  lost_.clear();
  report_due_ms_ = now_ms + limits::retention_look_ms;
}

std::string EventRetention::metrics() const {
  return fmt::format(
      "# HELP openvod_events_expired_total Events that were removed because nobody took them in time.\n"
      "# TYPE openvod_events_expired_total counter\n"
      "openvod_events_expired_total{{state=\"queued\"}} {}\n"
      "openvod_events_expired_total{{state=\"parked\"}} {}\n"
      "# HELP openvod_events_expiring Events that expire within a day, at the last round.\n"
      "# TYPE openvod_events_expiring gauge\n"
      "openvod_events_expiring {}\n"
      "# HELP openvod_event_history_removed_total Done and unrouted events that were removed.\n"
      "# TYPE openvod_event_history_removed_total counter\n"
      "openvod_event_history_removed_total {}\n"
      "# HELP openvod_event_history_bytes Bodies of done and unrouted events, at the last round.\n"
      "# TYPE openvod_event_history_bytes gauge\n"
      "openvod_event_history_bytes {}\n"
      "# HELP openvod_event_age_rounds_total Walks over the ages of all events.\n"
      "# TYPE openvod_event_age_rounds_total counter\n"
      "openvod_event_age_rounds_total {}\n",
      expired_queued_.load(), expired_parked_.load(), expiring_.load(), history_removed_.load(), history_bytes_.load(),
      rounds_.load());
}

}  // namespace vod
