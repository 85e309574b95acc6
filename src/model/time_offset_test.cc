#include "model/time_offset.h"

#include <gtest/gtest.h>

namespace vod {
namespace {

TEST(TimeOffset, SecondsAndPercentAreTold) {
  EXPECT_EQ(parse_time_offset("3.5s"), (TimeOffset{false, 3.5}));
  EXPECT_EQ(parse_time_offset("0s"), (TimeOffset{false, 0}));
  EXPECT_EQ(parse_time_offset("10%"), (TimeOffset{true, 10}));
  EXPECT_EQ(parse_time_offset("100%"), (TimeOffset{true, 100}));
}

TEST(TimeOffset, WhatIsNoPlaceInAMediaIsNone) {
  for (const auto* text : {"", "s", "%", "3", "3.5", "-1s", "101%", "-1%", "3ms", "1e999s", "nans", "infs", "nan%",
                           " 1s", "1 s", "1s ", "0x10s", "10%%", "3,5s"})
    EXPECT_FALSE(parse_time_offset(text)) << text;
}

}  // namespace
}  // namespace vod
