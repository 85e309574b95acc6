#include "delivery/push.h"

#include <gtest/gtest.h>

#include "delivery/test_push.h"
#include "model/limits.h"

namespace vod {
namespace {

using testing::answer;
using testing::FakeOutbound;
using vod::testing::failure;

TEST_F(CallbackDispatcherTest, EventIsSentOnceAndDone) {
  answer_all(200);
  const auto sequence = world.publish();
  settle();
  EXPECT_EQ(world.state_of(sequence), EventState::done);
  ASSERT_EQ(outbound.requests().size(), 1U);
  EXPECT_EQ(outbound.requests()[0].url, "http://receiver.example.net/hook");
  EXPECT_EQ(outbound.requests()[0].body, R"({"EventType":"NewFileUpload"})");
  run_for(60'000);
  EXPECT_EQ(outbound.requests().size(), 1U);
}

TEST_F(CallbackDispatcherTest, NewEventRingsForTheStep) {
  bool rang = false;
  world.bells.wait(CallbackDispatcher::step_bell, [&] { rang = true; });
  world.publish();
  EXPECT_TRUE(rang);
}

TEST_F(CallbackDispatcherTest, ResultRingsForTheStep) {
  answer_all(200);
  world.publish();
  dispatcher->step();
  bool rang = false;
  world.bells.wait(CallbackDispatcher::step_bell, [&] { rang = true; });
  outbound.step();
  EXPECT_TRUE(rang);
}

TEST_F(CallbackDispatcherTest, FailedAttemptsFollowTheListWithinAFifth) {
  answer_all(500);
  world.publish();
  run_for(3 * 3'600'000);
  const std::vector<double> waits_s = {5, 30, 120, 600, 1'800, 3'600};
  ASSERT_GT(tried_ms.size(), waits_s.size());
  for (std::size_t i = 0; i < waits_s.size(); ++i) {
    const double wait_s = static_cast<double>(tried_ms[i + 1] - tried_ms[i]) / 1'000;
    EXPECT_GE(wait_s, waits_s[i] * 0.8 - 0.01);
    EXPECT_LE(wait_s, waits_s[i] * 1.2 + 0.6);
  }
}

TEST_F(CallbackDispatcherTest, RetryIsDurableOverARestart) {
  answer_all(503);
  const auto sequence = world.publish();
  settle();
  EXPECT_EQ(tried_ms.size(), 1U);
  restart();
  settle();
  EXPECT_EQ(tried_ms.size(), 1U);
  answer_all(204);
  run_for(7'000);
  EXPECT_EQ(tried_ms.size(), 2U);
  EXPECT_EQ(world.state_of(sequence), EventState::done);
  EXPECT_EQ(log_of(sequence).back().number, 2);
}

TEST_F(CallbackDispatcherTest, RetryDoesNotWaitForYearsWhenTheClockIsSetBack) {
  answer_all(503);
  const auto sequence = world.publish();
  settle();
  constexpr std::int64_t ten_years_ms = 10LL * 365 * 86'400'000;
  world.clock.jump_wall(-ten_years_ms);
  answer_all(204);
  run_for(60'000);
  EXPECT_EQ(world.state_of(sequence), EventState::done);
}

TEST_F(CallbackDispatcherTest, AttemptThatWasCutByARestartIsMadeAgain) {
  outbound.put_peer(receiver, [](const OutboundRequest&) { return answer(200, "", {}, 10'000); });
  const auto sequence = world.publish();
  dispatcher->step();
  restart();
  answer_all(200);
  settle();
  EXPECT_EQ(tried_ms.size(), 1U);
  EXPECT_EQ(world.state_of(sequence), EventState::done);
}

TEST_F(CallbackDispatcherTest, SameBodyAndIdOverAllAttempts) {
  answer_all(500);
  world.publish();
  run_for(60'000);
  const auto requests = outbound.requests();
  ASSERT_GE(requests.size(), 3U);
  for (const auto& request : requests) {
    EXPECT_EQ(request.body, requests[0].body);
    EXPECT_EQ(request.headers[1], requests[0].headers[1]);
  }
}

TEST_F(CallbackDispatcherTest, GoneParksWithTheReason) {
  answer_all(410);
  const auto sequence = world.publish();
  settle();
  EXPECT_EQ(world.state_of(sequence), EventState::parked);
  EXPECT_EQ(park_reason(sequence), "gone");
  run_for(60'000);
  EXPECT_EQ(tried_ms.size(), 1U);
}

TEST_F(CallbackDispatcherTest, GivesUpAfterThreeDaysAndParks) {
  answer_all(500);
  const auto sequence = world.publish();
  const auto start_ms = world.clock.monotonic_ms();
  while (world.state_of(sequence) == EventState::sending) {
    run_for(3'600'000);
    ASSERT_LT(world.clock.monotonic_ms() - start_ms, 80LL * 3'600'000);
  }
  EXPECT_EQ(world.state_of(sequence), EventState::parked);
  EXPECT_EQ(park_reason(sequence), "retries_used_up");
  EXPECT_LE(tried_ms.back() - start_ms, 72LL * 3'600'000);
}

TEST_F(CallbackDispatcherTest, RedirectIsAFailureAndNotFollowed) {
  answer_all(302, {{"location", "http://elsewhere.example.net/"}});
  const auto sequence = world.publish();
  settle();
  EXPECT_EQ(outbound.requests().size(), 1U);
  EXPECT_EQ(outbound.requests()[0].redirects_max, 0);
  EXPECT_EQ(world.state_of(sequence), EventState::sending);
}

TEST_F(CallbackDispatcherTest, RetryAfterIsHonoured) {
  answer_all(503, {{"retry-after", "3600"}});
  world.publish();
  run_for(13'000);
  ASSERT_GE(tried_ms.size(), 2U);
  EXPECT_GE(tried_ms[1] - tried_ms[0], 8'000);
}

TEST_F(CallbackDispatcherTest, AttemptsAreLoggedWithWhatHappened) {
  outbound.put_peer(receiver, [](const OutboundRequest&) {
    return failure(OutboundFailure::refused_address, "The address 10.0.0.1 is refused.", 12);
  });
  const auto sequence = world.publish();
  dispatcher->step();
  world.clock.advance(12);
  outbound.step();
  settle();
  const auto attempts = log_of(sequence);
  ASSERT_EQ(attempts.size(), 1U);
  EXPECT_EQ(attempts[0].number, 1);
  EXPECT_EQ(attempts[0].url, "http://receiver.example.net/hook");
  EXPECT_EQ(attempts[0].failure, OutboundFailure::refused_address);
  EXPECT_EQ(attempts[0].detail, "The address 10.0.0.1 is refused.");
  EXPECT_EQ(attempts[0].phases.total_ms, 12);
}

TEST_F(CallbackDispatcherTest, ClearedUrlParksWhatIsSending) {
  answer_all(500);
  const auto tried = world.publish();
  settle();
  world.change_config(app, [](EventConfig& config) { config.notification_url.clear(); });
  run_for(limits::callback_config_ms_max);
  EXPECT_EQ(world.state_of(tried), EventState::parked);
  EXPECT_EQ(park_reason(tried), "url_removed");
  EXPECT_EQ(tried_ms.size(), 1U);
}

TEST_F(CallbackDispatcherTest, ChangedUrlAndKeyCountFromTheNextAttempt) {
  answer_all(500);
  world.publish();
  settle();
  world.change_config(app, [](EventConfig& config) {
    config.notification_url = "http://receiver.example.net/new";
    config.sign_key = "key";
  });
  run_for(7'000);
  ASSERT_EQ(outbound.requests().size(), 2U);
  EXPECT_EQ(outbound.requests()[1].url, "http://receiver.example.net/new");
  EXPECT_NE(outbound.requests()[1].body.find("\"Sign\":\""), std::string::npos);
}

TEST_F(CallbackDispatcherTest, SwitchToPullGoesOnSending) {
  answer_all(500);
  const auto sequence = world.publish();
  settle();
  world.change_config(app, [](EventConfig& config) { config.mode = EventMode::pull; });
  answer_all(200);
  run_for(7'000);
  EXPECT_EQ(world.state_of(sequence), EventState::done);
}

TEST_F(CallbackDispatcherTest, FirstAttemptsOfOneTaskGoInTheirOrder) {
  outbound.put_peer(receiver, [](const OutboundRequest&) { return answer(200, "", {}, 100); });
  const TaskId task{"1500000001-procedurev2-0t0"};
  for (int i = 0; i < 3; ++i) {
    world.publish(app, R"({"I":)" + std::to_string(i) + "}", EventType::procedure_state_changed, task);
  }
  world.publish(app, R"({"I":"free"})");
  dispatcher->step();
  EXPECT_EQ(outbound.in_flight(), 2U);
  run_for(1'000);
  const auto requests = outbound.requests();
  ASSERT_EQ(requests.size(), 4U);
  EXPECT_EQ(requests[0].body, R"({"I":0})");
  EXPECT_EQ(requests[1].body, R"({"I":"free"})");
  EXPECT_EQ(requests[2].body, R"({"I":1})");
  EXPECT_EQ(requests[3].body, R"({"I":2})");
}

TEST_F(CallbackDispatcherTest, DeadEndpointsLeaveRoomForAHealthyOne) {
  outbound.put_peer("http://dead", [](const OutboundRequest&) { return answer(200, "", {}, INT64_MAX / 2); });
  answer_all(200);
  for (std::uint64_t i = 0; i < 20; ++i) {
    const AppId dead{1'600'000'000 + i};
    world.put_app(dead, EventMode::push, "http://dead" + std::to_string(i) + ".example.net/");
    for (int k = 0; k < 40; ++k) world.publish(dead);
  }
  run_for(120'000);  // By now every one of them has failed.
  EXPECT_LE(outbound.in_flight(), 20 * limits::callbacks_per_failing_endpoint_max);
  const auto sequence = world.publish();
  dispatcher->step();
  outbound.step();
  settle();
  EXPECT_EQ(world.state_of(sequence), EventState::done);
}

TEST_F(CallbackDispatcherTest, BacklogLongerThanTheWindowIsSentInFull) {
  constexpr int events = 700;
  std::set<std::string> bodies;
  outbound.put_peer(receiver, [&](const OutboundRequest& request) {
    bodies.insert(request.body);
    return answer(200);
  });
  world.write([&](Transaction& tx) -> Done {
    for (int i = 0; i < events; ++i) {
      EventDraft draft;
      draft.app = app;
      draft.type = EventType::pull_complete;
      draft.created_ms = world.clock.wall_ms();
      draft.body = std::to_string(i);
      VOD_TRY(catalogue::append_event(tx, world.bells, draft));
    }
    return done();
  });
  run_for(5'000);
  EXPECT_EQ(bodies.size(), static_cast<std::size_t>(events));
  EXPECT_EQ(outbound.requests().size(), static_cast<std::size_t>(events));
  restart();
  run_for(1'000);
  EXPECT_EQ(outbound.requests().size(), static_cast<std::size_t>(events));
}

TEST_F(CallbackDispatcherTest, IdleDispatcherAsksForNoStep) {
  answer_all(200);
  EXPECT_FALSE(dispatcher->step());
  world.publish();
  EXPECT_FALSE(settle());
}

}  // namespace
}  // namespace vod
