#include "delivery/push.h"

#include <algorithm>
#include <utility>

#include "catalogue/apps.h"
#include "catalogue/queue.h"
#include "model/errors.h"
#include "model/limits.h"

namespace vod {
namespace {

constexpr std::int64_t load_count = 256;

double chance_of(Random& random) { return static_cast<double>(random.below(1 << 20)) / (1 << 20); }

std::optional<std::int64_t> retry_after_of(const OutboundResult& result, std::int64_t now_wall_ms) {
  for (const auto& [name, value] : result.headers) {
    if (name == "retry-after") return parse_retry_after(value, now_wall_ms);
  }
  return {};
}

}  // namespace

CallbackOptions CallbackOptions::from(const Settings& settings) {
  CallbackOptions options;
  options.limits = {settings.callback_connect_ms, settings.callback_total_ms};
  for (const std::int64_t wait_s : settings.push_retries_s) options.retry.waits_ms.push_back(wait_s * 1'000);
  options.retry.give_up_ms = settings.push_give_up_s * 1'000;
  return options;
}

CallbackDispatcher::CallbackDispatcher(Database& database, Outbound& outbound, Bells& bells, const Clock& clock,
                                       Random& random, Log& log, CallbackOptions options)
    : database_(database),
      outbound_(outbound),
      clock_(clock),
      random_(random),
      log_(log),
      options_(std::move(options)),
      inbox_(std::make_shared<Inbox>(bells)) {}

std::optional<std::int64_t> CallbackDispatcher::step() {
  const std::lock_guard lock(mutex_);
  take_saved();
  take_results();
  save_again();
  const Done loaded = load();
  if (!loaded) {
    log_.warn("callbacks could not be read: {}", message_of(loaded.error()));
    return clock_.monotonic_ms() + limits::callback_save_again_ms;
  }
  park_without_url();
  send_all();
  forget_idle();
  return next_step();
}

Result<std::vector<EndpointHealth>> CallbackDispatcher::list(AppId app) const {
  std::string url;
  VOD_TRY(database_.read([&](ReadTransaction& tx) -> Done {
    VOD_TRY(const auto found, catalogue::find_app(tx, app));
    if (found) url = found->events.notification_url;
    return done();
  }));
  std::vector<EndpointHealth> list;
  if (url.empty()) return list;
  EndpointHealth& health = list.emplace_back();
  health.url = url;
  health.endpoint = endpoint_of(url);
  const std::lock_guard lock(mutex_);
  if (const auto found = endpoints_.find(health.endpoint); found != endpoints_.end()) {
    health.in_flight = found->second.in_flight;
  }
  return list;
}

// --- what came in

void CallbackDispatcher::take_saved() {
  std::vector<Saved> saved;
  {
    const std::lock_guard lock(inbox_->mutex);
    saved.swap(inbox_->saved);
  }
  for (const Saved& word : saved) {
    const auto batch = batches_.find(word.batch);
    if (!word.is_saved) {
      // The outcome is kept and saved later; without its lines in the log, which must not stand in the way.
      batch->second.attempts.clear();
      batch->second.again_ms = clock_.monotonic_ms() + limits::callback_save_again_ms;
      continue;
    }
    for (const Outcome& outcome : batch->second.outcomes) {
      AppState& state = apps_[outcome.app];
      --state.in_flight;
      if (outcome.decision.step == PushStep::again) {
        state.retries_due_ms = std::min(state.retries_due_ms.value_or(INT64_MAX), outcome.decision.due_ms);
      }
      flights_.erase(outcome.key);
    }
    batches_.erase(batch);
  }
}

void CallbackDispatcher::take_results() {
  std::vector<Arrived> arrived;
  {
    const std::lock_guard lock(inbox_->mutex);
    while (!inbox_->arrived.empty() && arrived.size() < limits::callback_results_max) {
      arrived.push_back(std::move(inbox_->arrived.front()));
      inbox_->arrived.pop_front();
    }
    has_more_ = !inbox_->arrived.empty();
  }
  if (arrived.empty()) return;
  Batch batch;
  for (const Arrived& each : arrived) land(flights_.at(each.key), each.result, batch);
  save(std::move(batch));
}

void CallbackDispatcher::land(Flight& flight, const OutboundResult& result, Batch& batch) {
  const std::int64_t now_wall_ms = clock_.wall_ms();
  const Push& push = flight.push;
  const std::int64_t attempts = push.attempts + 1;
  const AttemptOutcome outcome{result.failure, result.status, retry_after_of(result, now_wall_ms)};
  const auto decision = decide(options_.retry, outcome, attempts, push.first_ms, now_wall_ms, chance_of(random_));

  --sending_;
  if (flight.is_retry) --retrying_;
  Endpoint& endpoint = endpoints_[flight.endpoint];
  --endpoint.in_flight;
  endpoint.is_failing = decision.step != PushStep::delivered;
  if (!flight.is_retry && push.task) apps_[push.app].tasks.erase(push.task->value);

  if (decision.step == PushStep::give_up) {
    log_.warn("event {} of application {} is parked: {} after {} attempts at {}", event_id(push.key.sequence),
              push.app.text(), decision.reason, attempts, flight.endpoint);
  }
  batch.outcomes.push_back({push.key, push.app, push.first_ms, decision, attempts});
  catalogue::Attempt& line = batch.attempts.emplace_back();
  line.key = push.key;
  line.app = push.app;
  line.number = attempts;
  line.started_ms = flight.started_wall_ms;
  line.url = flight.url;
  line.address = result.address;
  line.failure = result.failure;
  line.status = result.status;
  line.detail = result.detail;
  line.phases = result.phases;
  line.answer = result.body.substr(0, limits::callback_answer_bytes_max);
}

// --- what becomes durable

void CallbackDispatcher::save(Batch batch) {
  const std::uint64_t number = ++last_batch_;
  const auto kept = batches_.emplace(number, std::move(batch)).first;
  kept->second.again_ms.reset();
  database_.submit(
      [outcomes = kept->second.outcomes, attempts = kept->second.attempts,
       now_wall_ms = clock_.wall_ms()](Transaction& tx) -> Done {
        for (const Outcome& outcome : outcomes) {
          const PushDecision& decision = outcome.decision;
          if (decision.step == PushStep::again) {
            VOD_TRY(catalogue::defer_push(tx, outcome.key, outcome.first_ms, outcome.attempts, decision.due_ms));
            continue;
          }
          VOD_TRY(const bool is_ours, catalogue::finish_push(tx, outcome.key, outcome.first_ms));
          if (!is_ours) continue;
          if (decision.step == PushStep::delivered) {
            VOD_TRY(catalogue::close_sent(tx, outcome.key.sequence, now_wall_ms));
          } else {
            VOD_TRY(catalogue::park_event(tx, outcome.app, outcome.key.sequence, decision.reason, now_wall_ms));
          }
        }
        return catalogue::insert_attempts(tx, attempts);
      },
      [inbox = inbox_, number](Done result) {
        {
          const std::lock_guard lock(inbox->mutex);
          inbox->saved.push_back({number, result.has_value()});
        }
        inbox->bells.ring(step_bell);
      });
}

void CallbackDispatcher::save_again() {
  const std::int64_t now_ms = clock_.monotonic_ms();
  std::vector<Batch> due;
  for (auto batch = batches_.begin(); batch != batches_.end();) {
    const auto next = std::next(batch);
    if (batch->second.again_ms && *batch->second.again_ms <= now_ms) {
      due.push_back(std::move(batch->second));
      batches_.erase(batch);
    }
    batch = next;
  }
  for (Batch& batch : due) save(std::move(batch));
}

// --- what is to be sent

Done CallbackDispatcher::load() {
  return database_.read([&](ReadTransaction& tx) -> Done {
    if (!is_started_) {
      VOD_TRY(const auto apps, catalogue::apps_with_pushes(tx));
      VOD_TRY(cursor_, catalogue::last_push(tx));
      for (const AppId app : apps) apps_[app].is_behind = true;
      is_started_ = true;
    }
    VOD_TRY(load_new(tx));
    for (auto& [app, state] : apps_) {
      VOD_TRY(load_app(tx, app, state));
    }
    return done();
  });
}

Done CallbackDispatcher::load_new(ReadTransaction& tx) {
  VOD_TRY(auto pushes, catalogue::fresh_pushes(tx, cursor_, load_count));
  has_more_ = has_more_ || pushes.size() == load_count;
  for (Push& push : pushes) {
    cursor_ = push.key;
    AppState& state = apps_[push.app];
    if (push.key.sequence <= state.loaded) continue;
    if (state.is_behind || state.fresh.size() >= limits::callbacks_loaded_per_app_max) {
      state.is_behind = true;
      continue;
    }
    state.loaded = push.key.sequence;
    state.fresh.push_back(std::move(push));
  }
  return done();
}

Done CallbackDispatcher::load_app(ReadTransaction& tx, AppId app, AppState& state) {
  constexpr std::size_t room_max = limits::callbacks_loaded_per_app_max;
  if (state.is_behind && state.fresh.size() <= room_max / 2) {
    const std::size_t room = room_max - state.fresh.size();
    VOD_TRY(auto pushes,
            catalogue::fresh_pushes_of(tx, app, {state.loaded, catalogue::to_url}, static_cast<std::int64_t>(room)));
    state.is_behind = pushes.size() == room;
    for (Push& push : pushes) {
      state.loaded = push.key.sequence;
      state.fresh.push_back(std::move(push));
    }
  }
  VOD_TRY(load_retries(tx, app, state, clock_.wall_ms()));
  // Read for every attempt: the URL and the key of its moment count.
  const std::int64_t now_ms = clock_.monotonic_ms();
  const bool is_sending = !state.fresh.empty() || !state.retries.empty();
  if (is_sending || state.config_read_ms + limits::callback_config_ms_max <= now_ms) {
    VOD_TRY(const auto found, catalogue::find_app(tx, app));
    state.config = found ? found->events : EventConfig{};
    state.config_read_ms = now_ms;
  }
  // Without a URL everything is parked now, also what is due later.
  if (state.config.notification_url.empty()) return load_retries(tx, app, state, INT64_MAX - 1);
  return done();
}

Done CallbackDispatcher::load_retries(ReadTransaction& tx, AppId app, AppState& state, std::int64_t until_ms) {
  if (!state.retries.empty() || !state.retries_due_ms || *state.retries_due_ms > until_ms) return done();
  // Those that are on their way stand in the catalogue as due still.
  const auto limit = static_cast<std::int64_t>(limits::callbacks_loaded_per_app_max + state.in_flight);
  VOD_TRY(auto pushes, catalogue::due_retries_of(tx, app, catalogue::to_url, until_ms, limit));
  const bool is_all = static_cast<std::int64_t>(pushes.size()) < limit;
  for (Push& push : pushes) {
    if (!flights_.contains(push.key)) state.retries.push_back(std::move(push));
  }
  if (is_all) {
    VOD_TRY(state.retries_due_ms, catalogue::next_retry_of(tx, app, catalogue::to_url, until_ms));
  }
  return done();
}

void CallbackDispatcher::park_without_url() {
  for (auto& [app, state] : apps_) {
    if (!state.config.notification_url.empty() || (state.fresh.empty() && state.retries.empty())) continue;
    Batch batch;
    for (auto* lane : {&state.fresh, &state.retries}) {
      for (Push& push : *lane) {
        batch.outcomes.push_back({push.key, app, push.first_ms, {PushStep::give_up, 0, "url_removed"}, push.attempts});
        ++state.in_flight;
        const PushKey key = push.key;
        flights_.emplace(key, Flight{std::move(push), {}, {}, 0, false});
      }
      lane->clear();
    }
    log_.info("{} events of application {} are parked: its callback URL was removed", batch.outcomes.size(),
              app.text());
    save(std::move(batch));
  }
}

bool CallbackDispatcher::has_room(const std::string& endpoint, bool is_retry) {
  if (sending_ >= limits::callbacks_in_flight_max) return false;
  if (is_retry && retrying_ >= limits::callbacks_retrying_max) return false;
  const Endpoint& state = endpoints_[endpoint];
  return state.in_flight <
         (state.is_failing ? limits::callbacks_per_failing_endpoint_max : limits::callbacks_per_endpoint_max);
}

void CallbackDispatcher::send_all() {
  // One event an app and round, so that a backlog of one app does not hold up the others.
  for (const bool is_retry : {false, true}) {
    bool was_sent = true;
    while (was_sent) {
      was_sent = false;
      auto first = apps_.upper_bound(turn_);
      for (std::size_t i = 0; i < apps_.size(); ++i, ++first) {
        if (first == apps_.end()) first = apps_.begin();
        if (!send_next(first->second, is_retry)) continue;
        was_sent = true;
        turn_ = first->first;
      }
    }
  }
}

bool CallbackDispatcher::send_next(AppState& state, bool is_retry) {
  auto& lane = is_retry ? state.retries : state.fresh;
  if (lane.empty() || !has_room(endpoint_of(state.config.notification_url), is_retry)) return false;
  const auto may_go = [&](const Push& push) {
    return is_retry || !push.task || !state.tasks.contains(push.task->value);
  };
  const auto next = std::ranges::find_if(lane, may_go);
  if (next == lane.end()) return false;
  Push push = std::move(*next);
  lane.erase(next);
  send(state, std::move(push), is_retry);
  return true;
}

void CallbackDispatcher::send(AppState& state, Push push, bool is_retry) {
  OutboundRequest request = callback_request(push, state.config, options_.limits, clock_.wall_ms());
  push.body.clear();
  const PushKey key = push.key;
  Flight flight{std::move(push), request.url, endpoint_of(request.url), clock_.wall_ms(), is_retry};
  if (!is_retry && flight.push.task) state.tasks.insert(flight.push.task->value);
  ++state.in_flight;
  ++sending_;
  if (is_retry) ++retrying_;
  ++endpoints_[flight.endpoint].in_flight;
  flights_.emplace(key, std::move(flight));
  outbound_.submit(std::move(request), nullptr, [inbox = inbox_, key](OutboundResult result) {
    {
      const std::lock_guard lock(inbox->mutex);
      inbox->arrived.push_back({key, std::move(result)});
    }
    inbox->bells.ring(step_bell);
  });
}

// --- when to come again

void CallbackDispatcher::forget_idle() {
  std::erase_if(apps_, [](const auto& entry) {
    const AppState& state = entry.second;
    return state.fresh.empty() && state.retries.empty() && !state.is_behind && !state.retries_due_ms &&
           state.in_flight == 0;
  });
  if (endpoints_.size() <= limits::callback_endpoints_known_max) return;
  std::erase_if(endpoints_, [](const auto& entry) { return entry.second.in_flight == 0; });
}

std::optional<std::int64_t> CallbackDispatcher::next_step() const {
  const std::int64_t now_ms = clock_.monotonic_ms();
  const std::int64_t now_wall_ms = clock_.wall_ms();
  if (has_more_) return now_ms;
  std::optional<std::int64_t> next;
  const auto sooner = [&](std::int64_t at_ms) { next = std::min(next.value_or(INT64_MAX), std::max(at_ms, now_ms)); };
  for (const auto& [app, state] : apps_) {
    // What waits for a place is sent when a result comes; what is due later, or may lose its URL, is looked at again.
    sooner(now_ms + limits::callback_config_ms_max);
    if (state.retries.empty() && state.retries_due_ms) sooner(now_ms + (*state.retries_due_ms - now_wall_ms));
  }
  for (const auto& [number, batch] : batches_) {
    if (batch.again_ms) sooner(*batch.again_ms);
  }
  return next;
}

}  // namespace vod
