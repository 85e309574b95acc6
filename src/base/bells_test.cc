#include "base/bells.h"

#include <gtest/gtest.h>

#include <string>

namespace vod {
namespace {

TEST(Bells, ARingWakesTheOldestWaiterOnce) {
  Bells bells;
  std::string woken;
  bells.wait("a", [&] { woken += "1"; });
  bells.wait("a", [&] { woken += "2"; });
  bells.ring("a");
  EXPECT_EQ(woken, "1");
  bells.ring("a");
  bells.ring("a");
  EXPECT_EQ(woken, "12");
}

TEST(Bells, RingAllWakesEverybodyOfThatName) {
  Bells bells;
  std::string woken;
  bells.wait("a", [&] { woken += "1"; });
  bells.wait("b", [&] { woken += "b"; });
  bells.wait("a", [&] { woken += "2"; });
  bells.ring_all("a");
  EXPECT_EQ(woken, "12");
}

TEST(Bells, ACancelledWaiterIsNotWoken) {
  Bells bells;
  std::string woken;
  const auto ticket = bells.wait("a", [&] { woken += "1"; });
  bells.wait("a", [&] { woken += "2"; });
  EXPECT_TRUE(bells.cancel(ticket));
  EXPECT_FALSE(bells.cancel(ticket));
  bells.ring("a");
  EXPECT_EQ(woken, "2");
}

TEST(Bells, AWokenWaiterMayWaitAgainInsideItsCall) {
  Bells bells;
  int rings = 0;
  bells.wait("a", [&] {
    ++rings;
    bells.wait("a", [&] { ++rings; });
  });
  bells.ring("a");
  bells.ring("a");
  EXPECT_EQ(rings, 2);
}

}  // namespace
}  // namespace vod
