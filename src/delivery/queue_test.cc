#include "delivery/queue.h"

#include <gtest/gtest.h>

#include <condition_variable>
#include <set>
#include <thread>

#include "delivery/test_delivery.h"
#include "model/errors.h"
#include "model/limits.h"

namespace vod {
namespace {

class EmbeddedQueueTest : public ::testing::Test {
 protected:
  void SetUp() override { restart(); }
  /// A new run of the server on the same database.
  void restart() {
    queue.reset();
    world.drain();
    queue = EmbeddedQueue::open(*world.database, world.bells, world.clock, world.random, *world.log).value();
  }
  std::vector<PulledEvent> pull(std::size_t limit = 16) { return queue->pull(app, {limit, limits::lease_ms}).value(); }
  PulledEvent pull_one() {
    auto events = pull(1);
    EXPECT_EQ(events.size(), 1U);
    return events.empty() ? PulledEvent{} : events[0];
  }
  Done confirm(const std::vector<PulledEvent>& events) {
    std::vector<std::string> handles;
    for (const auto& event : events) handles.push_back(event.handle);
    return queue->confirm(app, handles);
  }
  void expect_refused(const Done& confirmed, const std::vector<std::string>& named) {
    ASSERT_FALSE(confirmed);
    EXPECT_EQ(confirmed.error().code, ErrorCode::invalid_parameter_value);
    for (const auto& handle : named) {
      EXPECT_NE(confirmed.error().detail.find(handle), std::string::npos) << confirmed.error().detail;
    }
  }

