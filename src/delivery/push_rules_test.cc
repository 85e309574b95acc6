// Rules of sending beyond the single attempt: breaker, rates, given up, redelivery, removal.
#include "catalogue/queue.h"
#include "delivery/test_push.h"
#include "model/limits.h"

namespace vod {
namespace {

using testing::answer;
using vod::testing::failure;

class PushRules : public CallbackDispatcherTest {
 protected:
  void configure(const std::function<void(DeliveryConfig&)>& change) {
    world.change_config(app, [&](EventConfig& config) { change(config.delivery); });
  }
  void publish_many(int count) {
    for (int i = 0; i < count; ++i) world.publish();
  }
  EndpointHealth health() { return dispatcher->list(app).value().at(0); }
  void redeliver(std::uint64_t sequence) {
    world.write([&](Transaction& tx) -> Done {
      VOD_TRY(catalogue::insert_redelivery(tx, app, sequence, world.clock.wall_ms()));
      tx.on_commit([&] { world.bells.ring(catalogue::redelivery_bell); });
      return done();
    });
  }
  static std::string header(const OutboundRequest& request, std::string_view name) {
    for (const auto& [each, value] : request.headers) {
      if (each == name) return value;
    }
    return "absent";
  }
};

TEST_F(PushRules, OpenBreakerDefersAttemptsAndOneProbeGoes) {
  answer_all(500);
  publish_many(40);
  settle();
  const std::size_t before = tried_ms.size();
  EXPECT_GE(before, limits::breaker_attempts_min);
  EXPECT_LT(before, 40U);  // The others wait for the probe, without an attempt that counts.
  EXPECT_EQ(health().state, EndpointState::open);
  EXPECT_EQ(health().waiting, 40U - before);
  const std::int64_t opened_ms = world.clock.monotonic_ms();
  while (tried_ms.size() == before) run_for(100);
  EXPECT_GE(tried_ms.back() - opened_ms, limits::breaker_open_ms);
  run_for(limits::breaker_open_ms - 1'000);
  EXPECT_EQ(tried_ms.size(), before + 1);
}

TEST_F(PushRules, SuccessfulProbeReleasesWhatWaited) {
  answer_all(500);
  publish_many(40);
  run_for(10'000);
  answer_all(200);
  run_for(60'000);
  EXPECT_EQ(health().state, EndpointState::closed);
  EXPECT_EQ(world.state_of(40), EventState::done);
  EXPECT_EQ(dispatcher->list(app).value().at(0).waiting, 0U);
}

TEST_F(PushRules, AppMayDoWithoutTheBreaker) {
  configure([](DeliveryConfig& config) { config.has_breaker = false; });
  answer_all(500);
  publish_many(40);
  settle();
  EXPECT_EQ(tried_ms.size(), 40U);
}

TEST_F(PushRules, WhatTheBreakerHoldsBackIsGivenUpWhenItIsTooOld) {
  answer_all(500);
  publish_many(40);
  run_for(60'000);
  world.clock.advance(settings.push_give_up_s * 1'000);
  run_for(120'000);
  for (std::uint64_t sequence = 1; sequence <= 40; ++sequence) {
    EXPECT_EQ(world.state_of(sequence), EventState::parked);
    EXPECT_EQ(park_reason(sequence), "retries_used_up");
  }
}

TEST_F(PushRules, RetryListOfTheAppGoesBeforeTheSetting) {
  configure([](DeliveryConfig& config) { config.retries_s = {100, 1'000}; });
  answer_all(500);
  world.publish();
  run_for(70'000);
  EXPECT_EQ(tried_ms.size(), 1U);
  run_for(60'000);
  EXPECT_EQ(tried_ms.size(), 2U);
}

TEST_F(PushRules, GivenUpEventBecomesPullableWhereTheSettingSaysSo) {
  settings.push_given_up = "queue";
  restart();
  answer_all(410);
  EXPECT_TRUE(queue->pull(app, {}).value().empty());
  bool rang = false;
  world.bells.wait(Queue::bell(app), [&] { rang = true; });
  const auto sequence = world.publish();
  settle();
  EXPECT_EQ(world.state_of(sequence), EventState::queued);
  EXPECT_TRUE(rang);
  const auto pulled = queue->pull(app, {}).value();
  ASSERT_EQ(pulled.size(), 1U);
  EXPECT_EQ(pulled[0].sequence, sequence);
}

TEST_F(PushRules, AppSaysOtherwiseThanTheSettingOfGivenUp) {
  settings.push_given_up = "queue";
  restart();
  configure([](DeliveryConfig& config) { config.given_up = GivenUp::park; });
  answer_all(410);
  const auto sequence = world.publish();
  settle();
  EXPECT_EQ(world.state_of(sequence), EventState::parked);
}

TEST_F(PushRules, RemovedUrlParksAlsoWhereGivenUpMeansTheQueue) {
  settings.push_given_up = "queue";
  restart();
  answer_all(500);
  const auto sequence = world.publish();
  settle();
  world.change_config(app, [](EventConfig& config) { config.notification_url.clear(); });
  run_for(limits::callback_config_ms_max);
  EXPECT_EQ(world.state_of(sequence), EventState::parked);
  EXPECT_EQ(park_reason(sequence), "url_removed");
}

TEST_F(PushRules, RemovedUrlEndsWhatIsOnItsWayWithinASecond) {
  outbound.put_peer(receiver, [](const OutboundRequest&) { return answer(200, "", {}, 14'000); });
  const auto sequence = world.publish();
  settle();
  EXPECT_EQ(outbound.in_flight(), 1U);
  world.change_config(app, [](EventConfig& config) { config.notification_url.clear(); });
  run_for(limits::callback_config_busy_ms_max);
  EXPECT_EQ(outbound.in_flight(), 0U);
  EXPECT_EQ(world.state_of(sequence), EventState::parked);
  EXPECT_EQ(park_reason(sequence), "url_removed");
}

TEST_F(PushRules, AppsConcurrencyIsKept) {
  configure([](DeliveryConfig& config) { config.concurrency_max = 2; });
  outbound.put_peer(receiver, [](const OutboundRequest&) { return answer(200, "", {}, 1'000); });
  publish_many(10);
  dispatcher->step();
  EXPECT_EQ(outbound.in_flight(), 2U);
  run_for(6'000);
  EXPECT_EQ(outbound.requests().size(), 10U);
}

TEST_F(PushRules, AppsRateIsKept) {
  configure([](DeliveryConfig& config) { config.attempts_per_second_max = 5; });
  answer_all(200);
  publish_many(40);
  run_for(4'000);
  EXPECT_LE(tried_ms.size(), 22U);
  EXPECT_GE(tried_ms.size(), 18U);
  run_for(6'000);
  EXPECT_EQ(tried_ms.size(), 40U);
}

TEST_F(PushRules, TooManyRequestsSlowsTheEndpointUntilItSucceeds) {
  bool is_busy = true;
  outbound.put_peer(receiver, [&](const OutboundRequest&) {
    tried_ms.push_back(world.clock.monotonic_ms());
    return answer(is_busy && tried_ms.size() % 3 == 0 ? 429 : 200);
  });
  publish_many(20);
  run_for(1'000);
  EXPECT_EQ(health().state, EndpointState::slowed);
  EXPECT_GT(health().per_second_max, 0);
  is_busy = false;
  publish_many(60);
  run_for(60'000);
  EXPECT_EQ(health().state, EndpointState::closed);
  EXPECT_EQ(world.state_of(80), EventState::done);
}

TEST_F(PushRules, RedeliveryIsMarkedAndKeepsIdBodyAndState) {
  answer_all(200);
  const auto sequence = world.publish();
  settle();
  redeliver(sequence);
  settle();
  const auto requests = outbound.requests();
  ASSERT_EQ(requests.size(), 2U);
  EXPECT_EQ(header(requests[0], "openvod-redelivery"), "absent");
  EXPECT_EQ(header(requests[1], "openvod-redelivery"), "1");
  EXPECT_EQ(header(requests[1], "webhook-id"), header(requests[0], "webhook-id"));
  EXPECT_EQ(requests[1].body, requests[0].body);
  EXPECT_EQ(world.state_of(sequence), EventState::done);
  run_for(60'000);
  EXPECT_EQ(outbound.requests().size(), 2U);
}

TEST_F(PushRules, RedeliveryWhileAnAttemptIsUnderWayIsMadeAfterIt) {
  outbound.put_peer(receiver, [](const OutboundRequest&) { return answer(200, "", {}, 1'000); });
  const auto sequence = world.publish();
  settle();
  redeliver(sequence);
  settle();
  EXPECT_EQ(outbound.requests().size(), 1U);
  run_for(5'000);
  ASSERT_EQ(outbound.requests().size(), 2U);
  EXPECT_EQ(header(outbound.requests()[1], "openvod-redelivery"), "1");
  EXPECT_EQ(world.state_of(sequence), EventState::done);
}

TEST_F(PushRules, RedeliveryStartsItsRetriesAnew) {
  answer_all(500);
  const auto sequence = world.publish();
  run_for(700'000);
  const std::size_t before = tried_ms.size();
  ASSERT_GE(before, 4U);
  redeliver(sequence);
  settle();
  ASSERT_EQ(tried_ms.size(), before + 1);
  run_for(7'000);
  EXPECT_EQ(tried_ms.size(), before + 2);
}

TEST_F(PushRules, ResultOfAnAttemptChangesNothingOnceTheEventWasParked) {
  outbound.put_peer(receiver, [](const OutboundRequest&) { return answer(410, "", {}, 1'000); });
  settings.push_given_up = "queue";
  restart();
  const auto sequence = world.publish();
  settle();
  world.write([&](Transaction& tx) -> Done {
    VOD_TRY(catalogue::erase_push(tx, {sequence, catalogue::to_url}));
    return catalogue::park_event(tx, app, sequence, "by hand", world.clock.wall_ms());
  });
  run_for(5'000);
  EXPECT_EQ(world.state_of(sequence), EventState::parked);
  EXPECT_EQ(park_reason(sequence), "by hand");
}

TEST_F(PushRules, WhatWasLoadedIsReadAgainWhenAnOperatorRemovedIt) {
  configure([](DeliveryConfig& config) { config.concurrency_max = 1; });
  outbound.put_peer(receiver, [](const OutboundRequest&) { return answer(200, "", {}, 1'000); });
  world.publish();
  const auto second = world.publish();
  const auto third = world.publish();
  settle();
  world.write([&](Transaction& tx) -> Done {
    VOD_TRY(catalogue::erase_push(tx, {second, catalogue::to_url}));
    VOD_TRY(catalogue::park_event(tx, app, second, "by hand", world.clock.wall_ms()));
    tx.on_commit([&] { world.bells.ring(catalogue::redelivery_bell); });
    return done();
  });
  run_for(10'000);
  EXPECT_EQ(outbound.requests().size(), 2U);
  EXPECT_EQ(world.state_of(third), EventState::done);
  EXPECT_EQ(world.state_of(second), EventState::parked);
}

TEST_F(PushRules, SecretThatCantBeReadIsAFailureOfTheAttemptAndNothingIsSent) {
  configure([](DeliveryConfig& config) { config.secrets = {{.secret = "whsec_short"}}; });
  const auto sequence = world.publish();
  settle();
  EXPECT_EQ(outbound.requests().size(), 0U);
  ASSERT_EQ(log_of(sequence).size(), 1U);
  EXPECT_EQ(log_of(sequence)[0].failure, OutboundFailure::configuration);
  EXPECT_EQ(world.state_of(sequence), EventState::sending);
  EXPECT_EQ(health().failures, 0U);
}

TEST_F(PushRules, LogThatCantBeWrittenCausesNoRedelivery) {
  world.write([](Transaction& tx) -> Done {
    VOD_TRY(
        tx.run("CREATE TRIGGER no_log BEFORE INSERT ON attempts BEGIN SELECT RAISE(ABORT, 'the log is broken'); END",
               std::initializer_list<SqlValue>{}));
    return done();
  });
  answer_all(200);
  const auto sequence = world.publish();
  run_for(5 * limits::callback_save_again_ms);
  EXPECT_EQ(world.state_of(sequence), EventState::done);
  EXPECT_EQ(tried_ms.size(), 1U);
  EXPECT_TRUE(log_of(sequence).empty());
}

TEST_F(PushRules, AnswerIsLoggedUpToItsLimit) {
  outbound.put_peer(receiver, [](const OutboundRequest&) { return answer(200, std::string(100'000, 'x')); });
  const auto sequence = world.publish();
  settle();
  ASSERT_EQ(log_of(sequence).size(), 1U);
  EXPECT_EQ(log_of(sequence)[0].answer.size(), limits::callback_answer_bytes_max);
}

TEST_F(PushRules, BoardShowsWhatAPersonWantsToKnow) {
  EXPECT_TRUE(dispatcher->list(AppId{77}).value().empty());
  answer_all(503);
  world.publish();
  settle();
  const auto shown = health();
  EXPECT_EQ(shown.url, "http://receiver.example.net/hook");
  EXPECT_EQ(shown.endpoint, "http://receiver.example.net");
  EXPECT_EQ(shown.state, EndpointState::closed);
  EXPECT_EQ(shown.attempts, 1U);
  EXPECT_EQ(shown.failures, 1U);
  ASSERT_TRUE(shown.last_failure);
  EXPECT_EQ(shown.last_failure->status, 503);
  EXPECT_EQ(shown.retries_later, 1U);
  ASSERT_TRUE(shown.next_try_ms);
  EXPECT_GT(*shown.next_try_ms, world.clock.wall_ms());
}

}  // namespace
}  // namespace vod
