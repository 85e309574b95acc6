#include "run.h"

#include <algorithm>
#include <utility>

#include "base/check.h"
#include "catalogue/storage_moves.h"
#include "catalogue/tasks.h"
#include "violation.h"

namespace vod::simulation {
namespace {

CallbackOptions callback_options(const Bugs& bugs) {
  CallbackOptions options = CallbackOptions::from(Settings());
  if (bugs.skips_retry_list) options.retry.waits_ms = {0};
  return options;
}

}  // namespace

// --- the queue's door

Result<std::vector<PulledEvent>> QueueDoor::pull(AppId app, const PullOptions& options) {
  auto pulled = queue_.pull(app, options);
  if (!pulled) return pulled;
  for (const PulledEvent& event : pulled.value()) {
    ends_[event.handle] = ground_.clock.monotonic_ms() + options.lease_ms;
  }
  if (ground_.bugs.leases_twice && !pulled.value().empty() && ground_.chance.percent(30)) {
    queue_.release(app, {pulled.value().front().handle});
  }
  return pulled;
}

void QueueDoor::release(AppId app, const std::vector<std::string>& handles) {
  for (const std::string& handle : handles) ends_.erase(handle);
  queue_.release(app, handles);
}

Done QueueDoor::confirm(AppId app, const std::vector<std::string>& handles) {
  if (ground_.bugs.confirms_before_sync &&
      std::ranges::all_of(handles, [&](const auto& text) { return lives(text); })) {
    for (const std::string& handle : handles) ends_.erase(handle);
    owed_.emplace_back(app, handles);
    return done();
  }
  if (ground_.bugs.accepts_late_confirms) clock_.late_ms = 5'000;
  const Done confirmed = queue_.confirm(app, handles);
  clock_.late_ms = 0;
  return confirmed;
}

void QueueDoor::catch_up() {
  for (const auto& [app, handles] : std::exchange(owed_, {})) (void)queue_.confirm(app, handles);
}

bool QueueDoor::lives(const std::string& handle) const {
  const auto end = ends_.find(handle);
  return end != ends_.end() && ground_.clock.monotonic_ms() < end->second;
}

// --- the run

Run::Run(const Ground& ground, testing::FakeOutbound::Peer peer)
    : ground_(ground),
      outbound_(ground.clock),
      objects_(ground.database, ground.blobs, trash_, ground.clock, ground.random),
      joiner_(ground.database, objects_, bells_, ground.log),
      sweep_(ground.database, ground.blobs, objects_, trash_, ground.clock, ground.log),
      retention_(ground.database, bells_, trash_, url_, ground.clock, ground.log),
      storage_mover_(ground.database, bells_, ground.clock, ground.log),
      event_retention_(ground.database, ground.clock, ground.log, {}),
      queue_clock_(ground.clock) {
  outbound_.put_peer("http", std::move(peer));
  // As TaskRunner::recover() does.
  for (;;) {
    const Done recovered = ground.database.write([](Transaction& tx) -> Done {
      VOD_TRY(catalogue::requeue_claimed_tasks(tx));
      return done();
    });
    auto opened = EmbeddedQueue::open(ground.database, bells_, queue_clock_, ground.random, ground.log);
    if (opened && recovered) {
      queue_ = std::move(opened).value();
      break;
    }
    // On a full disk the program does not start; somebody makes room.
    ground.database.set_full(false);
  }
  door_.emplace(*queue_, queue_clock_, ground_);
  callbacks_.emplace(ground.database, outbound_, *queue_, bells_, ground.clock, ground.random, ground.log,
                     callback_options(ground.bugs));
  desk_.emplace(ground.database, *queue_, bells_, ground.clock, ground.log);
}

void Run::listen(Turn& turn, const char* bell) {
  turn.rang = false;
  if (turn.waits) return;
  turn.waits = true;
  turn.ticket = bells_.wait(bell, [&turn] {
    turn.rang = true;
    turn.waits = false;
  });
}

bool Run::step() {
  bool was_due = false;
  const std::int64_t now_ms = ground_.clock.monotonic_ms();
  if (outbound_.in_flight() > 0) {
    const std::size_t before = outbound_.in_flight();
    outbound_due_ms_ = outbound_.step();
    was_due = outbound_.in_flight() != before;
  } else {
    outbound_due_ms_.reset();
  }
  if (callback_turn_.rang || callback_turn_.due_ms <= now_ms) {
    was_due = true;
    listen(callback_turn_, CallbackDispatcher::step_bell);
    callback_turn_.due_ms = callbacks_->step().value_or(INT64_MAX);
    if (outbound_.in_flight() > 0) outbound_due_ms_ = outbound_.step();
  }
  if (queue_turn_.rang || queue_turn_.due_ms <= now_ms) {
    was_due = true;
    listen(queue_turn_, EmbeddedQueue::step_bell);
    queue_turn_.due_ms = queue_->step(now_ms).value_or(INT64_MAX);
  }
  if (storage_turn_.rang || storage_turn_.due_ms <= now_ms) {
    was_due = true;
    listen(storage_turn_, catalogue::storage_bell);
    storage_turn_.due_ms = storage_mover_.step(now_ms);
  }
  if (ground_.chance.percent(20)) door_->catch_up();
  return was_due;
}

std::int64_t Run::next_ms() const {
  return std::min(
      {queue_turn_.due_ms, callback_turn_.due_ms, storage_turn_.due_ms, outbound_due_ms_.value_or(INT64_MAX)});
}

}  // namespace vod::simulation
