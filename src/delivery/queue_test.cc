#include "delivery/queue.h"

#include <gtest/gtest.h>

#include <condition_variable>
#include <set>
#include <thread>

#include "catalogue/event_retention.h"
#include "catalogue/queue_counts.h"
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
  std::vector<PulledEvent> pull(std::size_t limit = 16) {
    PullOptions options;
    options.events_max = limit;
    options.lease_ms = lease_ms;
    options.park_after_deliveries = park_after;
    return queue->pull(app, options).value();
  }
  Done change(const PulledEvent& event, LeaseChange::Action action, std::int64_t after_ms, std::string reason = {}) {
    return queue->change(app, {event.handle}, {action, after_ms, std::move(reason)});
  }
  Done extend(const PulledEvent& event, std::int64_t ms) { return change(event, LeaseChange::Action::extend, ms); }
  Done give_back(const PulledEvent& event, std::int64_t ms = 0) {
    return change(event, LeaseChange::Action::release, ms);
  }
  Done park(const PulledEvent& event) { return change(event, LeaseChange::Action::park, 0, "no such film"); }
  /// As an operator does it.
  void queue_again(std::uint64_t sequence) {
    world.write([&](Transaction& tx) -> Done {
      VOD_TRY(const bool is_moved, catalogue::queue_again(tx, app, sequence));
      EXPECT_TRUE(is_moved);
      tx.on_commit([this, sequence] { queue->readmit(app, sequence); });
      return done();
    });
  }
  void park_by_operator(std::uint64_t sequence) {
    world.write(
        [&](Transaction& tx) { return catalogue::park_event(tx, app, sequence, "operator", world.clock.wall_ms()); });
  }
  std::uint64_t count() { return queue->count(app).value(); }
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
  std::int64_t lease_ms = limits::lease_ms;
  std::int64_t park_after = 0;
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

