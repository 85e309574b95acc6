#include "delivery/endpoint.h"

#include <gtest/gtest.h>

#include "model/limits.h"

namespace vod {
namespace {

constexpr std::int64_t now_ms = 2'000'000;

EndpointFailure failed(int status) { return {OutboundFailure::none, status, "no", 7}; }

void attempt(Endpoint& endpoint, std::int64_t at_ms, int status) {
  const bool is_probe = endpoint.began(at_ms);
  std::optional<EndpointFailure> failure;
  if (status >= 300) failure = failed(status);
  endpoint.ended(at_ms, at_ms, is_probe, status == 429, failure);
}

std::size_t places(Endpoint endpoint) {
  while (endpoint.may_begin(now_ms, true)) endpoint.began(now_ms);
  return endpoint.in_flight();
}

TEST(Endpoint, PlacesGrowWithSuccessesAndHalveWithFailures) {
  Endpoint endpoint;
  EXPECT_EQ(places(endpoint), limits::callbacks_first_per_endpoint);
  for (int i = 0; i < 200; ++i) attempt(endpoint, now_ms, 200);
  EXPECT_EQ(places(endpoint), limits::callbacks_per_endpoint_max);
  EXPECT_TRUE(endpoint.is_proven());
  attempt(endpoint, now_ms, 500);
  EXPECT_EQ(places(endpoint), limits::callbacks_per_endpoint_max / 2);
  EXPECT_FALSE(endpoint.is_proven());
  for (int i = 0; i < 20; ++i) attempt(endpoint, now_ms, 500);
  EXPECT_EQ(places(endpoint), limits::callbacks_per_failing_endpoint_max);
}

TEST(Endpoint, OpenBreakerHoldsAttemptsBackUnlessTheAppWillHaveNone) {
  Endpoint endpoint;
  for (int i = 0; i < 10; ++i) attempt(endpoint, now_ms, 503);
  EXPECT_FALSE(endpoint.may_begin(now_ms, true));
  EXPECT_TRUE(endpoint.may_begin(now_ms, false));
  EXPECT_EQ(endpoint.ready_ms(now_ms, true), now_ms + limits::breaker_open_ms);
  EXPECT_EQ(endpoint.ready_ms(now_ms, false), now_ms);
}

TEST(Endpoint, TooManyRequestsSlowsAndIsShown) {
  Endpoint endpoint;
  for (int i = 0; i < 8; ++i) attempt(endpoint, now_ms, 200);
  attempt(endpoint, now_ms, 429);
  EndpointHealth health;
  endpoint.show(health, now_ms, 1'700'000'000'000);
  EXPECT_EQ(health.state, EndpointState::slowed);
  EXPECT_EQ(health.per_second_max, 4.5);
  EXPECT_EQ(health.attempts, 9U);
  EXPECT_EQ(health.failures, 1U);
  ASSERT_TRUE(health.last_failure);
  EXPECT_EQ(health.last_failure->status, 429);
}

TEST(Endpoint, WithdrawnProbeIsFollowedByAnother) {
  Endpoint endpoint;
  for (int i = 0; i < 10; ++i) attempt(endpoint, now_ms, 500);
  const std::int64_t probe_ms = now_ms + limits::breaker_open_ms;
  ASSERT_TRUE(endpoint.began(probe_ms));
  endpoint.withdrawn(probe_ms, true);
  EXPECT_EQ(endpoint.in_flight(), 0U);
  EXPECT_TRUE(endpoint.may_begin(probe_ms + limits::breaker_open_ms, true));
}

TEST(Endpoint, OpenStateShowsWhenTheProbeGoes) {
  Endpoint endpoint;
  for (int i = 0; i < 10; ++i) attempt(endpoint, now_ms, 500);
  EndpointHealth health;
  endpoint.show(health, now_ms + 10'000, 1'700'000'000'000);
  EXPECT_EQ(health.state, EndpointState::open);
  EXPECT_EQ(health.next_try_ms, 1'700'000'020'000);
}

}  // namespace
}  // namespace vod
