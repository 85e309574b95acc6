#include "api/rate_limits.h"

#include <gtest/gtest.h>

namespace vod {
namespace {

TEST(RateLimits, BucketEmptiesAndFillsWithTime) {
  RateLimits limits(10);
  std::int64_t now_ms = 1'000;
  for (int i = 0; i < 10; ++i) EXPECT_TRUE(limits.take("id", "A", now_ms));
  EXPECT_FALSE(limits.take("id", "A", now_ms));
  EXPECT_TRUE(limits.take("id", "B", now_ms));
  EXPECT_TRUE(limits.take("other", "A", now_ms));
  now_ms += 100;  // One token.
  EXPECT_TRUE(limits.take("id", "A", now_ms));
  EXPECT_FALSE(limits.take("id", "A", now_ms));
  now_ms += 60'000;  // No more than a second's worth is saved up.
  for (int i = 0; i < 10; ++i) EXPECT_TRUE(limits.take("id", "A", now_ms));
  EXPECT_FALSE(limits.take("id", "A", now_ms));
}

TEST(RateLimits, ZeroIsNoLimit) {
  RateLimits limits(0);
  for (int i = 0; i < 1'000; ++i) EXPECT_TRUE(limits.take("id", "A", 0));
}

}  // namespace
}  // namespace vod