TEST_F(EmbeddedQueueTest, AParkedEventThatCameBackHidesNoOther) {
  const auto first = world.publish();
  const auto second = world.publish();
  ASSERT_EQ(pull().size(), 2U);
  park_by_operator(first);
  world.clock.advance(30'000);
  EXPECT_EQ(pull_one().sequence, second);
}

TEST_F(EmbeddedQueueTest, AClockSetBackOverARestartHidesNoEventForLongerThanALeaseCanLast) {
  const auto sequence = world.publish();
  lease_ms = 3'600'000;
  pull_one();
  world.drain();
  world.clock.jump_wall(-10LL * 365 * 86'400'000);
  restart();
  EXPECT_TRUE(pull().empty());
  world.clock.advance(limits::lease_asked_s_max * 1'000);
  EXPECT_EQ(pull_one().sequence, sequence);
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

// --- handles, leases and restarts

TEST_F(EmbeddedQueueTest, HalfExpiredBatchIsConfirmedAsFarAsItIsGood) {
  for (int i = 0; i < 8; ++i) world.publish();
  auto batch = pull(4);
  world.clock.advance(20'000);
  const auto later = pull(4);
  batch.insert(batch.end(), later.begin(), later.end());
  world.clock.advance(10'000);
  expect_refused(confirm(batch), {batch[0].handle, batch[3].handle});
  EXPECT_EQ(world.state_of(batch[3].sequence), EventState::queued);
  EXPECT_EQ(world.state_of(batch[4].sequence), EventState::done);
  EXPECT_EQ(count(), 4U);
}

TEST_F(EmbeddedQueueTest, ForgedHandleOfARealEventIsNone) {
  world.publish();
  const auto event = pull_one();
  // Made with another key, by whoever knows the form.
  const HandleCodec codec{HandleCodec::Key{}};
  const std::string forged = codec.encode(app, {event.sequence, 1, 1, world.clock.wall_ms() + 30'000});
  expect_refused(queue->confirm(app, {forged}), {forged, "not a handle of this application"});
  EXPECT_TRUE(confirm({event}));
}

TEST_F(EmbeddedQueueTest, LongLeaseSurvivesARestart) {
  lease_ms = 3'600'000;
  world.publish();
  const auto event = pull_one();
  restart();
  world.clock.advance(3'599'999);
  EXPECT_TRUE(pull().empty());
  EXPECT_TRUE(confirm({event}));
}

TEST_F(EmbeddedQueueTest, LongLeaseEndsAfterARestartToo) {
  lease_ms = 3'600'000;
  world.publish();
  const auto event = pull_one();
  restart();
  world.clock.advance(3'600'000);
  EXPECT_EQ(pull_one().deliveries, 2);
  expect_refused(confirm({event}), {event.handle});
}

TEST_F(EmbeddedQueueTest, LongLeaseOfTwoRunsAgoHidesItsEventFromNobody) {
  lease_ms = 3'600'000;
  world.publish();
  const auto event = pull_one();
  restart();
  restart();
  EXPECT_EQ(pull_one().deliveries, 2);
  expect_refused(confirm({event}), {event.handle});
}

TEST_F(EmbeddedQueueTest, ExtendedLeaseEndsThenAndItsHandleStays) {
  world.publish();
  const auto event = pull_one();
  world.clock.advance(20'000);
  EXPECT_TRUE(extend(event, 100'000));
  world.clock.advance(99'999);
  EXPECT_TRUE(pull().empty());
  EXPECT_TRUE(extend(event, 1'000));
  world.clock.advance(999);
  EXPECT_TRUE(confirm({event}));
}

TEST_F(EmbeddedQueueTest, ExtensionSurvivesARestart) {
  world.publish();
  const auto event = pull_one();
  EXPECT_TRUE(extend(event, 100'000));
  restart();
  world.clock.advance(99'999);
  EXPECT_TRUE(pull().empty());
  EXPECT_TRUE(confirm({event}));
}

TEST_F(EmbeddedQueueTest, LeaseOfTheRunBeforeCanBeExtended) {
  world.publish();
  const auto event = pull_one();
  restart();
  world.clock.advance(29'000);
  EXPECT_TRUE(extend(event, 100'000));
  world.clock.advance(99'999);
  EXPECT_TRUE(pull().empty());
  EXPECT_TRUE(confirm({event}));
}

TEST_F(EmbeddedQueueTest, LateHandleExtendsReleasesAndParksNothing) {
  const auto sequence = world.publish();
  const auto event = pull_one();
  world.clock.advance(30'000);
  expect_refused(extend(event, 1'000), {event.handle});
  expect_refused(give_back(event), {event.handle});
  expect_refused(park(event), {event.handle});
  EXPECT_EQ(world.state_of(sequence), EventState::queued);
}

TEST_F(EmbeddedQueueTest, DelayedReleaseComesBackThenAndNotBefore) {
  world.publish();
  const auto event = pull_one();
  EXPECT_TRUE(give_back(event, 90'000));
  expect_refused(confirm({event}), {event.handle, "superseded"});
  world.clock.advance(89'999);
  EXPECT_TRUE(pull().empty());
  world.clock.advance(1);
  EXPECT_EQ(pull_one().deliveries, 2);
}

TEST_F(EmbeddedQueueTest, DelayedReleaseSurvivesRestarts) {
  world.publish();
  const auto event = pull_one();
  EXPECT_TRUE(give_back(event, 90'000));
  restart();
  restart();
  world.clock.advance(89'999);
  EXPECT_TRUE(pull().empty());
  expect_refused(confirm({event}), {event.handle});
  world.clock.advance(1);
  EXPECT_EQ(pull_one().deliveries, 2);
}

TEST_F(EmbeddedQueueTest, ChangesNameBadHandlesAndChangeTheRest) {
  world.publish();
  const auto event = pull_one();
  const Done changed =
      queue->change(app, {"nonsense", event.handle, event.handle}, {LeaseChange::Action::release, 0, {}});
  expect_refused(changed, {"nonsense"});
  EXPECT_EQ(changed.error().detail.find(event.handle), std::string::npos);
  EXPECT_EQ(pull_one().deliveries, 2);
}

// --- parking and coming back

TEST_F(EmbeddedQueueTest, ParkedByItsConsumerIsDurableAndNeverHandedOut) {
  const auto sequence = world.publish();
  const auto event = pull_one();
  EXPECT_TRUE(park(event));
  EXPECT_EQ(world.state_of(sequence), EventState::parked);
  EXPECT_EQ(count(), 0U);
  expect_refused(confirm({event}), {event.handle});
  world.clock.advance(30'000);
  EXPECT_TRUE(pull().empty());
  restart();
  EXPECT_TRUE(pull().empty());
}

TEST_F(EmbeddedQueueTest, UnparkedEventIsHandedOutInItsPlaceAndOldHandlesAreVoid) {
  const auto first = world.publish();
  const auto before = pull_one();
  park_by_operator(first);
  for (int i = 0; i < 3; ++i) world.publish();
  EXPECT_EQ(pull(2).size(), 2U);
  queue_again(first);
  expect_refused(confirm({before}), {before.handle});
  const auto after = pull();
  ASSERT_EQ(after.size(), 2U);
  EXPECT_EQ(after[0].sequence, first);
  EXPECT_GT(after[0].deliveries, before.deliveries);
  expect_refused(confirm({before}), {before.handle, "superseded"});
  EXPECT_TRUE(confirm(after));
}

TEST_F(EmbeddedQueueTest, LeaseFromBeforeAParkingHasNoSayAfterIt) {
  const auto sequence = world.publish();
  const auto before = pull_one();
  park_by_operator(sequence);
  queue_again(sequence);
  expect_refused(extend(before, 50'000), {before.handle});
  expect_refused(park(before), {before.handle});
  expect_refused(confirm({before}), {before.handle});
  EXPECT_EQ(world.state_of(sequence), EventState::queued);
  EXPECT_TRUE(confirm({pull_one()}));
}

TEST_F(EmbeddedQueueTest, RedeliveredEventGetsAGreaterNumberThanAllBefore) {
  const auto sequence = world.publish();
  pull_one();
  world.clock.advance(30'000);
  const auto confirmed = pull_one();
  EXPECT_TRUE(confirm({confirmed}));
  queue_again(sequence);
  expect_refused(confirm({confirmed}), {confirmed.handle});
  const auto again = pull_one();
  EXPECT_EQ(again.deliveries, 3);
  expect_refused(confirm({confirmed}), {confirmed.handle, "superseded"});
  restart();
  expect_refused(confirm({confirmed}), {confirmed.handle});
  EXPECT_TRUE(confirm({again}));
}

TEST_F(EmbeddedQueueTest, RedeliveryDoesNotBringBackWhatIsConfirmed) {
  std::vector<std::uint64_t> sequences;
  for (int i = 0; i < 40; ++i) sequences.push_back(world.publish());
  for (int i = 0; i < 2; ++i) EXPECT_TRUE(confirm(pull()));
  const auto leased = pull();
  ASSERT_EQ(leased.size(), 8U);
  queue_again(sequences[3]);
  EXPECT_TRUE(confirm({leased[0]}));
  const auto again = pull();
  ASSERT_EQ(again.size(), 1U);
  EXPECT_EQ(again[0].sequence, sequences[3]);
  EXPECT_EQ(count(), 8U);
}

TEST_F(EmbeddedQueueTest, PoisonEventIsParkedAfterItsDeliveriesAndTheRestGoesOn) {
  park_after = 3;
  const auto poison = world.publish(app, R"({"EventType":"Poison"})");
  for (int i = 0; i < 200; ++i) world.publish();
  // Its consumers take one event at a time: with a batch they would drag the others of it along.
  int deaths = 0;
  std::size_t confirmed = 0;
  for (int round = 0; round < 300 && confirmed < 200; ++round) {
    const auto event = pull_one();
    if (event.sequence == poison) {
      ++deaths;
      world.clock.advance(30'000);
      continue;
    }
    EXPECT_TRUE(confirm({event}));
    ++confirmed;
  }
  world.drain();
  EXPECT_EQ(deaths, 3);
  EXPECT_EQ(confirmed, 200U);
  EXPECT_EQ(world.state_of(poison), EventState::parked);
  EXPECT_EQ(count(), 0U);
}

TEST_F(EmbeddedQueueTest, EventIsParkedWhenItsLastDeliveryEndsWithoutAPull) {
  park_after = 1;
  const auto sequence = world.publish();
  const auto event = pull_one();
  world.clock.advance(30'000);
  queue->step(world.clock.monotonic_ms());
  world.drain();
  EXPECT_EQ(world.state_of(sequence), EventState::parked);
  expect_refused(confirm({event}), {event.handle});
}

TEST_F(EmbeddedQueueTest, ReleaseCountsAsADeliveryInVainAndALostAnswerDoesNot) {
  park_after = 2;
  const auto sequence = world.publish();
  queue->release(app, {pull_one().handle});
  EXPECT_TRUE(give_back(pull_one()));
  EXPECT_EQ(world.state_of(sequence), EventState::queued);
  EXPECT_TRUE(give_back(pull_one(), 60'000));
  world.drain();
  EXPECT_EQ(world.state_of(sequence), EventState::parked);
}

TEST_F(EmbeddedQueueTest, UnparkedEventHasAllItsDeliveriesAnew) {
  park_after = 2;
  const auto sequence = world.publish();
  for (int i = 0; i < 2; ++i) EXPECT_TRUE(give_back(pull_one()));
  world.drain();
  ASSERT_EQ(world.state_of(sequence), EventState::parked);
  queue_again(sequence);
  EXPECT_TRUE(give_back(pull_one()));
  EXPECT_EQ(pull_one().deliveries, 4);
}

TEST_F(EmbeddedQueueTest, CountIsExactOverParkingUnparkingAndRestart) {
  std::vector<std::uint64_t> sequences;
  for (int i = 0; i < 20; ++i) sequences.push_back(world.publish());
  // Now half of them are counted by the row.
  world.write([&](Transaction& tx) -> Done {
    VOD_TRY(const auto counted, catalogue::count_further(tx, app, 10));
    EXPECT_EQ(counted, 10);
    return done();
  });
  EXPECT_EQ(count(), 20U);
  for (const std::size_t at : {0, 9, 10, 19}) park_by_operator(sequences[at]);
  EXPECT_EQ(count(), 16U);
  park_by_operator(sequences[0]);
  EXPECT_EQ(count(), 16U);
  queue_again(sequences[0]);
  queue_again(sequences[19]);
  EXPECT_EQ(count(), 18U);
  EXPECT_TRUE(confirm(pull()));
  EXPECT_EQ(count(), 2U);
  restart();
  EXPECT_EQ(count(), 2U);
  queue_again(sequences[5]);
  EXPECT_EQ(count(), 3U);
  // What retention removes.
  world.write([&](Transaction& tx) -> Done {
    VOD_TRY(const bool is_removed, catalogue::remove_event(tx, sequences[5], EventState::queued));
    EXPECT_TRUE(is_removed);
    return done();
  });
  EXPECT_EQ(count(), 2U);
}

TEST_F(EmbeddedQueueTest, CountOfManyEventsLooksAtFewOfThemTheNextTime) {
  constexpr int events = 60'000;
  for (int written = 0; written < events; written += 1'000) {
    world.write([&](Transaction& tx) -> Done {
      EventDraft draft;
      draft.app = app;
      draft.type = EventType::pull_complete;
      draft.body = "{}";
      for (int i = 0; i < 1'000; ++i) {
        VOD_TRY(catalogue::append_event(tx, world.bells, draft));
      }
      return done();
    });
  }
  EXPECT_EQ(count(), events);
  for (int i = 0; i < 3; ++i) world.drain();
  catalogue::QueueCount looked;
  EXPECT_TRUE(world.database->read([&](ReadTransaction& tx) -> Done {
    VOD_TRY(looked, catalogue::count_queued(tx, app));
    return done();
  }));
  EXPECT_EQ(looked.looked_at, 0U);
  EXPECT_EQ(looked.queued, events);
  EXPECT_TRUE(confirm(pull()));
  EXPECT_EQ(count(), events - 16);
}

TEST_F(EmbeddedQueueTest, NoisyAppDoesNotHideAQuietOnesEvents) {
  world.put_app(world.other_app, EventMode::pull);
  for (int i = 0; i < 500; ++i) world.publish();
  const auto quiet = world.publish(world.other_app);
  for (int i = 0; i < 100; ++i) world.publish();
  const auto events = queue->pull(world.other_app, {}).value();
  ASSERT_EQ(events.size(), 1U);
  EXPECT_EQ(events[0].sequence, quiet);
  EXPECT_EQ(queue->count(world.other_app).value(), 1U);
}

TEST_F(EmbeddedQueueTest, OneCallMayAskFor256Events) {
  for (int i = 0; i < 300; ++i) world.publish();
  EXPECT_EQ(pull(256).size(), 256U);
  EXPECT_EQ(pull(256).size(), 44U);
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

TEST_F(Waking, UnparkedEventRings) {
  const auto sequence = world.publish();
  park_by_operator(sequence);
  EXPECT_TRUE(pull().empty());
  wait();
  queue_again(sequence);
  EXPECT_TRUE(woken);
  EXPECT_EQ(pull_one().sequence, sequence);
}

TEST_F(Waking, ReleaseByItsConsumerRings) {
  world.publish();
  const auto event = pull_one();
  wait();
  EXPECT_TRUE(give_back(event));
  EXPECT_TRUE(woken);
}

TEST_F(Waking, DelayedReleaseIsAnnouncedToTheStep) {
  world.publish();
  const auto event = pull_one();
  queue->step(world.clock.monotonic_ms());
  bool step_rang = false;
  world.bells.wait(EmbeddedQueue::step_bell, [&] { step_rang = true; });
  EXPECT_TRUE(give_back(event, 5'000));
  EXPECT_TRUE(step_rang);
  EXPECT_EQ(queue->step(world.clock.monotonic_ms()), world.clock.monotonic_ms() + 5'000);
}

TEST_F(Waking, ABurstWakesOneWaiterPerEventAtMost) {
  int woken_count = 0;
  for (int i = 0; i < 8; ++i) world.bells.wait(Queue::bell(app), [&] { ++woken_count; });
  world.publish();
  EXPECT_EQ(woken_count, 1);
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
