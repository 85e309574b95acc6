#include "delivery/retry.h"

#include <gtest/gtest.h>

#include "delivery/push.h"

namespace vod {
namespace {

const RetryRules rules = CallbackOptions::from(Settings{}).retry;
constexpr double middle = 0.5;
constexpr std::int64_t hour_ms = 3'600'000;

AttemptOutcome status(int code) { return {OutboundFailure::none, code, {}}; }

TEST(RetryRules, EveryTwoHundredIsDelivered) {
  for (const int code : {200, 201, 204, 299})
    EXPECT_EQ(decide(rules, status(code), 1, 0, 0, middle).step, PushStep::delivered);
}

TEST(RetryRules, RedirectsAndErrorsAndSilenceAreTriedAgain) {
  for (const int code : {0, 100, 301, 302, 307, 400, 404, 429, 500, 503}) {
    EXPECT_EQ(decide(rules, status(code), 1, 0, 0, middle).step, PushStep::again) << code;
  }
  for (const auto failure : {OutboundFailure::refused_address, OutboundFailure::resolve, OutboundFailure::timeout,
                             OutboundFailure::broken, OutboundFailure::tls}) {
    EXPECT_EQ(decide(rules, {failure, 200, {}}, 1, 0, 0, middle).step, PushStep::again);
  }
}

TEST(RetryRules, GoneStops) {
  const auto decision = decide(rules, status(410), 1, 0, 0, middle);
  EXPECT_EQ(decision.step, PushStep::give_up);
  EXPECT_EQ(decision.reason, "gone");
}

TEST(RetryRules, WaitsFollowTheListAndThenItsLast) {
  const std::vector<std::int64_t> waits_s = {5, 30, 120, 600, 1'800, 3'600, 7'200, 14'400, 28'800, 28'800};
  for (std::size_t i = 0; i < waits_s.size(); ++i) {
    const auto decision = decide(rules, status(500), static_cast<std::int64_t>(i) + 1, 1'000, 1'000, middle);
    EXPECT_EQ(decision.due_ms, 1'000 + waits_s[i] * 1'000) << i;
  }
}

TEST(RetryRules, ChanceSpreadsTheWaitByAFifth) {
  EXPECT_EQ(decide(rules, status(500), 2, 0, 0, 0).due_ms, 24'000);
  EXPECT_NEAR(static_cast<double>(decide(rules, status(500), 2, 0, 0, 0.999999).due_ms), 36'000, 1);
}

TEST(RetryRules, RetryAfterCountsBetweenOneAndTwoTimesTheWait) {
  const auto due = [](std::int64_t asked_ms) {
    return decide(rules, {OutboundFailure::none, 503, asked_ms}, 2, 0, 0, middle).due_ms;
  };
  EXPECT_EQ(due(0), 30'000);
  EXPECT_EQ(due(45'000), 45'000);
  EXPECT_EQ(due(86'400'000), 60'000);
}

TEST(RetryRules, GivesUpWhenTheNextTryWouldComeAfterThreeDays) {
  std::int64_t now_ms = 0;
  std::int64_t attempts = 1;
  auto decision = decide(rules, status(500), attempts, 0, now_ms, middle);
  while (decision.step == PushStep::again) {
    now_ms = decision.due_ms;
    decision = decide(rules, status(500), ++attempts, 0, now_ms, middle);
  }
  EXPECT_EQ(decision.step, PushStep::give_up);
  EXPECT_EQ(decision.reason, "retries_used_up");
  EXPECT_GT(now_ms, 64 * hour_ms);
  EXPECT_LE(now_ms, 72 * hour_ms);
  EXPECT_EQ(attempts, 17);
}

TEST(RetryAfter, IsSecondsOrADateAndNothingElse) {
  constexpr std::int64_t now_ms = 784'111'777'000;  // Sun, 06 Nov 1994 08:49:37 GMT
  EXPECT_EQ(parse_retry_after("120", now_ms), 120'000);
  EXPECT_EQ(parse_retry_after(" 0 ", now_ms), 0);
  EXPECT_EQ(parse_retry_after("Sun, 06 Nov 1994 08:50:37 GMT", now_ms), 60'000);
  EXPECT_EQ(parse_retry_after("Sun, 06 Nov 1994 08:00:00 GMT", now_ms), 0);
  EXPECT_EQ(parse_retry_after("18446744073709551615", now_ms), 365LL * 86'400'000);
  for (const char* odd : {"", "-1", "1.5", "soon", "99999999999999999999999", "1 2"}) {
    EXPECT_FALSE(parse_retry_after(odd, now_ms)) << odd;
  }
}

}  // namespace
}  // namespace vod
