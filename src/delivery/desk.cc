#include "delivery/desk.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <span>
#include <utility>

#include "base/text.h"
#include "catalogue/apps.h"
#include "catalogue/events.h"
#include "catalogue/parks.h"
#include "catalogue/pushes.h"
#include "model/errors.h"
#include "model/limits.h"

namespace vod {
namespace {

bool has(const std::vector<EventState>& states, EventState state) {
  return std::ranges::find(states, state) != states.end();
}

Done check_states(const std::vector<EventState>& wanted, const std::vector<EventState>& allowed) {
  for (const EventState state : wanted) {
    if (has(allowed, state)) continue;
    return error(ErrorCode::invalid_parameter_value, "Filter.States",
                 fmt::format("Filter.States: this can't be done with {} events.", name_of(state)));
  }
  return done();
}

void replace_all(std::string& text, std::string_view what, std::string_view with) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size())) {
    text.replace(at, what.size(), with);
  }
}

}  // namespace

// --- which events

Result<EventDesk::Chosen> EventDesk::choose(const Order& order, std::size_t limit) {
  Chosen chosen;
  DeskOutcome& outcome = chosen.outcome;
  const DeskRange& range = order.range;
  VOD_TRY(database_.read([&](ReadTransaction& tx) -> Done {
    if (range.named.empty()) {
      VOD_TRY(auto found, catalogue::find_events(tx, range.walk, limit, limits::events_looked_at_max));
      chosen.sequences = std::move(found.sequences);
      outcome.cursor = found.cursor;
      outcome.is_over = found.is_over;
      return done();
    }
    for (const std::uint64_t sequence : range.named) {
      VOD_TRY(const auto found, catalogue::find_summary(tx, range.walk.app, sequence, false));
      if (!found) {
        outcome.skipped.push_back({sequence, "The application has no such event."});
      } else if (!has(order.states, found->event.state)) {
        outcome.skipped.push_back({sequence, fmt::format("The event is {}.", name_of(found->event.state))});
      } else {
        chosen.sequences.push_back(sequence);
      }
    }
    return done();
  }));
  outcome.count = chosen.sequences.size();
  return chosen;
}

// --- what is done with them

Result<DeskOutcome> EventDesk::carry_out(const Order& order, Chosen chosen) {
  DeskOutcome outcome = std::move(chosen.outcome);
  outcome.count = 0;
  const auto& all = chosen.sequences;
  for (std::size_t begin = 0; begin < all.size(); begin += limits::events_moved_at_once) {
    const std::size_t end = std::min(begin + limits::events_moved_at_once, all.size());
    const std::span part(all.data() + begin, end - begin);
    std::vector<std::uint64_t> moved;
    VOD_TRY(database_.write([&](Transaction& tx) -> Done {
      moved.clear();
      const std::int64_t now_ms = clock_.wall_ms();
      for (const std::uint64_t sequence : part) {
        VOD_TRY(const bool is_moved, order.move(tx, sequence, now_ms));
        if (is_moved) moved.push_back(sequence);
      }
      if (moved.empty()) return done();
      tx.on_commit([this, &order, &moved] {
        if (order.moved) order.moved(moved);
        // What was loaded to be sent may be parked, removed, or due again.
        bells_.ring_all(catalogue::redelivery_bell);
      });
      return done();
    }));
    outcome.count += moved.size();
    if (order.range.named.empty()) continue;
    for (const std::uint64_t sequence : part) {
      if (std::ranges::find(moved, sequence) != moved.end()) continue;
      outcome.skipped.push_back({sequence, "The event is in another state by now, or not for this destination."});
    }
  }
  return outcome;
}