  DeliveryWorld world{EventMode::pull};
  const AppId app = world.app;
  std::unique_ptr<EmbeddedQueue> queue;
};

TEST_F(EmbeddedQueueTest, PullGivesUpTo16EventsOldestFirst) {
  std::vector<std::uint64_t> published;
  for (int i = 0; i < 20; ++i)
    published.push_back(world.publish(app, R"({"EventType":"N","I":)" + std::to_string(i) + "}"));
  const auto first = pull();
  ASSERT_EQ(first.size(), 16U);
  for (std::size_t i = 0; i < 16; ++i) {
    EXPECT_EQ(first[i].sequence, published[i]);
    EXPECT_EQ(first[i].body, R"({"EventType":"N","I":)" + std::to_string(i) + "}");
    EXPECT_EQ(first[i].deliveries, 1);
  }
  EXPECT_EQ(pull().size(), 4U);
  EXPECT_TRUE(pull().empty());
}

TEST_F(EmbeddedQueueTest, LeasedEventIsHiddenUntilTheLeaseEnds) {
  world.publish();
  const auto first = pull_one();
  world.clock.advance(29'999);
  EXPECT_TRUE(pull().empty());
  world.clock.advance(1);
  const auto second = pull_one();
  EXPECT_EQ(second.sequence, first.sequence);
  EXPECT_NE(second.handle, first.handle);
  EXPECT_EQ(second.deliveries, 2);
}

TEST_F(EmbeddedQueueTest, ConfirmAt29900MillisecondsCloses) {
  world.publish();
  const auto event = pull_one();
  world.clock.advance(29'900);
  EXPECT_TRUE(confirm({event}));
  EXPECT_EQ(world.state_of(event.sequence), EventState::done);
  world.clock.advance(60'000);
  EXPECT_TRUE(pull().empty());
}

TEST_F(EmbeddedQueueTest, ConfirmAt30000And30100MillisecondsIsLate) {
  for (const std::int64_t wait_ms : {30'000, 30'100}) {
    const auto sequence = world.publish();
    const auto event = pull_one();
    world.clock.advance(wait_ms);
    expect_refused(confirm({event}), {event.handle, "its lease is over"});
    EXPECT_EQ(world.state_of(sequence), EventState::queued);
    EXPECT_TRUE(confirm({pull_one()}));
  }
}

TEST_F(EmbeddedQueueTest, TheVeryHandleThatConfirmedSucceedsAgain) {
  world.publish();
  const auto first = pull_one();
  world.clock.advance(30'000);
  const auto second = pull_one();
  EXPECT_TRUE(confirm({second}));
  EXPECT_TRUE(confirm({second}));
  expect_refused(confirm({first}), {first.handle});
  world.clock.advance(3'600'000);
  EXPECT_TRUE(confirm({second}));
  restart();
  EXPECT_TRUE(confirm({second}));
  expect_refused(confirm({first}), {first.handle});
}

TEST_F(EmbeddedQueueTest, OldHandleCannotCloseANewerLease) {
  const auto sequence = world.publish();
  const auto first = pull_one();
  world.clock.advance(30'000);
  const auto second = pull_one();
  expect_refused(confirm({first}), {first.handle, "superseded"});
  EXPECT_EQ(world.state_of(sequence), EventState::queued);
  EXPECT_TRUE(confirm({second}));
}

TEST_F(EmbeddedQueueTest, BadHandlesAreNamedAndGoodOnesConfirmed) {
  world.publish();
  const auto late = pull_one();
  world.clock.advance(15'000);
  world.publish();
  const auto good = pull_one();
  world.clock.advance(15'000);
  const std::string forged = good.handle.substr(0, good.handle.size() - 2) + "AA";
  const Done confirmed = queue->confirm(app, {late.handle, good.handle, forged, "nonsense\n"});
  expect_refused(confirmed, {late.handle, forged, "nonsense?"});
  EXPECT_EQ(confirmed.error().detail.find(good.handle), std::string::npos);
  EXPECT_EQ(world.state_of(good.sequence), EventState::done);
  EXPECT_EQ(world.state_of(late.sequence), EventState::queued);
}

TEST_F(EmbeddedQueueTest, SameHandleTwiceInOneCallIsGood) {
  world.publish();
  const auto event = pull_one();
  EXPECT_TRUE(confirm({event, event}));
}

TEST_F(EmbeddedQueueTest, AnotherAppsHandleIsForeign) {
  world.put_app(world.other_app, EventMode::pull);
  const auto sequence = world.publish();
  const auto event = pull_one();
  expect_refused(queue->confirm(world.other_app, {event.handle}), {event.handle, "not a handle of this application"});
  queue->release(world.other_app, {event.handle});
  EXPECT_TRUE(pull().empty());
  EXPECT_TRUE(queue->pull(world.other_app, {}).value().empty());
  EXPECT_EQ(world.state_of(sequence), EventState::queued);
  EXPECT_TRUE(confirm({event}));
}

TEST_F(EmbeddedQueueTest, HandleFromBeforeARestartIsGoodUntilItsEnd) {
  world.publish();
  const auto event = pull_one();
  restart();
  world.clock.advance(29'999);
  EXPECT_TRUE(confirm({event}));
  EXPECT_TRUE(pull().empty());
}

TEST_F(EmbeddedQueueTest, HandleFromBeforeARestartIsLateAfterItsEnd) {
  const auto sequence = world.publish();
  const auto event = pull_one();
  restart();
  world.clock.advance(30'000);
  expect_refused(confirm({event}), {event.handle});
  EXPECT_EQ(world.state_of(sequence), EventState::queued);
  EXPECT_EQ(pull_one().sequence, sequence);
}

TEST_F(EmbeddedQueueTest, HandleFromBeforeARestartIsSupersededByANewLease) {
  world.publish();
  const auto before = pull_one();
  restart();
  const auto after = pull_one();
  expect_refused(confirm({before}), {before.handle, "superseded"});
  EXPECT_TRUE(confirm({after}));
}

TEST_F(EmbeddedQueueTest, HandleFromTwoRunsAgoIsLate) {
  const auto sequence = world.publish();
  const auto event = pull_one();
  restart();
  restart();
  expect_refused(confirm({event}), {event.handle});
  EXPECT_EQ(world.state_of(sequence), EventState::queued);
}

TEST_F(EmbeddedQueueTest, GivenBackHandleStaysVoidOverARestart) {
  world.publish();
  const auto first = pull_one();
  queue->release(app, {first.handle});
  const auto second = pull_one();
  restart();
  expect_refused(confirm({first}), {first.handle});
  EXPECT_TRUE(confirm({second}));
}

TEST_F(EmbeddedQueueTest, RedeliveredLeaseAndItsCountSurviveARestart) {
  world.publish();
  pull_one();
  world.clock.advance(30'000);
  const auto second = pull_one();
  restart();
  EXPECT_TRUE(pull().empty());
  world.clock.advance(29'999);
  EXPECT_TRUE(pull().empty());
  world.clock.advance(1);
  expect_refused(confirm({second}), {second.handle});
  EXPECT_EQ(pull_one().deliveries, 3);
}

TEST_F(EmbeddedQueueTest, ReleaseGivesTheEventBackAtOnce) {
  world.publish();
  world.publish();
  const auto events = pull();
  queue->release(app, {events[0].handle});
  const auto again = pull();
  ASSERT_EQ(again.size(), 1U);
  EXPECT_EQ(again[0].sequence, events[0].sequence);
  expect_refused(confirm({events[0]}), {events[0].handle});
  EXPECT_TRUE(confirm({events[1]}));
}

TEST_F(EmbeddedQueueTest, RedeliveredEventKeepsItsPlaceAtTheFront) {
  const auto first = world.publish();
  pull_one();
  const auto second = world.publish();
  world.clock.advance(30'000);
  const auto both = pull();
  ASSERT_EQ(both.size(), 2U);
  EXPECT_EQ(both[0].sequence, first);
  EXPECT_EQ(both[1].sequence, second);
}

TEST_F(EmbeddedQueueTest, CountIsExactWithLeasedEventsInIt) {
  for (int i = 0; i < 5; ++i) world.publish();
  EXPECT_EQ(queue->count(app).value(), 5U);
  const auto events = pull(3);
  EXPECT_EQ(queue->count(app).value(), 5U);
  EXPECT_TRUE(confirm(events));
  EXPECT_EQ(queue->count(app).value(), 2U);
  EXPECT_EQ(queue->count(world.other_app).value(), 0U);
}

TEST_F(EmbeddedQueueTest, EventOfAFailedChangeIsNeverSeen) {
  const Done written = world.database->write([&](Transaction& tx) -> Done {
    EventDraft draft;
    draft.app = app;
    draft.type = EventType::pull_complete;
    draft.body = "{}";
    VOD_TRY(catalogue::append_event(tx, world.bells, draft));
    return error(ErrorCode::failed_operation);
  });
  EXPECT_FALSE(written);
  EXPECT_TRUE(pull().empty());
}

TEST_F(EmbeddedQueueTest, ParkedEventIsNotHandedOut) {
  const auto sequence = world.publish();
  pull_one();
  world.write(
      [&](Transaction& tx) { return catalogue::park_event(tx, app, sequence, "poison", world.clock.wall_ms()); });
  world.clock.advance(30'000);
  EXPECT_TRUE(pull().empty());
  EXPECT_TRUE(pull().empty());
}

// --- waking

class Waking : public EmbeddedQueueTest {
 protected:
  void wait() {
    world.bells.wait(Queue::bell(app), [this] { woken = true; });
  }
  bool woken = false;
};

TEST_F(Waking, NewEventRings) {
  wait();
  world.publish();
  EXPECT_TRUE(woken);
}

TEST_F(Waking, LeaseThatRanOutRingsAndStepSaysWhen) {
  world.publish();
  pull_one();
  const auto next = queue->step(world.clock.monotonic_ms());
  ASSERT_TRUE(next);
  EXPECT_EQ(*next, world.clock.monotonic_ms() + 30'000);
  wait();
  world.clock.advance(29'999);
  queue->step(world.clock.monotonic_ms());
  EXPECT_FALSE(woken);
  world.clock.advance(1);
  EXPECT_FALSE(queue->step(world.clock.monotonic_ms()));
  EXPECT_TRUE(woken);
  EXPECT_EQ(pull().size(), 1U);
}

TEST_F(Waking, EarlierEndRingsForTheStep) {
  world.publish();
  world.publish();
  queue->step(world.clock.monotonic_ms());
  bool step_rang = false;
  world.bells.wait(EmbeddedQueue::step_bell, [&] { step_rang = true; });
  pull_one();
  EXPECT_TRUE(step_rang);
  queue->step(world.clock.monotonic_ms());
  step_rang = false;
  world.bells.wait(EmbeddedQueue::step_bell, [&] { step_rang = true; });
  world.clock.advance(10);
  pull_one();
  EXPECT_FALSE(step_rang);
}

TEST_F(Waking, ReleaseRings) {
  world.publish();
  const auto event = pull_one();
  wait();
  queue->release(app, {event.handle});
  EXPECT_TRUE(woken);
}

TEST_F(Waking, LateConfirmThatFindsALeaseOverRings) {
  world.publish();
  const auto event = pull_one();
  wait();
  world.clock.advance(30'000);
  EXPECT_FALSE(confirm({event}));
  EXPECT_TRUE(woken);
}

TEST_F(Waking, FullHandsPassTheBellOn) {
  for (int i = 0; i < 17; ++i) world.publish();
  wait();
  EXPECT_EQ(pull().size(), 16U);
  EXPECT_TRUE(woken);
}

// --- many at once

TEST_F(EmbeddedQueueTest, EightConsumersNeverHoldOneEventTwice) {
  constexpr int events = 2'000;
  world.write([&](Transaction& tx) -> Done {
    for (int i = 0; i < events; ++i) {
      EventDraft draft;
      draft.app = app;
      draft.type = EventType::pull_complete;
      draft.body = "{}";
      VOD_TRY(catalogue::append_event(tx, world.bells, draft));
    }
    return done();
  });
  std::mutex mutex;
  std::multiset<std::uint64_t> seen;
  std::vector<std::thread> consumers;
  for (int i = 0; i < 8; ++i) {
    consumers.emplace_back([&] {
      while (true) {
        const auto events_here = pull();
        if (events_here.empty()) return;
        EXPECT_TRUE(confirm(events_here));
        const std::lock_guard lock(mutex);
        for (const auto& event : events_here) seen.insert(event.sequence);
      }
    });
  }
  for (auto& consumer : consumers) consumer.join();
  EXPECT_EQ(seen.size(), static_cast<std::size_t>(events));
  EXPECT_EQ(std::set<std::uint64_t>(seen.begin(), seen.end()).size(), static_cast<std::size_t>(events));
  EXPECT_EQ(queue->count(app).value(), 0U);
}

TEST_F(EmbeddedQueueTest, ManyConfirmsOfOneHandleAllSucceed) {
  world.publish();
  const auto event = pull_one();
  std::vector<std::thread> threads;
  std::atomic<int> good = 0;
  for (int i = 0; i < 8; ++i) threads.emplace_back([&] { good += confirm({event}).has_value() ? 1 : 0; });
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(good, 8);
}

}  // namespace
}  // namespace vod
