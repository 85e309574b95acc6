#include "delivery/pace.h"

#include <gtest/gtest.h>

#include "model/limits.h"

namespace vod {
namespace {

constexpr std::int64_t start_ms = 5'000'000;

// How many attempts begin in so many milliseconds when as many as may do.
int begun_in(Pace& pace, std::int64_t from_ms, std::int64_t ms) {
  int begun = 0;
  for (std::int64_t now_ms = from_ms; now_ms < from_ms + ms; ++now_ms) {
    while (pace.may_begin(now_ms) && begun < 100'000) {
      pace.began(now_ms);
      ++begun;
    }
  }
  return begun;
}

TEST(Pace, LimitIsKeptOverSeconds) {
  Pace pace;
  pace.limit(50);
  EXPECT_NEAR(begun_in(pace, start_ms, 10'000), 500, 10);
}

TEST(Pace, ReadyTimeIsWhenTheNextOneMayBegin) {
  Pace pace;
  pace.limit(2);
  pace.began(start_ms);
  const std::int64_t ready_ms = pace.ready_ms(start_ms);
  EXPECT_EQ(ready_ms, start_ms + 500);
  EXPECT_FALSE(pace.may_begin(ready_ms - 1));
  EXPECT_TRUE(pace.may_begin(ready_ms));
}

TEST(Pace, SlowDownHalvesWhatWasGoing) {
  Pace pace;
  for (int i = 0; i < 80; ++i) pace.began(start_ms + i);
  pace.slow_down(start_ms + 100, start_ms + 50);
  EXPECT_EQ(pace.per_second(), 40);
  // The other answers to that burst say nothing new.
  for (int i = 0; i < 20; ++i) pace.slow_down(start_ms + 110, start_ms + 60);
  EXPECT_EQ(pace.per_second(), 40);
  pace.slow_down(start_ms + 500, start_ms + 300);
  EXPECT_EQ(pace.per_second(), 20);
}

TEST(Pace, HalvingEndsAtTheLeastRate) {
  Pace pace;
  for (int i = 1; i <= 60; ++i) pace.slow_down(start_ms + i, start_ms + i);
  EXPECT_EQ(pace.per_second(), limits::callback_rate_min);
}

TEST(Pace, SuccessesBringTheFullRateBack) {
  Pace pace;
  for (int i = 0; i < 100; ++i) pace.began(start_ms);
  pace.slow_down(start_ms, start_ms);
  double before = pace.per_second();
  int successes = 0;
  while (pace.per_second() > 0 && successes < 1'000) {
    pace.speed_up();
    ++successes;
    if (pace.per_second() == 0) break;
    EXPECT_GT(pace.per_second(), before);
    before = pace.per_second();
  }
  EXPECT_EQ(pace.per_second(), 0);
  EXPECT_LT(successes, 50);
  EXPECT_TRUE(pace.may_begin(start_ms));
}

TEST(Pace, SuccessesLeaveALimitThatWasSet) {
  Pace pace;
  pace.limit(5);
  for (int i = 0; i < 100; ++i) pace.speed_up();
  EXPECT_EQ(pace.per_second(), 5);
}

}  // namespace
}  // namespace vod
