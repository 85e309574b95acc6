#include "api/replays.h"

#include <gtest/gtest.h>

#include "model/limits.h"

namespace vod {
namespace {

TEST(Replays, CountsWhatComesAgainInsideTheWindow) {
  Replays replays;
  replays.note("a", 0);
  replays.note("b", 0);
  EXPECT_EQ(replays.count(), 0U);
  replays.note("a", 1'000);
  EXPECT_EQ(replays.count(), 1U);
  replays.note("a", 1'000 + 2 * limits::signature_window_s * 1'000 + 1);
  EXPECT_EQ(replays.count(), 1U);
}

}  // namespace
}  // namespace vod
