// What the dispatcher reads: new events, retries that are due, and the configuration of the apps they belong to.
#include <algorithm>
#include <utility>

#include "catalogue/apps.h"
#include "delivery/push.h"
#include "model/limits.h"

namespace vod {
namespace {

constexpr std::int64_t load_count = 256;

}  // namespace

void CallbackDispatcher::wait_for_redeliveries() {
  redelivery_ticket_ = bells_.wait(catalogue::redelivery_bell, [inbox = inbox_] {
    {
      const std::lock_guard lock(inbox->mutex);
      inbox->is_redelivery_due = true;
    }
    inbox->bells.ring(step_bell);
  });
}

Done CallbackDispatcher::load() {
  {
    const std::lock_guard lock(inbox_->mutex);
    is_redelivery_due_ = is_redelivery_due_ || std::exchange(inbox_->is_redelivery_due, false);
  }
  // Wait for the next ring before the look, so that none is missed.
  if (is_redelivery_due_ && !bells_.cancel(redelivery_ticket_)) redelivery_ticket_ = 0;
  if (is_redelivery_due_) wait_for_redeliveries();
  VOD_TRY(database_.read([&](ReadTransaction& tx) -> Done {
    if (!is_started_ || is_redelivery_due_) {
      VOD_TRY(load_started(tx));
    }
    VOD_TRY(load_new(tx));
    for (auto& [app, state] : apps_) {
      VOD_TRY(load_app(tx, app, state));
    }
    return done();
  }));
  is_redelivery_due_ = false;
  return done();
}

Done CallbackDispatcher::load_started(ReadTransaction& tx) {
  VOD_TRY(const auto apps, catalogue::apps_with_pushes(tx));
  for (const AppId app : apps) {
    static_cast<void>(apps_[app]);
  }
  // What was loaded may have been redelivered, parked or removed by an operator: it is read again.
  for (auto& [app, state] : apps_) {
    for (Outlet& outlet : state.outlets) {
      outlet.fresh.clear();
      outlet.retries.clear();
      outlet.loaded = 0;
      outlet.is_behind = true;
      outlet.retries_due_ms = 0;
    }
  }
  if (!is_started_) {
    VOD_TRY(cursor_, catalogue::last_push(tx));
  }
  is_started_ = true;
  return done();
}

Done CallbackDispatcher::load_new(ReadTransaction& tx) {
  VOD_TRY(auto pushes, catalogue::fresh_pushes(tx, cursor_, load_count));
  has_more_ = has_more_ || pushes.size() == load_count;
  for (Push& push : pushes) {
    cursor_ = push.key;
    Outlet& outlet = outlet_of(push.key, push.app);
    if (push.key.sequence <= outlet.loaded) continue;
    if (outlet.is_behind || outlet.fresh.size() >= limits::callbacks_loaded_per_app_max) {
      outlet.is_behind = true;
      continue;
    }
    outlet.loaded = push.key.sequence;
    outlet.fresh.push_back(std::move(push));
  }
  return done();
}

Done CallbackDispatcher::load_app(ReadTransaction& tx, AppId app, AppState& state) {
  for (std::size_t destination = 0; destination < state.outlets.size(); ++destination) {
    VOD_TRY(load_outlet(tx, app, static_cast<std::int64_t>(destination), state.outlets[destination]));
  }
  // Read for every attempt: the URL and the key of its moment count.
  const std::int64_t now_ms = clock_.monotonic_ms();
  const bool is_busy =
      std::ranges::any_of(state.outlets, [](const Outlet& each) { return !each.is_empty() || each.in_flight > 0; });
  if (is_busy || state.config_read_ms + limits::callback_config_ms_max <= now_ms) {
    VOD_TRY(const auto found, catalogue::find_app(tx, app));
    read_config(state, found ? found->events : EventConfig{});
    state.config_read_ms = now_ms;
  }
  for (std::size_t destination = 0; destination < state.outlets.size(); ++destination) {
    Outlet& outlet = state.outlets[destination];
    // Without a URL everything is parked now, also what is due later.
    if (!outlet.endpoint) {
      VOD_TRY(load_retries(tx, app, static_cast<std::int64_t>(destination), outlet, INT64_MAX - 1));
    }
  }
  return done();
}

void CallbackDispatcher::read_config(AppState& state, const EventConfig& config) {
  if (state.config_read_ms >= 0 && config == state.config) return;
  state.config = config;
  state.retry = options_.retry;
  if (!config.delivery.retries_s.empty()) {
    state.retry.waits_ms.clear();
    for (const std::int64_t wait_s : config.delivery.retries_s) state.retry.waits_ms.push_back(wait_s * 1'000);
  }
  state.given_up = config.delivery.given_up.value_or(options_.given_up);
  state.pace.limit(static_cast<double>(config.delivery.attempts_per_second_max));
  for (std::size_t destination = 0; destination < state.outlets.size(); ++destination) {
    Outlet& outlet = state.outlets[destination];
    const std::string& url = url_of(config, static_cast<std::int64_t>(destination));
    outlet.endpoint_name = endpoint_of(url);
    outlet.endpoint.reset();
    if (url.empty()) continue;
    auto& endpoint = endpoints_[outlet.endpoint_name];
    if (!endpoint) endpoint = std::make_shared<Endpoint>();
    outlet.endpoint = endpoint;
  }
}

Done CallbackDispatcher::load_outlet(ReadTransaction& tx, AppId app, std::int64_t destination, Outlet& outlet) {
  constexpr std::size_t room_max = limits::callbacks_loaded_per_app_max;
  if (outlet.is_behind && outlet.fresh.size() <= room_max / 2) {
    const std::size_t room = room_max - outlet.fresh.size();
    VOD_TRY(auto pushes,
            catalogue::fresh_pushes_of(tx, app, {outlet.loaded, destination}, static_cast<std::int64_t>(room)));
    outlet.is_behind = pushes.size() == room;
    for (Push& push : pushes) {
      outlet.loaded = push.key.sequence;
      // What is on its way stands there as fresh until its outcome is durable.
      if (!flights_.contains(push.key)) outlet.fresh.push_back(std::move(push));
    }
  }
  return load_retries(tx, app, destination, outlet, clock_.wall_ms());
}

Done CallbackDispatcher::load_retries(ReadTransaction& tx, AppId app, std::int64_t destination, Outlet& outlet,
                                      std::int64_t until_ms) {
  if (!outlet.retries.empty() || !outlet.retries_due_ms) return done();
  // No retry is put off for longer than its event is tried. What is due later was put off by a clock that has been set
  // back since, and would wait for years: it is due now.
  if (*outlet.retries_due_ms - options_.retry.give_up_ms > clock_.wall_ms()) until_ms = INT64_MAX - 1;
  if (*outlet.retries_due_ms > until_ms) return done();
  // Those that are on their way stand in the catalogue as due still.
  const auto limit = static_cast<std::int64_t>(limits::callbacks_loaded_per_app_max + outlet.in_flight);
  VOD_TRY(auto pushes, catalogue::due_retries_of(tx, app, destination, until_ms, limit));
  const bool is_all = static_cast<std::int64_t>(pushes.size()) < limit;
  for (Push& push : pushes) {
    if (flights_.contains(push.key)) {
      outlet.has_skipped = true;
    } else {
      outlet.retries.push_back(std::move(push));
    }
  }
  if (is_all) {
    VOD_TRY(outlet.retries_due_ms, catalogue::next_retry_of(tx, app, destination, until_ms));
  }
  return done();
}

}  // namespace vod
