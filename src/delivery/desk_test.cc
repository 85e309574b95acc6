#include "delivery/desk.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "catalogue/attempts.h"
#include "catalogue/parks.h"
#include "catalogue/pushes.h"
#include "delivery/queue.h"
#include "delivery/retention.h"
#include "delivery/test_delivery.h"
#include "model/errors.h"

namespace vod {
namespace {

constexpr std::int64_t hour_ms = 3'600'000;
constexpr std::int64_t day_ms = 24 * hour_ms;
constexpr std::array all_states = {EventState::queued, EventState::sending, EventState::parked, EventState::unrouted,
                                   EventState::done};

class DeskTest : public ::testing::Test {
 protected:
  /// An event that came to this state in the usual way.
  std::uint64_t event_in(EventState state) {
    world.change_config(world.app, [&](EventConfig& config) {
      config.mode = state == EventState::sending ? EventMode::push : EventMode::pull;
      config.upload_switch = state != EventState::unrouted;
    });
    const auto sequence = world.publish();
    if (state == EventState::parked) {
      EXPECT_EQ(desk.park(named(sequence), "broken").value().count, 1U);
    }
    if (state == EventState::done) {
      world.write([&](Transaction& tx) -> Done {
        VOD_TRY(catalogue::close_queued(tx, world.app, sequence, {1, 1}, world.clock.wall_ms()));
        return done();
      });
    }
    EXPECT_EQ(world.state_of(sequence), state);
    return sequence;
  }
  DeskRange named(std::uint64_t sequence) const {
    DeskRange range;
    range.named = {sequence};
    range.walk.app = world.app;
    return range;
  }
  DeskRange all(std::vector<EventState> states = {}) const {
    DeskRange range;
    range.walk.app = world.app;
    range.walk.filter.states = std::move(states);
    return range;
  }
  std::vector<std::uint64_t> pull() {
    std::vector<std::uint64_t> sequences;
    const auto events = queue->pull(world.app, {}).value();
    for (const auto& event : events) sequences.push_back(event.sequence);
    return sequences;
  }
  std::int64_t ask(const std::string& sql) {
    std::int64_t value = -1;
    EXPECT_TRUE(world.database->read(
        [&](ReadTransaction& tx) { return tx.query(sql, {}, [&](const SqlRow& row) { value = row.integer(0); }); }));
    return value;
  }
  std::optional<catalogue::EventSummary> look_at(std::uint64_t sequence) {
    std::optional<catalogue::EventSummary> found;
    EXPECT_TRUE(world.database->read([&](ReadTransaction& tx) -> Done {
      VOD_TRY(found, catalogue::find_summary(tx, world.app, sequence, true));
      return done();
    }));
    return found;
  }
  /// What each state needs, and nothing that belongs to another one.
  void expect_consistent() {
    EXPECT_EQ(ask("SELECT COUNT(*) FROM events e WHERE (e.state = 1) <> EXISTS"
                  " (SELECT 1 FROM pushes p WHERE p.seq = e.seq AND p.destination = 0)"),
              0);
    EXPECT_EQ(ask("SELECT COUNT(*) FROM events e WHERE (e.state = 2) <> EXISTS"
                  " (SELECT 1 FROM parks p WHERE p.seq = e.seq)"),
              0);
    EXPECT_EQ(ask("SELECT COUNT(*) FROM pushes WHERE seq NOT IN (SELECT seq FROM events)"), 0);
    EXPECT_EQ(ask("SELECT COUNT(*) FROM parks WHERE seq NOT IN (SELECT seq FROM events)"), 0);
  }
  bool has_metric(const std::string& line) const {
    return ("\n" + desk.metrics()).find("\n" + line + "\n") != std::string::npos;
  }

