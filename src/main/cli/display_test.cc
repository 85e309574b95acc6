#include "main/cli/display.h"

#include <gtest/gtest.h>

namespace vod::cli {
namespace {

TEST(Display, SizesAreReadAtAGlance) {
  EXPECT_EQ(size_text(0), "0 B");
  EXPECT_EQ(size_text(999), "999 B");
  EXPECT_EQ(size_text(1'000), "1.0 kB");
  EXPECT_EQ(size_text(12'345'678), "12.3 MB");
  EXPECT_EQ(size_text(123'456'789), "123 MB");
  EXPECT_EQ(size_text(999'999), "1.0 MB");
}

TEST(Display, DurationsGrowHours) {
  EXPECT_EQ(duration_text(42.4), "0:42");
  EXPECT_EQ(duration_text(62), "1:02");
  EXPECT_EQ(duration_text(3'723), "1:02:03");
}

TEST(Display, WideCharactersTakeTwoColumns) {
  EXPECT_EQ(display_width("视频"), 4U);
  EXPECT_EQ(display_width("né"), 2U);
  EXPECT_EQ(fitted("视频文件", 5), "视频…");
  EXPECT_EQ(fitted("short", 5), "short");
}

TEST(Display, TablesAlignTheirColumns) {
  Table table({"Name", "Size"});
  table.add({"视频", "1"});
  table.add({"longer", "22"});
  EXPECT_EQ(table.text(), "Name    Size\n视频    1\nlonger  22\n");
}

TEST(Display, ControlCharactersNeverReachTheTerminal) {
  Table table({"Name"});
  table.add({"a\x1b[2Jb\n"});
  EXPECT_EQ(table.text(), "Name\na?[2Jb?\n");
  Facts facts;
  facts.add("Name", "x\ry");
  facts.add("Empty", "");
  EXPECT_EQ(facts.text(), "Name  x?y\n");
}

}  // namespace
}  // namespace vod::cli