Done EventDesk::aim(Order& order, DeskTarget to, bool is_redelivery) {
  const AppId app = order.range.walk.app;
  std::optional<App> row;
  VOD_TRY(database_.read([&](ReadTransaction& tx) -> Done {
    VOD_TRY(row, catalogue::find_app(tx, app));
    return done();
  }));
  if (!row) return error(ErrorCode::value_sub_app_id, "SubAppId");
  // Without a URL they would be set aside again at once.
  if (to == DeskTarget::callback && row->events.notification_url.empty()) {
    return error(ErrorCode::invalid_parameter_value, "To", "To: the application has no callback URL.");
  }
  if (to == DeskTarget::callback_v2 && row->events.delivery.url_v2.empty()) {
    return error(ErrorCode::invalid_parameter_value, "To", "To: the application has no callback URL of the 2.0 form.");
  }
  // The states were looked at when the events were chosen: here they are looked at again.
  const auto is_due = [app, states = order.states](ReadTransaction& tx,
                                                   std::uint64_t sequence) -> Result<std::optional<EventType>> {
    VOD_TRY(const auto found, catalogue::find_summary(tx, app, sequence, false));
    if (!found || !has(states, found->event.state)) return std::optional<EventType>();
    return std::optional(found->event.type);
  };
  switch (to) {
    case DeskTarget::queue:
      order.move = [app, is_due](Transaction& tx, std::uint64_t sequence, std::int64_t now_ms) -> Result<bool> {
        VOD_TRY(const auto type, is_due(tx, sequence));
        if (!type) return false;
        return catalogue::bring_to_queue(tx, app, sequence, now_ms);
      };
      order.moved = [this, app](const auto& moved) { queue_.readmit(app, *std::ranges::min_element(moved)); };
      break;
    case DeskTarget::callback:
      order.move = [app, is_due, is_redelivery](Transaction& tx, std::uint64_t sequence,
                                                std::int64_t now_ms) -> Result<bool> {
        VOD_TRY(const auto type, is_due(tx, sequence));
        if (!type) return false;
        return catalogue::bring_to_callback(tx, app, sequence, is_redelivery, now_ms);
      };
      break;
    case DeskTarget::callback_v2:
      order.move = [app, is_due](Transaction& tx, std::uint64_t sequence, std::int64_t now_ms) -> Result<bool> {
        VOD_TRY(const auto type, is_due(tx, sequence));
        if (!type || !event_row(*type).is_in_v2) return false;
        VOD_TRY(catalogue::resume_push(tx, app, {sequence, catalogue::to_url_v2}, now_ms));
        return true;
      };
      break;
  }
  return done();
}

// --- orders

