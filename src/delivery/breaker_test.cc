#include "delivery/breaker.h"

#include <gtest/gtest.h>

#include "model/limits.h"

namespace vod {
namespace {

constexpr std::int64_t start_ms = 1'000'000;

void end_many(Breaker& breaker, int count, bool is_success, std::int64_t now_ms = start_ms) {
  for (int i = 0; i < count; ++i) breaker.ended(now_ms, is_success, breaker.began(now_ms));
}

TEST(Breaker, NineFailuresLeaveItClosedAndTheTenthOpensIt) {
  Breaker breaker;
  end_many(breaker, 9, false);
  EXPECT_TRUE(breaker.may_begin(start_ms));
  end_many(breaker, 1, false);
  EXPECT_EQ(breaker.state(), Breaker::State::open);
  EXPECT_FALSE(breaker.may_begin(start_ms));
}

TEST(Breaker, OpensAtSevenOfTenAndNotAtSix) {
  Breaker six;
  end_many(six, 4, true);
  end_many(six, 6, false);
  EXPECT_EQ(six.state(), Breaker::State::closed);
  Breaker seven;
  end_many(seven, 3, true);
  end_many(seven, 7, false);
  EXPECT_EQ(seven.state(), Breaker::State::open);
}

TEST(Breaker, FailuresOlderThanTheWindowDontCount) {
  Breaker breaker;
  end_many(breaker, 9, false);
  end_many(breaker, 9, false, start_ms + limits::breaker_window_ms);
  EXPECT_EQ(breaker.state(), Breaker::State::closed);
  EXPECT_EQ(breaker.counts(start_ms + limits::breaker_window_ms).attempts, 9U);
}

TEST(Breaker, OneProbeAfterThePauseDecides) {
  Breaker breaker;
  end_many(breaker, 10, false);
  const std::int64_t probe_ms = start_ms + limits::breaker_open_ms;
  EXPECT_FALSE(breaker.may_begin(probe_ms - 1));
  ASSERT_TRUE(breaker.may_begin(probe_ms));
  EXPECT_TRUE(breaker.began(probe_ms));
  EXPECT_EQ(breaker.state(), Breaker::State::probing);
  EXPECT_FALSE(breaker.may_begin(probe_ms + 1));

  breaker.ended(probe_ms + 5, false, true);
  EXPECT_EQ(breaker.state(), Breaker::State::open);
  EXPECT_EQ(breaker.probe_at_ms(), probe_ms + 5 + limits::breaker_open_ms);

  const std::int64_t again_ms = breaker.probe_at_ms();
  EXPECT_TRUE(breaker.began(again_ms));
  breaker.ended(again_ms, true, true);
  EXPECT_EQ(breaker.state(), Breaker::State::closed);
  // What was before the probe is forgotten: one failure does not open it again.
  breaker.ended(again_ms, false, false);
  EXPECT_EQ(breaker.state(), Breaker::State::closed);
}

TEST(Breaker, AttemptsFromBeforeItOpenedNeitherCloseNorProlongIt) {
  Breaker breaker;
  end_many(breaker, 10, false);
  breaker.ended(start_ms + 10, true, false);
  breaker.ended(start_ms + 20, false, false);
  EXPECT_EQ(breaker.state(), Breaker::State::open);
  EXPECT_EQ(breaker.probe_at_ms(), start_ms + limits::breaker_open_ms);
}

}  // namespace
}  // namespace vod
