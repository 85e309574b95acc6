// What the dispatcher hears of its attempts, and how the outcome becomes durable.
#include <algorithm>
#include <utility>

#include "catalogue/events.h"
#include "catalogue/queue.h"
#include "delivery/push.h"
#include "model/limits.h"

namespace vod {
namespace {

double chance_of(Random& random) { return static_cast<double>(random.below(1 << 20)) / (1 << 20); }

std::optional<std::int64_t> retry_after_of(const OutboundResult& result, std::int64_t now_wall_ms) {
  for (const auto& [name, value] : result.headers) {
    if (name == "retry-after") return parse_retry_after(value, now_wall_ms);
  }
  return {};
}

}  // namespace

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
      Outlet& outlet = outlet_of(outcome.key, outcome.app);
      --outlet.in_flight;
      if (outcome.decision.step == PushStep::again) {
        outlet.retries_due_ms = std::min(outlet.retries_due_ms.value_or(INT64_MAX), outcome.decision.due_ms);
      }
      if (std::exchange(outlet.has_skipped, false)) outlet.retries_due_ms = 0;
      flights_.erase(outcome.key);
      if (outcome.decision.step == PushStep::give_up && outcome.given_up == GivenUp::queue) {
        queue_.readmit(outcome.app, outcome.key.sequence);
        bells_.ring(Queue::bell(outcome.app));
      }
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

PushDecision CallbackDispatcher::decision_of(const Flight& flight, const OutboundResult& result,
                                             std::int64_t now_wall_ms) {
  // Ended by us since the URL was removed: no attempt that counts.
  if (result.failure == OutboundFailure::cancelled) return {PushStep::again, now_wall_ms, {}};
  const AttemptOutcome outcome{result.failure, result.status, retry_after_of(result, now_wall_ms)};
  const AppState& state = apps_.at(flight.push.app);
  return decide(state.retry, outcome, flight.push.attempts + 1, flight.push.first_ms, now_wall_ms, chance_of(random_));
}

void CallbackDispatcher::land(Flight& flight, const OutboundResult& result, Batch& batch) {
  const std::int64_t now_wall_ms = clock_.wall_ms();
  const Push& push = flight.push;
  const bool is_cancelled = result.failure == OutboundFailure::cancelled;
  const std::int64_t attempts = push.attempts + (is_cancelled ? 0 : 1);
  const PushDecision decision = decision_of(flight, result, now_wall_ms);
  AppState& state = apps_.at(push.app);
  flight.number = 0;

  if (flight.is_sent) {
    --sending_;
    --state.sending;
    if (flight.is_retry) --retrying_;
    if (flight.is_unproven) --unproven_;
    if (!flight.is_retry && push.task) outlet_of(push.key, push.app).tasks.erase(push.task->value);
    const std::int64_t now_ms = clock_.monotonic_ms();
    if (is_cancelled || result.failure == OutboundFailure::configuration) {
      flight.endpoint->withdrawn(now_ms, flight.is_probe);
    } else {
      std::optional<EndpointFailure> failure;
      if (decision.step != PushStep::delivered) {
        failure = EndpointFailure{result.failure, result.status, result.detail, now_wall_ms};
      }
      flight.endpoint->ended(now_ms, flight.began_ms, flight.is_probe,
                             asks_for_less({result.failure, result.status, {}}), std::move(failure));
    }
  }
  if (decision.step == PushStep::give_up) {
    log_.warn("event {} of application {} is given up: {} after {} attempts at {}", event_id(push.key.sequence),
              push.app.text(), decision.reason, attempts, endpoint_of(flight.url));
  }
  batch.outcomes.push_back({push.key, push.app, push.first_ms, decision, attempts, state.given_up});
  catalogue::Attempt& line = batch.attempts.emplace_back();
  line.key = push.key;
  line.app = push.app;
  line.number = push.attempts + 1;
  line.started_ms = flight.began_wall_ms;
  line.url = flight.url;
  line.address = result.address;
  line.failure = result.failure;
  line.status = result.status;
  line.detail = result.detail;
  line.phases = result.phases;
  line.answer = result.body.substr(0, limits::callback_answer_bytes_max);
}

void CallbackDispatcher::set_aside(AppState& state, Outlet& outlet, std::deque<Push> pushes, const char* reason) {
  // A removed URL always parks: the application did not ask for its queue.
  const bool is_removed = !outlet.endpoint;
  Batch batch;
  for (Push& push : pushes) {
    push.body.clear();
    batch.outcomes.push_back({push.key,
                              push.app,
                              push.first_ms,
                              {PushStep::give_up, 0, reason},
                              push.attempts,
                              is_removed ? GivenUp::park : state.given_up});
    ++outlet.in_flight;
    const PushKey key = push.key;
    Flight flight;
    flight.push = std::move(push);
    flights_.emplace(key, std::move(flight));
  }
  save(std::move(batch));
}

Done CallbackDispatcher::write_outcome(Transaction& tx, const Outcome& outcome, std::int64_t now_wall_ms) {
  const PushDecision& decision = outcome.decision;
  const std::uint64_t sequence = outcome.key.sequence;
  if (decision.step == PushStep::again) {
    VOD_TRY(catalogue::defer_push(tx, outcome.key, outcome.first_ms, outcome.attempts, decision.due_ms));
    return done();
  }
  const bool is_v2 = outcome.key.destination == catalogue::to_url_v2;
  if (is_v2 && decision.step == PushStep::give_up) {
    VOD_TRY(catalogue::park_push(tx, outcome.key, outcome.first_ms, decision.reason));
    return done();
  }
  VOD_TRY(const bool is_ours, catalogue::finish_push(tx, outcome.key, outcome.first_ms));
  // Somebody redelivered, parked or removed the event meanwhile: what became of this delivery changes nothing.
  if (!is_ours || is_v2) return done();
  if (decision.step == PushStep::delivered) return catalogue::close_sent(tx, sequence, now_wall_ms);
  if (outcome.given_up == GivenUp::park) {
    return catalogue::park_event(tx, outcome.app, sequence, decision.reason, now_wall_ms);
  }
  VOD_TRY(const auto event, catalogue::find_event(tx, sequence));
  if (!event || event->state != EventState::sending) return done();
  // The queue hears of it by take_saved(), when it is durable.
  VOD_TRY(catalogue::queue_again(tx, outcome.app, sequence));
  return done();
}

void CallbackDispatcher::save(Batch batch) {
  const std::uint64_t number = ++last_batch_;
  const auto kept = batches_.emplace(number, std::move(batch)).first;
  kept->second.again_ms.reset();
  database_.submit(
      [outcomes = kept->second.outcomes, attempts = kept->second.attempts,
       now_wall_ms = clock_.wall_ms()](Transaction& tx) -> Done {
        for (const Outcome& outcome : outcomes) {
          VOD_TRY(write_outcome(tx, outcome, now_wall_ms));
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

}  // namespace vod
