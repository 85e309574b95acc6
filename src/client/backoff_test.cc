#include "client/backoff.h"

#include <gtest/gtest.h>

#include "testing/seeded_random.h"

namespace vod::client {
namespace {

TEST(Backoff, DoublesFromOneSecondToThirtyWithinAFifth) {
  vod::testing::SeededRandom random(7);
  Backoff backoff(random);
  for (const std::int64_t step_ms : {1'000, 2'000, 4'000, 8'000, 16'000, 30'000, 30'000}) {
    const std::int64_t wait_ms = backoff.next_ms();
    EXPECT_GE(wait_ms, step_ms * 4 / 5);
    EXPECT_LE(wait_ms, step_ms * 6 / 5);
  }
}

TEST(Backoff, SuccessStartsItAnew) {
  vod::testing::SeededRandom random(7);
  Backoff backoff(random);
  EXPECT_FALSE(backoff.is_failing());
  for (int i = 0; i < 5; ++i) backoff.next_ms();
  EXPECT_TRUE(backoff.is_failing());
  backoff.reset();
  EXPECT_FALSE(backoff.is_failing());
  EXPECT_LE(backoff.next_ms(), 1'200);
}

TEST(Backoff, TwoClientsDoNotComeBackAsOne) {
  vod::testing::SeededRandom one(1);
  vod::testing::SeededRandom another(2);
  Backoff first(one);
  Backoff second(another);
  int same = 0;
  for (int i = 0; i < 5; ++i) same += first.next_ms() == second.next_ms() ? 1 : 0;
  EXPECT_LT(same, 5);
}

}  // namespace
}  // namespace vod::client
