#include "pipeline/pictures/sprite_webvtt.h"

#include <gtest/gtest.h>

namespace vod {
namespace {

TEST(SpriteWebvtt, EachCueNamesItsPlaceOnASheet) {
  const SpriteMap map = {{0, 10, 20, 30, 40}, 45.5, {142, 80}, 2, 2, {"s/00000.jpg", "s/00001.jpg"}};
  EXPECT_EQ(sprite_webvtt(map),
            "WEBVTT\n\n"
            "00:00:00.000 --> 00:00:10.000\ns/00000.jpg#xywh=0,0,142,80\n\n"
            "00:00:10.000 --> 00:00:20.000\ns/00000.jpg#xywh=142,0,142,80\n\n"
            "00:00:20.000 --> 00:00:30.000\ns/00000.jpg#xywh=0,80,142,80\n\n"
            "00:00:30.000 --> 00:00:40.000\ns/00000.jpg#xywh=142,80,142,80\n\n"
            "00:00:40.000 --> 00:00:45.500\ns/00001.jpg#xywh=0,0,142,80\n");
}

TEST(SpriteWebvtt, HoursAreCountedAndACueEndsAfterItBegins) {
  const SpriteMap map = {{36'000.25}, 36'000, {10, 10}, 1, 1, {"a.png"}};
  EXPECT_EQ(sprite_webvtt(map), "WEBVTT\n\n10:00:00.250 --> 10:00:00.251\na.png#xywh=0,0,10,10\n");
}

}  // namespace
}  // namespace vod
