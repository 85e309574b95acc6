#include "delivery/retention.h"

#include <gtest/gtest.h>
#include <spdlog/sinks/ostream_sink.h>

#include <sstream>

#include "catalogue/attempts.h"
#include "delivery/queue.h"
#include "delivery/test_delivery.h"
#include "model/errors.h"

namespace vod {
namespace {

constexpr std::int64_t minute_ms = 60'000;
constexpr std::int64_t hour_ms = 60 * minute_ms;
constexpr std::int64_t day_ms = 24 * hour_ms;

class EventRetentionTest : public ::testing::Test {
 protected:
  void SetUp() override { restart(); }
  /// A new run of the server, as far as retention goes.
  void restart() {
    retention = std::make_unique<EventRetention>(*world.database, world.clock, log, options);
    settle();
  }
  /// Steps until there is nothing to do for now; gives the number of steps.
  int settle() {
    int steps = 0;
    while (true) {
      const std::int64_t now_ms = world.clock.monotonic_ms();
      const std::int64_t next_ms = retention->step(now_ms);
      ++steps;
      EXPECT_GE(next_ms, now_ms);
      if (next_ms - now_ms >= limits::event_look_ms || steps > 1'000) return steps;
      world.clock.advance(next_ms - now_ms);
    }
  }
  void run_for(std::int64_t ms) {
    const std::int64_t end_ms = world.clock.monotonic_ms() + ms;
    while (world.clock.monotonic_ms() < end_ms) {
      world.clock.advance(std::min(10 * minute_ms, end_ms - world.clock.monotonic_ms()));
      settle();
    }
  }

  std::int64_t ask(const std::string& sql) {
    std::int64_t value = -1;
    EXPECT_TRUE(world.database->read(
        [&](ReadTransaction& tx) { return tx.query(sql, {}, [&](const SqlRow& row) { value = row.integer(0); }); }));
    return value;
  }
  bool is_there(std::uint64_t sequence) {
    return ask("SELECT COUNT(*) FROM events WHERE seq = " + std::to_string(sequence)) == 1;
  }
  std::int64_t count_events() { return ask("SELECT COUNT(*) FROM events"); }
  std::int64_t rounds() {
    const std::string name = "\nopenvod_event_age_rounds_total ";
    const std::string text = retention->metrics();
    return std::stoll(text.substr(text.find(name) + name.size()));
  }
  bool has_metric(const std::string& line) {
    return ("\n" + retention->metrics()).find("\n" + line + "\n") != std::string::npos;
  }

  void set_mode(EventMode mode) {
    world.change_config(world.app, [&](EventConfig& config) { config.mode = mode; });
  }
  void park(std::uint64_t sequence) {
    world.write([&](Transaction& tx) {
      return catalogue::park_event(tx, world.app, sequence, "tried enough", world.clock.wall_ms());
    });
  }
  void close(std::uint64_t sequence) {
    world.write([&](Transaction& tx) -> Done {
      VOD_TRY(const bool is_closed, catalogue::close_queued(tx, world.app, sequence, {1, 1}, world.clock.wall_ms()));
      EXPECT_TRUE(is_closed);
      return done();
    });
  }

  DeliveryWorld world{EventMode::pull};
  std::ostringstream said;
  Log log{"test", std::make_shared<spdlog::sinks::ostream_sink_mt>(said)};
  EventRetentionOptions options;
  std::unique_ptr<EventRetention> retention;
};

TEST_F(EventRetentionTest, QueuedEventIsRemovedCountedAndLoggedAfterItsRetention) {
  const auto old = world.publish();
  run_for(2 * day_ms);
  const auto young = world.publish();
  world.publish();
  run_for(2 * day_ms - hour_ms);
  EXPECT_TRUE(is_there(old));
  run_for(3 * hour_ms);
  EXPECT_FALSE(is_there(old));
  EXPECT_TRUE(is_there(young));
  EXPECT_TRUE(has_metric("openvod_events_expired_total{state=\"queued\"} 1"));
  EXPECT_NE(said.str().find("1 queued and 0 parked events of application 1500000001 expired"), std::string::npos)
      << said.str();
}

TEST_F(EventRetentionTest, AClockThatWasRightForAMomentBetweenWrongOnesMakesNothingOlder) {
  // A machine without a battery for its clock: wrong at its start, set right, and wrong again after a loss of power.
  world.clock.jump_wall(-3'650 * day_ms);
  settle();
  const auto event = world.publish();
  world.clock.advance(minute_ms);
  world.clock.jump_wall(3'650 * day_ms);
  restart();
  run_for(hour_ms);
  EXPECT_TRUE(is_there(event));
}

TEST_F(EventRetentionTest, RetentionIsASetting) {
  Settings settings;
  settings.events_retention_days = 9;
  settings.events_count_time_off = true;
  EXPECT_EQ(EventRetentionOptions::from(settings).retention_ms, 9 * day_ms);
  EXPECT_TRUE(EventRetentionOptions::from(settings).counts_time_off);
}

TEST_F(EventRetentionTest, LossIsAnnouncedADayAhead) {
  world.publish();
  world.publish();
  run_for(3 * day_ms - 2 * hour_ms);
  EXPECT_EQ(said.str().find("expire within"), std::string::npos) << said.str();
  EXPECT_TRUE(has_metric("openvod_events_expiring 0"));
  run_for(4 * hour_ms);
  EXPECT_NE(said.str().find("2 events of application 1500000001 expire within 24 hours"), std::string::npos)
      << said.str();
  EXPECT_TRUE(has_metric("openvod_events_expiring 2"));
}

TEST_F(EventRetentionTest, ParkedEventAgesFromItsParking) {
  const auto event = world.publish();
  world.publish();
  run_for(3 * day_ms);
  park(event);
  run_for(4 * day_ms - hour_ms);
  EXPECT_TRUE(is_there(event));
  run_for(3 * hour_ms);
  EXPECT_FALSE(is_there(event));
  EXPECT_EQ(ask("SELECT COUNT(*) FROM parks"), 0);
  EXPECT_TRUE(has_metric("openvod_events_expired_total{state=\"parked\"} 1"));
}

TEST_F(EventRetentionTest, EventOnItsWayToAUrlStays) {
  set_mode(EventMode::push);
  const auto event = world.publish();
  world.publish();
  run_for(6 * day_ms);
  EXPECT_EQ(world.state_of(event), EventState::sending);
}

TEST_F(EventRetentionTest, HistoryIsRemovedADayAfterItsEnd) {
  const auto closed = world.publish();
  set_mode(EventMode::push);
  world.change_config(world.app, [](EventConfig& config) { config.notification_url.clear(); });
  const auto unrouted = world.publish();
  ASSERT_EQ(world.state_of(unrouted), EventState::unrouted);
  world.publish();
  run_for(12 * hour_ms);
  close(closed);
  run_for(11 * hour_ms);
  EXPECT_TRUE(is_there(unrouted));
  run_for(3 * hour_ms);
  EXPECT_FALSE(is_there(unrouted));
  EXPECT_TRUE(is_there(closed));
  run_for(12 * hour_ms);
  EXPECT_FALSE(is_there(closed));
  EXPECT_TRUE(has_metric("openvod_event_history_removed_total 2"));
  EXPECT_TRUE(has_metric("openvod_events_expired_total{state=\"queued\"} 0"));
}

TEST_F(EventRetentionTest, HistoryPastItsBytesGoesOldestFirstAndNothingElseDoes) {
  options.history_bytes_max = 10'000;
  restart();
  const auto queued = world.publish(world.app, std::string(50'000, 'q'));
  std::vector<std::uint64_t> closed;
  for (int i = 0; i < 15; ++i) closed.push_back(world.publish(world.app, std::string(1'000, 'x')));
  const auto newest = world.publish();
  for (const auto sequence : closed) close(sequence);
  run_for(2 * hour_ms);
  for (int i = 0; i < 15; ++i) EXPECT_EQ(is_there(closed[static_cast<std::size_t>(i)]), i >= 5) << i;
  EXPECT_TRUE(is_there(queued));
  EXPECT_TRUE(is_there(newest));
  EXPECT_TRUE(has_metric("openvod_event_history_bytes 10000"));
}

TEST_F(EventRetentionTest, HistoryWithAPushOnItsWayStaysUntilThatEnds) {
  const auto event = world.publish();
  world.publish();
  world.write([&](Transaction& tx) { return catalogue::insert_push(tx, world.app, event, world.clock.wall_ms()); });
  close(event);
  run_for(30 * hour_ms);
  EXPECT_TRUE(is_there(event));
  world.write([&](Transaction& tx) { return catalogue::erase_push(tx, {event, 0}); });
  run_for(2 * hour_ms);
  EXPECT_FALSE(is_there(event));
}

TEST_F(EventRetentionTest, NewestEventStaysSoThatItsNumberIsNotGivenAgain) {
  const auto first = world.publish();
  const auto newest = world.publish();
  run_for(5 * day_ms);
  EXPECT_FALSE(is_there(first));
  EXPECT_TRUE(is_there(newest));
  EXPECT_GT(world.publish(), newest);
}

TEST_F(EventRetentionTest, AttemptsHandingsOutAndPushesGoWithTheEvent) {
  const auto event = world.publish();
  const auto other = world.publish();
  world.write([&](Transaction& tx) -> Done {
    for (const auto sequence : {event, other}) {
      catalogue::Attempt attempt;
      attempt.key = {sequence, 1};
      attempt.app = world.app;
      VOD_TRY(catalogue::insert_attempts(tx, {attempt}));
      VOD_TRY(catalogue::put_delivery(tx, {sequence, world.app, 2, 0}));
      VOD_TRY(catalogue::insert_push(tx, world.app, sequence, world.clock.wall_ms()));
    }
    return done();
  });
  run_for(5 * day_ms);
  EXPECT_FALSE(is_there(event));
  for (const char* table : {"attempts", "deliveries", "pushes"}) {
    EXPECT_EQ(ask("SELECT COUNT(*) FROM " + std::string(table)), 1) << table;
    EXPECT_EQ(ask("SELECT seq FROM " + std::string(table)), static_cast<std::int64_t>(other)) << table;
  }
}

TEST_F(EventRetentionTest, LeaseOfARemovedEventCanNotBeConfirmedAndDoesNotComeBack) {
  const auto queue = EmbeddedQueue::open(*world.database, world.bells, world.clock, world.random, *world.log).value();
  const auto removed = world.publish();
  const auto kept = world.publish();
  run_for(4 * day_ms - hour_ms);
  const auto pulled = queue->pull(world.app, {2, 12 * hour_ms}).value();
  ASSERT_EQ(pulled.size(), 2U);
  ASSERT_EQ(pulled[0].sequence, removed);
  run_for(3 * hour_ms);
  ASSERT_FALSE(is_there(removed));

  const Done confirmed = queue->confirm(world.app, {pulled[0].handle, pulled[1].handle});
  ASSERT_FALSE(confirmed);
  EXPECT_EQ(confirmed.error().code, ErrorCode::invalid_parameter_value);
  EXPECT_EQ(confirmed.error().detail.find(pulled[1].handle), std::string::npos);
  EXPECT_EQ(world.state_of(kept), EventState::done);
  world.clock.advance(day_ms);
  EXPECT_TRUE(queue->pull(world.app, {}).value().empty());
}

TEST_F(EventRetentionTest, ForwardJumpOfTheClockRemovesNothing) {
  const auto event = world.publish();
  world.publish();
  world.clock.jump_wall(3'650 * day_ms);
  run_for(2 * hour_ms);
  EXPECT_TRUE(is_there(event));
}

TEST_F(EventRetentionTest, BackwardJumpOfTheClockRemovesNothing) {
  const auto before = world.publish();
  world.clock.jump_wall(-30 * day_ms);
  const auto after = world.publish();
  world.publish();
  run_for(2 * hour_ms);
  EXPECT_TRUE(is_there(before));
  EXPECT_TRUE(is_there(after));
}

TEST_F(EventRetentionTest, JumpBetweenTwoRunsRemovesNothingAndTheRestOfTheTimeCounts) {
  const auto event = world.publish();
  world.publish();
  run_for(day_ms);
  world.clock.jump_wall(3'650 * day_ms);
  restart();
  EXPECT_TRUE(is_there(event));
  EXPECT_NE(said.str().find("hours ahead of the last run"), std::string::npos) << said.str();
  run_for(3 * day_ms - hour_ms);
  EXPECT_TRUE(is_there(event));
  run_for(3 * hour_ms);
  EXPECT_FALSE(is_there(event));
}

TEST_F(EventRetentionTest, YesOfTheOperatorCountsTheTimeOff) {
  const auto event = world.publish();
  world.publish();
  run_for(day_ms);
  world.clock.jump_wall(4 * day_ms);
  options.counts_time_off = true;
  restart();
  EXPECT_FALSE(is_there(event));
}

TEST_F(EventRetentionTest, OneStepRemovesABoundedNumber) {
  const auto count = static_cast<std::int64_t>(limits::events_removed_at_once) * 2 + 50;
  world.write([&](Transaction& tx) -> Done {
    EventDraft draft;
    draft.app = world.app;
    draft.type = EventType::new_file_upload;
    draft.created_ms = world.clock.wall_ms() - 5 * day_ms;
    draft.body = "{}";
    for (std::int64_t i = 0; i < count; ++i) {
      VOD_TRY(catalogue::append_event(tx, world.bells, draft));
    }
    return done();
  });
  world.clock.advance(limits::event_round_ms);
  std::int64_t left = count;
  for (int step = 0; step < 2; ++step) {
    const std::int64_t now_ms = world.clock.monotonic_ms();
    EXPECT_EQ(retention->step(now_ms), now_ms);
    EXPECT_EQ(count_events(), left - static_cast<std::int64_t>(limits::events_removed_at_once));
    left = count_events();
  }
  settle();
  EXPECT_EQ(count_events(), 1);
}

TEST_F(EventRetentionTest, StandingBacklogIsWalkedOverOncePerHourOnly) {
  for (int i = 0; i < 50; ++i) world.publish();
  run_for(2 * hour_ms);
  const std::int64_t before = rounds();
  run_for(5 * hour_ms);
  EXPECT_LE(rounds() - before, 5);
  EXPECT_GE(rounds() - before, 4);
}

TEST_F(EventRetentionTest, ManyNewEventsAreWorthARound) {
  const std::int64_t before = rounds();
  for (std::uint64_t i = 0; i < limits::event_round_rows_min; ++i) {
    world.database->submit(
        [&](Transaction& tx) -> Done {
          EventDraft draft;
          draft.app = world.app;
          draft.type = EventType::new_file_upload;
          draft.created_ms = world.clock.wall_ms();
          draft.body = "{}";
          VOD_TRY(catalogue::append_event(tx, world.bells, draft));
          return done();
        },
        [](Done) {});
  }
  world.drain();
  run_for(minute_ms);
  EXPECT_EQ(rounds(), before + 1);
}

}  // namespace
}  // namespace vod