std::size_t EventDesk::take_redeliveries(std::size_t wanted) {
  const std::lock_guard lock(mutex_);
  const std::int64_t now_ms = clock_.monotonic_ms();
  constexpr std::int64_t most = limits::redeliveries_per_second_max;
  const std::int64_t since_ms = refilled_ms_ ? std::min<std::int64_t>(now_ms - *refilled_ms_, 1'000) : 1'000;
  const std::int64_t fresh = most * since_ms / 1'000;
  if (fresh > 0) {
    redeliveries_left_ = std::min(most, redeliveries_left_ + fresh);
    refilled_ms_ = now_ms;
  }
  const auto taken = std::min(static_cast<std::int64_t>(wanted), redeliveries_left_);
  redeliveries_left_ -= taken;
  return static_cast<std::size_t>(taken);
}

Result<DeskOutcome> EventDesk::redeliver(const DeskRange& range, DeskTarget to) {
  Order order{range, {EventState::done, EventState::unrouted, EventState::parked, EventState::sending}, {}, {}};
  if (to != DeskTarget::queue) order.states.push_back(EventState::queued);
  VOD_TRY(check_states(range.walk.filter.states, order.states));
  auto& states = order.range.walk.filter.states;
  if (states.empty()) states = {EventState::done, EventState::unrouted};
  VOD_TRY(aim(order, to, true));
  if (range.is_dry) {
    VOD_TRY(auto chosen, choose(order, limits::events_looked_at_max));
    return chosen.outcome;
  }
  const std::size_t wanted = range.named.empty() ? limits::events_looked_at_max : range.named.size();
  const std::size_t allowed = take_redeliveries(wanted);
  if (allowed == 0 || (!range.named.empty() && allowed < wanted)) {
    return error(ErrorCode::request_limit_exceeded, "RedeliverEvents",
                 fmt::format("More than {} events were asked to be delivered again within a second: go on in a second.",
                             limits::redeliveries_per_second_max));
  }
  VOD_TRY(auto chosen, choose(order, allowed));
  {
    // What was taken and not needed is for others.
    const std::lock_guard lock(mutex_);
    redeliveries_left_ += static_cast<std::int64_t>(allowed - chosen.sequences.size());
  }
  VOD_TRY(auto outcome, carry_out(order, std::move(chosen)));
  redelivered_ += outcome.count;
  return outcome;
}

Result<DeskOutcome> EventDesk::park(const DeskRange& range, const std::string& reason) {
  Order order{range, {EventState::queued, EventState::sending}, {}, {}};
  VOD_TRY(check_states(range.walk.filter.states, order.states));
  if (range.walk.filter.states.empty()) order.range.walk.filter.states = order.states;
  order.move = [app = range.walk.app, &reason](Transaction& tx, std::uint64_t sequence, std::int64_t now_ms) {
    return catalogue::set_aside(tx, app, sequence, reason, now_ms);
  };
  VOD_TRY(auto chosen, choose(order, limits::events_looked_at_max));
  if (range.is_dry) return chosen.outcome;
  VOD_TRY(auto outcome, carry_out(order, std::move(chosen)));
  parked_ += outcome.count;
  return outcome;
}

Result<DeskOutcome> EventDesk::unpark(const DeskRange& range, DeskTarget to) {
  Order order{range, {EventState::parked}, {}, {}};
  VOD_TRY(check_states(range.walk.filter.states, order.states));
  order.range.walk.filter.states = order.states;
  VOD_TRY(aim(order, to, false));
  VOD_TRY(auto chosen, choose(order, limits::events_looked_at_max));
  if (range.is_dry) return chosen.outcome;
  VOD_TRY(auto outcome, carry_out(order, std::move(chosen)));
  unparked_ += outcome.count;
  return outcome;
}

Result<DeskOutcome> EventDesk::purge(const DeskRange& range, std::uint64_t expected) {
  const AppId app = range.walk.app;
  Order order{range, {EventState::queued, EventState::parked, EventState::sending}, {}, {}};
  VOD_TRY(check_states(range.walk.filter.states, order.states));
  if (range.named.empty() && range.walk.filter.states.empty()) {
    return error(ErrorCode::invalid_parameter_value, "Filter.States", "Filter.States: say which states to purge.");
  }
  std::map<std::uint64_t, EventState> states;
  order.move = [&](Transaction& tx, std::uint64_t sequence, std::int64_t now_ms) -> Result<bool> {
    VOD_TRY(const auto found, catalogue::find_summary(tx, app, sequence, false));
    if (!found) return false;
    // A filter's events may have moved between the states that it names, no further.
    const EventState state = found->event.state;
    if (!has(range.named.empty() ? range.walk.filter.states : order.states, state)) return false;
    states[sequence] = state;
    return catalogue::purge_event(tx, app, sequence, state, now_ms);
  };
  order.moved = [&](const auto& moved) {
    for (const std::uint64_t sequence : moved) ++purged_.at(static_cast<std::size_t>(states.at(sequence)));
  };
  VOD_TRY(auto chosen, choose(order, limits::events_looked_at_max));
  if (range.is_dry) return chosen.outcome;
  if (chosen.outcome.count != expected) {
    return error(ErrorCode::failed_operation, "ExpectedCount",
                 fmt::format("ExpectedCount: {} events would be purged, not {}; nothing was changed.",
                             chosen.outcome.count, expected));
  }
  VOD_TRY(auto outcome, carry_out(order, std::move(chosen)));
  if (outcome.count > 0) log_.warn("{} events of application {} were purged", outcome.count, app.text());
  return outcome;
}

// --- test events

Result<EventDesk::TestEvent> EventDesk::create_test_event(AppId app, EventType type, const std::string& public_url) {
  EventDraft draft;
  draft.app = app;
  draft.type = type;
  draft.is_test = true;
  draft.created_ms = clock_.wall_ms();
  draft.body = example_body(type, app, public_url, draft.created_ms);
  TestEvent made;
  VOD_TRY(database_.write([&](Transaction& tx) -> Done {
    VOD_TRY(made.sequence, catalogue::append_event(tx, bells_, draft));
    VOD_TRY(const auto event, catalogue::find_event(tx, made.sequence));
    made.state = event->state;
    return done();
  }));
  ++tests_;
  return made;
}

std::string example_body(EventType type, AppId app, std::string_view public_url, std::int64_t now_ms) {
  const EventRow& row = event_row(type);
  std::string body = fmt::format(R"({{"EventType":"{}","{}":{}}})", row.wire_name, row.member, row.example);
  replace_all(body, "$app", app.text());
  replace_all(body, "$now", iso8601(now_ms));
  replace_all(body, "$url", public_url);
  return body;
}

std::string EventDesk::metrics() const {
  return fmt::format(
      "# HELP openvod_events_redelivered_total Events that an operator had delivered again.\n"
      "# TYPE openvod_events_redelivered_total counter\n"
      "openvod_events_redelivered_total {}\n"
      "# HELP openvod_events_parked_by_hand_total Events that an operator set aside.\n"
      "# TYPE openvod_events_parked_by_hand_total counter\n"
      "openvod_events_parked_by_hand_total {}\n"
      "# HELP openvod_events_unparked_total Events that an operator brought back from being parked.\n"
      "# TYPE openvod_events_unparked_total counter\n"
      "openvod_events_unparked_total {}\n"
      "# HELP openvod_events_purged_total Events that an operator removed.\n"
      "# TYPE openvod_events_purged_total counter\n"
      "openvod_events_purged_total{{state=\"queued\"}} {}\n"
      "openvod_events_purged_total{{state=\"sending\"}} {}\n"
      "openvod_events_purged_total{{state=\"parked\"}} {}\n"
      "# HELP openvod_test_events_total Events that were made to try the way to the application.\n"
      "# TYPE openvod_test_events_total counter\n"
      "openvod_test_events_total {}\n",
      redelivered_.load(), parked_.load(), unparked_.load(), purged_[0].load(), purged_[1].load(), purged_[2].load(),
      tests_.load());
}

}  // namespace vod
