#include "wire/templates/subtitle_style.h"

#include <gtest/gtest.h>

#include "model/errors.h"

namespace vod::wire {
namespace {

SubtitleInfoInput named() {
  SubtitleInfoInput input;
  input.Id = "a";
  return input;
}

std::string refused(const SubtitleInfoInput& input) {
  const auto style = subtitle_style_of(input, "SubtitleInfoSet.0.");
  return style ? std::string() : style.error().subject;
}

TEST(SubtitleStyle, WithoutAnyFieldIsTheDocumentedOne) {
  const auto style = subtitle_style_of(named(), "");
  ASSERT_TRUE(style);
  EXPECT_EQ(style.value().font, "hei.ttf");
  EXPECT_EQ(style.value().size, (Length{5, Length::Unit::percent}));
  EXPECT_EQ(style.value().y, (Length{4, Length::Unit::percent}));
  EXPECT_EQ(style.value().outline, (Length{0.3, Length::Unit::percent}));
  EXPECT_EQ(style.value().shadow, Length{});
  EXPECT_EQ(style.value().color, 0xffffffu);
  EXPECT_FALSE(style.value().board);
  EXPECT_FALSE(style.value().from_top);
}

TEST(SubtitleStyle, ReadsItsFields) {
  auto input = named();
  input.FontSize = "24px";
  input.FontColor = "0xFF8000";
  input.Alignment = "top";
  input.BoardY = "0px";
  input.BoardWidth = "50%";
  const auto style = subtitle_style_of(input, "");
  ASSERT_TRUE(style);
  EXPECT_EQ(style.value().size, (Length{24, Length::Unit::pixels}));
  EXPECT_EQ(style.value().color, 0xff8000u);
  EXPECT_TRUE(style.value().from_top);
  ASSERT_TRUE(style.value().board);
  EXPECT_EQ(style.value().board->width, (Length{50, Length::Unit::percent}));
  EXPECT_EQ(style.value().board->height, (Length{15, Length::Unit::percent}));
}

TEST(SubtitleStyle, NamesTheFieldThatBreaksARule) {
  auto input = named();
  input.FontSize = "0px";
  EXPECT_EQ(refused(input), "SubtitleInfoSet.0.FontSize");
  input = named();
  input.YPos = "101%";
  EXPECT_EQ(refused(input), "SubtitleInfoSet.0.YPos");
  input = named();
  input.OutlineColor = "red";
  EXPECT_EQ(refused(input), "SubtitleInfoSet.0.OutlineColor");
  input = named();
  input.FontAlpha = 0;
  EXPECT_EQ(refused(input), "SubtitleInfoSet.0.FontAlpha");
  input = named();
  input.BoardAlpha = 1.5;
  EXPECT_EQ(refused(input), "SubtitleInfoSet.0.BoardAlpha");
  input = named();
  input.Alignment = "middle";
  EXPECT_EQ(refused(input), "SubtitleInfoSet.0.Alignment");
}

}  // namespace
}  // namespace vod::wire
