#include "delivery/push.h"

#include <algorithm>
#include <utility>

#include "catalogue/apps.h"
#include "model/limits.h"

namespace vod {

CallbackOptions CallbackOptions::from(const Settings& settings) {
  CallbackOptions options;
  options.limits = {settings.callback_connect_ms, settings.callback_total_ms};
  for (const std::int64_t wait_s : settings.push_retries_s) options.retry.waits_ms.push_back(wait_s * 1'000);
  options.retry.give_up_ms = settings.push_give_up_s * 1'000;
  if (settings.push_given_up == "queue") options.given_up = GivenUp::queue;
  return options;
}

CallbackDispatcher::CallbackDispatcher(Database& database, Outbound& outbound, Queue& queue, Bells& bells,
                                       const Clock& clock, Random& random, Log& log, CallbackOptions options)
    : database_(database),
      outbound_(outbound),
      queue_(queue),
      bells_(bells),
      clock_(clock),
      random_(random),
      log_(log),
      options_(std::move(options)),
      inbox_(std::make_shared<Inbox>(bells)) {
  wait_for_redeliveries();
}

CallbackDispatcher::~CallbackDispatcher() { bells_.cancel(redelivery_ticket_); }

std::optional<std::int64_t> CallbackDispatcher::step() {
  const std::lock_guard lock(mutex_);
  take_saved();
  take_results();
  save_again();
  const Done loaded = load();
  if (!loaded) {
    log_.warn("callbacks could not be read: {}", loaded.error().detail);
    return clock_.monotonic_ms() + limits::callback_save_again_ms;
  }
  set_aside_without_url();
  set_aside_too_old();
  send_all();
  forget_idle();
  return next_step();
}

Result<std::vector<EndpointHealth>> CallbackDispatcher::list(AppId app) const {
  std::vector<EndpointHealth> list;
  const std::int64_t now_wall_ms = clock_.wall_ms();
  VOD_TRY(database_.read([&](ReadTransaction& tx) -> Done {
    list.clear();
    VOD_TRY(const auto found, catalogue::find_app(tx, app));
    if (!found) return done();
    for (std::int64_t destination = 0; destination < catalogue::push_destinations; ++destination) {
      const std::string& url = url_of(found->events, destination);
      if (url.empty()) continue;
      VOD_TRY(const auto counts, catalogue::count_pushes(tx, app, destination, now_wall_ms));
      EndpointHealth& health = list.emplace_back();
      health.url = url;
      health.endpoint = endpoint_of(url);
      health.is_v2 = destination == catalogue::to_url_v2;
      health.waiting = counts.fresh;
      health.retries_due = counts.due;
      health.retries_later = counts.later;
      health.parked = counts.parked;
      VOD_TRY(health.next_try_ms, catalogue::next_retry_of(tx, app, destination, now_wall_ms));
    }
    return done();
  }));
  const std::lock_guard lock(mutex_);
  for (EndpointHealth& health : list) {
    const auto endpoint = endpoints_.find(health.endpoint);
    if (endpoint != endpoints_.end()) endpoint->second->show(health, clock_.monotonic_ms(), now_wall_ms);
  }
  return list;
}

// --- what can't go

void CallbackDispatcher::set_aside_without_url() {
  for (auto& [app, state] : apps_) {
    for (std::size_t destination = 0; destination < state.outlets.size(); ++destination) {
      Outlet& outlet = state.outlets[destination];
      if (outlet.endpoint) continue;
      // Nothing more reaches an endpoint that was removed, also of what is on its way.
      if (outlet.in_flight > 0) {
        for (auto& [key, flight] : flights_) {
          if (flight.number == 0 || flight.push.app != app || static_cast<std::size_t>(key.destination) != destination)
            continue;
          outbound_.cancel(std::exchange(flight.number, 0));
        }
      }
      if (outlet.is_empty()) continue;
      std::deque<Push> pushes = std::exchange(outlet.fresh, {});
      std::ranges::move(std::exchange(outlet.retries, {}), std::back_inserter(pushes));
      log_.info("{} events of application {} are parked: its callback URL was removed", pushes.size(), app.text());
      set_aside(state, outlet, std::move(pushes), "url_removed");
    }
  }
}

void CallbackDispatcher::set_aside_too_old() {
  // What an open breaker holds back is not tried, so that no attempt gives it up.
  const std::int64_t now_ms = clock_.monotonic_ms();
  const std::int64_t oldest_ms = clock_.wall_ms() - options_.retry.give_up_ms;
  for (auto& [app, state] : apps_) {
    for (Outlet& outlet : state.outlets) {
      if (outlet.is_empty() || !outlet.endpoint || !outlet.endpoint->is_open(now_ms)) continue;
      std::deque<Push> old;
      for (auto* lane : {&outlet.fresh, &outlet.retries}) {
        std::erase_if(*lane, [&](Push& push) {
          if (push.first_ms > oldest_ms) return false;
          old.push_back(std::move(push));
          return true;
        });
      }
      if (old.empty()) continue;
      log_.warn("{} events of application {} are given up: {} has failed for too long", old.size(), app.text(),
                outlet.endpoint_name);
      set_aside(state, outlet, std::move(old), "retries_used_up");
    }
  }
}

// --- what goes

bool CallbackDispatcher::has_room(const AppState& state, const Outlet& outlet, bool is_retry) const {
  if (sending_ >= limits::callbacks_in_flight_max) return false;
  if (is_retry && retrying_ >= limits::callbacks_retrying_max) return false;
  const auto app_max = static_cast<std::size_t>(state.config.delivery.concurrency_max);
  if (app_max > 0 && state.sending >= app_max) return false;
  const Endpoint& endpoint = *outlet.endpoint;
  // Many dead endpoints together leave places for those that answer.
  if (!endpoint.is_proven() && unproven_ >= limits::callbacks_unproven_max) return false;
  const std::int64_t now_ms = clock_.monotonic_ms();
  return state.pace.may_begin(now_ms) && endpoint.may_begin(now_ms, state.config.delivery.has_breaker);
}

void CallbackDispatcher::send_all() {
  struct Ready {
    AppId app;
    AppState* state;
    Outlet* outlet;
  };
  for (const bool is_retry : {false, true}) {
    std::vector<Ready> ready;
    auto next = apps_.upper_bound(turn_);
    for (std::size_t i = 0; i < apps_.size(); ++i, ++next) {
      if (next == apps_.end()) next = apps_.begin();
      for (Outlet& outlet : next->second.outlets) {
        if (outlet.endpoint && !(is_retry ? outlet.retries : outlet.fresh).empty()) {
          ready.push_back({next->first, &next->second, &outlet});
        }
      }
    }
    // One event an outlet and round, so that a backlog of one app does not hold up the others.
    while (!ready.empty()) {
      std::erase_if(ready, [&](const Ready& each) {
        if (!send_next(*each.state, *each.outlet, is_retry)) return true;
        turn_ = each.app;
        return false;
      });
    }
  }
}

bool CallbackDispatcher::send_next(AppState& state, Outlet& outlet, bool is_retry) {
  auto& lane = is_retry ? outlet.retries : outlet.fresh;
  if (lane.empty() || !has_room(state, outlet, is_retry)) return false;
  const auto may_go = [&](const Push& push) {
    if (flights_.contains(push.key)) return false;  // It was redelivered while it is on its way.
    return is_retry || !push.task || !outlet.tasks.contains(push.task->value);
  };
  const auto next = std::ranges::find_if(lane, may_go);
  if (next == lane.end()) return false;
  Push push = std::move(*next);
  lane.erase(next);
  send(state, outlet, std::move(push), is_retry);
  return true;
}

void CallbackDispatcher::send(AppState& state, Outlet& outlet, Push push, bool is_retry) {
  Flight flight;
  flight.began_ms = clock_.monotonic_ms();
  flight.began_wall_ms = clock_.wall_ms();
  auto request = callback_request(push, state.config, options_.limits, flight.began_wall_ms);
  push.body.clear();
  const PushKey key = push.key;
  flight.push = std::move(push);
  flight.url = url_of(state.config, key.destination);
  flight.endpoint = outlet.endpoint;
  flight.is_retry = is_retry;
  ++outlet.in_flight;
  if (!request) {
    flights_.emplace(key, std::move(flight));
    OutboundResult result;
    result.failure = OutboundFailure::configuration;
    result.detail = request.error().detail;
    const std::lock_guard lock(inbox_->mutex);
    inbox_->arrived.push_back({key, std::move(result)});
    has_more_ = true;
    return;
  }
  if (!is_retry && flight.push.task) outlet.tasks.insert(flight.push.task->value);
  flight.is_sent = true;
  flight.is_unproven = !outlet.endpoint->is_proven();
  flight.is_probe = outlet.endpoint->began(flight.began_ms);
  state.pace.began(flight.began_ms);
  ++state.sending;
  ++sending_;
  if (is_retry) ++retrying_;
  if (flight.is_unproven) ++unproven_;
  Flight& kept = flights_.emplace(key, std::move(flight)).first->second;
  kept.number = outbound_.submit(std::move(request.value()), nullptr, [inbox = inbox_, key](OutboundResult result) {
    bool is_first = false;
    {
      const std::lock_guard lock(inbox->mutex);
      is_first = inbox->arrived.empty();
      inbox->arrived.push_back({key, std::move(result)});
    }
    // The others of a burst are taken by the step that this one rings for.
    if (is_first) inbox->bells.ring(step_bell);
  });
}

// --- when to come again

void CallbackDispatcher::forget_idle() {
  std::erase_if(apps_, [](const auto& entry) {
    return std::ranges::all_of(entry.second.outlets, [](const Outlet& outlet) {
      return outlet.is_empty() && !outlet.is_behind && !outlet.retries_due_ms && outlet.in_flight == 0;
    });
  });
  if (endpoints_.size() <= limits::callback_endpoints_known_max) return;
  std::erase_if(endpoints_, [](const auto& entry) { return entry.second.use_count() == 1; });
}

std::optional<std::int64_t> CallbackDispatcher::next_step() const {
  const std::int64_t now_ms = clock_.monotonic_ms();
  const std::int64_t now_wall_ms = clock_.wall_ms();
  if (has_more_) return now_ms;
  std::optional<std::int64_t> next;
  const auto sooner = [&](std::int64_t at_ms) { next = std::min(next.value_or(INT64_MAX), std::max(at_ms, now_ms)); };
  for (const auto& [app, state] : apps_) {
    for (const Outlet& outlet : state.outlets) {
      const bool is_busy = outlet.in_flight > 0 || !outlet.is_empty();
      if (is_busy || outlet.retries_due_ms || outlet.is_behind) {
        // What is due later, or may lose its URL, is looked at again.
        sooner(now_ms + (is_busy ? limits::callback_config_busy_ms_max : limits::callback_config_ms_max));
      }
      if (outlet.retries.empty() && outlet.retries_due_ms) sooner(now_ms + (*outlet.retries_due_ms - now_wall_ms));
      if (outlet.is_empty() || !outlet.endpoint) continue;
      // What waits for a place is sent when a result comes; what waits for time alone, then.
      const std::int64_t ready_ms =
          std::max(outlet.endpoint->ready_ms(now_ms, state.config.delivery.has_breaker), state.pace.ready_ms(now_ms));
      if (ready_ms > now_ms && ready_ms < INT64_MAX) sooner(ready_ms);
    }
  }
  for (const auto& [number, batch] : batches_) {
    if (batch.again_ms) sooner(*batch.again_ms);
  }
  return next;
}

}  // namespace vod