  DeliveryWorld world{EventMode::pull};
  std::unique_ptr<EmbeddedQueue> queue =
      EmbeddedQueue::open(*world.database, world.bells, world.clock, world.random, *world.log).value();
  EventDesk desk{*world.database, *queue, world.bells, world.clock, *world.log};
};

// --- each order with an event of each state

TEST_F(DeskTest, RedeliveryToTheQueueIsForAllButQueuedEvents) {
  for (const EventState state : all_states) {
    const auto event = event_in(state);
    const auto outcome = desk.redeliver(named(event), DeskTarget::queue).value();
    EXPECT_EQ(outcome.count, state == EventState::queued ? 0U : 1U) << name_of(state);
    EXPECT_EQ(outcome.skipped.size(), state == EventState::queued ? 1U : 0U) << name_of(state);
    EXPECT_EQ(world.state_of(event), EventState::queued) << name_of(state);
  }
  expect_consistent();
  EXPECT_EQ(pull().size(), all_states.size());
}

TEST_F(DeskTest, RedeliveryToTheUrlIsForAllEventsAndMarked) {
  for (const EventState state : all_states) {
    const auto event = event_in(state);
    EXPECT_EQ(desk.redeliver(named(event), DeskTarget::callback).value().count, 1U) << name_of(state);
    EXPECT_EQ(world.state_of(event), EventState::sending) << name_of(state);
  }
  expect_consistent();
  EXPECT_EQ(ask("SELECT COUNT(*) FROM pushes WHERE is_redelivery = 1"), static_cast<std::int64_t>(all_states.size()));
  EXPECT_TRUE(pull().empty());
}

TEST_F(DeskTest, ParkingIsForQueuedAndSendingEvents) {
  const std::map<EventState, EventState> becomes = {{EventState::queued, EventState::parked},
                                                    {EventState::sending, EventState::parked}};
  for (const EventState state : all_states) {
    const auto event = event_in(state);
    const auto outcome = desk.park(named(event), "set aside by a test").value();
    EXPECT_EQ(outcome.count, becomes.count(state)) << name_of(state);
    EXPECT_EQ(outcome.skipped.size(), 1U - becomes.count(state)) << name_of(state);
    EXPECT_EQ(world.state_of(event), becomes.contains(state) ? becomes.at(state) : state);
    if (becomes.contains(state)) {
      EXPECT_EQ(look_at(event)->parked_reason, "set aside by a test");
    }
  }
  expect_consistent();
}

TEST_F(DeskTest, UnparkingIsForParkedEventsAndChoosesTheirWay) {
  for (const EventState state : all_states) {
    for (const DeskTarget to : {DeskTarget::queue, DeskTarget::callback}) {
      const auto event = event_in(state);
      const bool is_for_it = state == EventState::parked;
      EXPECT_EQ(desk.unpark(named(event), to).value().count, is_for_it ? 1U : 0U) << name_of(state);
      const auto way = to == DeskTarget::queue ? EventState::queued : EventState::sending;
      EXPECT_EQ(world.state_of(event), is_for_it ? way : state) << name_of(state);
    }
  }
  expect_consistent();
  EXPECT_EQ(ask("SELECT COUNT(*) FROM pushes WHERE is_redelivery = 1"), 0);
}

TEST_F(DeskTest, PurgeIsForEventsThatAreNotHistory) {
  std::set<std::uint64_t> history;
  for (const EventState state : all_states) {
    const auto event = event_in(state);
    const bool is_history = state == EventState::done || state == EventState::unrouted;
    if (is_history) history.insert(event);
    EXPECT_EQ(desk.purge(named(event), is_history ? 0 : 1).value().count, is_history ? 0U : 1U) << name_of(state);
  }
  world.publish();
  expect_consistent();
  for (const auto event : history) EXPECT_TRUE(look_at(event));
  for (const char* state : {"queued", "sending", "parked"}) {
    EXPECT_TRUE(has_metric("openvod_events_purged_total{state=\"" + std::string(state) + "\"} 1")) << desk.metrics();
  }
}

// --- redelivery

TEST_F(DeskTest, RedeliveredEventKeepsItsPlaceAndItsBodyAndOldHandlesStayVoid) {
  const auto first = world.publish();
  world.publish();
  const auto handed_out = queue->pull(world.app, {.events_max = 1}).value();
  ASSERT_TRUE(queue->confirm(world.app, {handed_out[0].handle}));
  ASSERT_EQ(world.state_of(first), EventState::done);

  ASSERT_EQ(desk.redeliver(named(first), DeskTarget::queue).value().count, 1U);
  const Done late = queue->confirm(world.app, {handed_out[0].handle});
  EXPECT_FALSE(late);
  const auto again = queue->pull(world.app, {}).value();
  ASSERT_EQ(again.size(), 2U);
  EXPECT_EQ(again[0].sequence, first);
  EXPECT_EQ(again[0].body, handed_out[0].body);
  EXPECT_NE(again[0].handle, handed_out[0].handle);
  EXPECT_FALSE(queue->confirm(world.app, {handed_out[0].handle}));
  EXPECT_TRUE(queue->confirm(world.app, {again[0].handle}));
}

TEST_F(DeskTest, RangeOfAFilterIsDeliveredAgainAndTheRestStays) {
  const auto done_one = event_in(EventState::done);
  world.clock.advance(hour_ms);
  const auto from_ms = world.clock.wall_ms();
  const auto done_two = event_in(EventState::done);
  const auto parked = event_in(EventState::parked);
  DeskRange range = all();
  range.walk.filter.from_ms = from_ms;
  EXPECT_EQ(desk.redeliver(range, DeskTarget::queue).value().count, 1U);
  EXPECT_EQ(world.state_of(done_one), EventState::done);
  EXPECT_EQ(world.state_of(done_two), EventState::queued);
  EXPECT_EQ(world.state_of(parked), EventState::parked);
}

TEST_F(DeskTest, DryRunCountsAndChangesNothing) {
  for (const EventState state : all_states) event_in(state);
  const auto counted = [&](DeskRange range, const auto& order) {
    range.is_dry = true;
    return order(range).value().count;
  };
  EXPECT_EQ(counted(all(), [&](const auto& range) { return desk.redeliver(range, DeskTarget::queue); }), 2U);
  EXPECT_EQ(counted(all(), [&](const auto& range) { return desk.park(range, "no"); }), 2U);
  EXPECT_EQ(counted(all(), [&](const auto& range) { return desk.unpark(range, DeskTarget::queue); }), 1U);
  EXPECT_EQ(counted(all({EventState::queued}), [&](const auto& range) { return desk.purge(range, 77); }), 1U);
  for (int state = 0; state < 5; ++state) {
    EXPECT_EQ(ask("SELECT COUNT(*) FROM events WHERE state = " + std::to_string(state)), 1) << state;
  }
  EXPECT_TRUE(has_metric("openvod_events_redelivered_total 0"));
}

TEST_F(DeskTest, RedeliveriesPastTheRateAreRefusedAndTheWalkGoesOnLater) {
  const std::int64_t count = limits::redeliveries_per_second_max + 100;
  world.write([&](Transaction& tx) -> Done {
    EventDraft draft;
    draft.app = world.app;
    draft.type = EventType::file_deleted;  // Switched off: history at once.
    draft.created_ms = world.clock.wall_ms();
    draft.body = "{}";
    for (std::int64_t i = 0; i < count; ++i) {
      VOD_TRY(catalogue::append_event(tx, world.bells, draft));
    }
    return done();
  });
  const auto first = desk.redeliver(all(), DeskTarget::queue).value();
  EXPECT_EQ(first.count, static_cast<std::uint64_t>(limits::redeliveries_per_second_max));
  EXPECT_FALSE(first.is_over);
  DeskRange rest = all();
  rest.walk.after = first.cursor;
  const auto refused = desk.redeliver(rest, DeskTarget::queue);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::request_limit_exceeded);
  world.clock.advance(1'000);
  const auto second = desk.redeliver(rest, DeskTarget::queue).value();
  EXPECT_EQ(second.count, 100U);
  EXPECT_TRUE(second.is_over);
  EXPECT_EQ(queue->count(world.app).value(), static_cast<std::uint64_t>(count));
}

TEST_F(DeskTest, ToAUrlThatIsNotThereNothingGoes) {
  const auto event = event_in(EventState::done);
  world.change_config(world.app, [](EventConfig& config) { config.notification_url.clear(); });
  for (const DeskTarget to : {DeskTarget::callback, DeskTarget::callback_v2}) {
    const auto refused = desk.redeliver(named(event), to);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().subject, "To");
  }
  EXPECT_EQ(world.state_of(event), EventState::done);
}

TEST_F(DeskTest, RedeliveryOfThe2FormLeavesTheStateAloneAndIsForItsTypesOnly) {
  world.change_config(world.app, [](EventConfig& config) {
    config.delivery.url_v2 = "http://old.example.net/";
    config.mode = EventMode::pull;
  });
  const auto known = world.publish();
  const auto unknown = world.publish(world.app, "{}", EventType::edit_media_complete);
  world.write([](Transaction& tx) -> Done {
    VOD_TRY(tx.run("DELETE FROM pushes", {}));
    return done();
  });
  DeskRange both = named(known);
  both.named.push_back(unknown);
  const auto outcome = desk.redeliver(both, DeskTarget::callback_v2).value();
  EXPECT_EQ(outcome.count, 1U);
  ASSERT_EQ(outcome.skipped.size(), 1U);
  EXPECT_EQ(outcome.skipped[0].sequence, unknown);
  EXPECT_EQ(world.state_of(known), EventState::queued);
  EXPECT_EQ(ask("SELECT COUNT(*) FROM pushes WHERE destination = 1"), 1);
}

// --- parking

TEST_F(DeskTest, HandlesOfAnEventThatIsParkedWhileItIsLeasedAreVoidForGood) {
  const auto event = world.publish();
  const auto leased = queue->pull(world.app, {}).value();
  ASSERT_EQ(desk.park(named(event), "poison").value().count, 1U);
  EXPECT_FALSE(queue->confirm(world.app, {leased[0].handle}));
  EXPECT_EQ(world.state_of(event), EventState::parked);
  world.clock.advance(limits::lease_ms + 1);
  EXPECT_TRUE(pull().empty());

  ASSERT_EQ(desk.unpark(named(event), DeskTarget::queue).value().count, 1U);
  EXPECT_FALSE(queue->confirm(world.app, {leased[0].handle}));
  const auto again = queue->pull(world.app, {}).value();
  ASSERT_EQ(again.size(), 1U);
  EXPECT_FALSE(queue->confirm(world.app, {leased[0].handle}));
  EXPECT_TRUE(queue->confirm(world.app, {again[0].handle}));
}

TEST_F(DeskTest, ParkedReasonIsAFilter) {
  const auto mine = event_in(EventState::parked);
  const auto other = world.publish();
  ASSERT_TRUE(desk.park(named(other), "another reason"));
  DeskRange range = all();
  range.walk.filter.parked_reason = "broken";
  EXPECT_EQ(desk.unpark(range, DeskTarget::queue).value().count, 1U);
  EXPECT_EQ(world.state_of(mine), EventState::queued);
  EXPECT_EQ(world.state_of(other), EventState::parked);
}

TEST_F(DeskTest, EventThatCameBackAgesFromThenOn) {
  EventRetention retention(*world.database, world.clock, *world.log, {});
  const auto run_for = [&](std::int64_t ms) {
    for (std::int64_t spent = 0; spent < ms; spent += 600'000) {
      world.clock.advance(600'000);
      for (int i = 0; i < 3; ++i) retention.step(world.clock.monotonic_ms());
    }
  };
  const auto unparked = event_in(EventState::parked);
  const auto done_one = event_in(EventState::done);
  world.publish();
  run_for(20 * hour_ms);
  ASSERT_EQ(desk.redeliver(named(done_one), DeskTarget::queue).value().count, 1U);
  run_for(3 * day_ms);
  ASSERT_EQ(desk.unpark(named(unparked), DeskTarget::queue).value().count, 1U);
  world.publish();
  run_for(day_ms);
  EXPECT_TRUE(look_at(unparked));
  EXPECT_TRUE(look_at(done_one));
  run_for(3 * day_ms + 2 * hour_ms);
  EXPECT_FALSE(look_at(unparked));
  EXPECT_FALSE(look_at(done_one));
}

// --- purge

TEST_F(DeskTest, PurgeOfAnotherNumberThanExpectedChangesNothing) {
  for (int i = 0; i < 5; ++i) event_in(EventState::parked);
  const auto refused = desk.purge(all({EventState::parked}), 4);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::failed_operation);
  EXPECT_NE(refused.error().detail.find("5 events would be purged, not 4"), std::string::npos);
  EXPECT_EQ(ask("SELECT COUNT(*) FROM events WHERE state = 2"), 5);
  EXPECT_EQ(desk.purge(all({EventState::parked}), 5).value().count, 5U);
  EXPECT_EQ(ask("SELECT COUNT(*) FROM events WHERE state = 2"), 0);
}

TEST_F(DeskTest, PurgeByFilterNamesTheStates) {
  event_in(EventState::queued);
  EXPECT_FALSE(desk.purge(all(), 1));
  EXPECT_FALSE(desk.purge(all({EventState::done}), 0));
}

TEST_F(DeskTest, NewestEventThatIsPurgedStaysAsHistorySoThatItsNumberIsNotGivenAgain) {
  const auto older = world.publish();
  const auto newest = world.publish();
  const auto leased = queue->pull(world.app, {}).value();
  EXPECT_EQ(desk.purge(all({EventState::queued}), 2).value().count, 2U);
  EXPECT_FALSE(look_at(older));
  EXPECT_EQ(world.state_of(newest), EventState::unrouted);
  EXPECT_GT(world.publish(), newest);
  for (const auto& event : leased) EXPECT_FALSE(queue->confirm(world.app, {event.handle}));
  expect_consistent();
}

TEST_F(DeskTest, EventsOfAnotherAppAreNotTouched) {
  world.put_app(world.other_app, EventMode::pull);
  const auto foreign = world.publish(world.other_app);
  world.publish();
  EXPECT_EQ(desk.park(named(foreign), "mine").value().skipped.size(), 1U);
  EXPECT_EQ(desk.purge(named(foreign), 0).value().count, 0U);
  EXPECT_EQ(desk.park(all(), "all of mine").value().count, 1U);
  EXPECT_EQ(world.state_of(foreign), EventState::queued);
}

// --- nothing is lost

TEST_F(DeskTest, UnderRandomOrdersEachEventIsInOneStateAndNothingIsLost) {
  testing::SeededRandom chance(20'261'101);
  std::set<std::uint64_t> alive;
  for (int i = 0; i < 60; ++i) alive.insert(event_in(all_states.at(chance.below(all_states.size()))));
  world.change_config(world.app, [](EventConfig& config) {
    config.mode = EventMode::pull;
    config.upload_switch = true;
  });
  for (int round = 0; round < 300; ++round) {
    const auto picked = *std::next(alive.begin(), static_cast<std::ptrdiff_t>(chance.below(alive.size())));
    switch (chance.below(7)) {
      case 0:
        ASSERT_TRUE(desk.redeliver(named(picked), DeskTarget::queue));
        break;
      case 1:
        ASSERT_TRUE(desk.redeliver(named(picked), DeskTarget::callback));
        break;
      case 2:
        ASSERT_TRUE(desk.park(named(picked), "chance"));
        break;
      case 3:
        ASSERT_TRUE(desk.unpark(named(picked), chance.below(2) == 0 ? DeskTarget::queue : DeskTarget::callback));
        break;
      case 4: {
        const auto state = world.state_of(picked);
        const bool goes = state != EventState::done && state != EventState::unrouted;
        if (!goes || picked == *alive.rbegin()) break;
        ASSERT_EQ(desk.purge(named(picked), 1).value().count, 1U);
        alive.erase(picked);
        alive.insert(world.publish());
        break;
      }
      case 5: {
        const auto events = queue->pull(world.app, {.events_max = 3}).value();
        for (const auto& event : events) {
          if (chance.below(2) == 0) {
            ASSERT_TRUE(queue->confirm(world.app, {event.handle}));
          }
        }
        break;
      }
      default:
        world.clock.advance(static_cast<std::int64_t>(chance.below(40'000)));
    }
    expect_consistent();
  }
  EXPECT_EQ(ask("SELECT COUNT(*) FROM events"), static_cast<std::int64_t>(alive.size()));
  // All that is queued can be taken, each once.
  world.drain();
  world.clock.advance(limits::lease_ms + 1);
  std::set<std::uint64_t> pulled;
  for (auto events = pull(); !events.empty(); events = pull()) {
    for (const auto sequence : events) EXPECT_TRUE(pulled.insert(sequence).second);
  }
  EXPECT_EQ(static_cast<std::int64_t>(pulled.size()), ask("SELECT COUNT(*) FROM events WHERE state = 0"));
}

}  // namespace
}  // namespace vod
