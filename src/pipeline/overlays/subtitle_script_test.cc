#include "pipeline/overlays/subtitle_script.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace vod {
namespace {

using testing::HasSubstr;
using testing::Not;

SubtitleTrack track(std::vector<wire::SubtitleCue> cues) { return {{}, {{}, "Sans"}, std::move(cues)}; }

// The events of the script, one a line.
std::string events(const std::vector<SubtitleTrack>& tracks, std::int64_t start_ms = 0) {
  const std::string script = subtitle_script(tracks, {1280, 720}, start_ms);
  return script.substr(script.find("Dialogue"));
}

TEST(SubtitleScript, ShowsEachCueInItsTime) {
  EXPECT_EQ(events({track({{3'000, 4'560, "b"}, {1'000, 2'000, "a"}})}),
            "Dialogue: 1,0:00:01.00,0:00:02.00,t0,,0,0,0,,a\n"
            "Dialogue: 1,0:00:03.00,0:00:04.56,t0,,0,0,0,,b\n");
}

TEST(SubtitleScript, OfAStretchBeginsWhereTheStretchDoes) {
  EXPECT_EQ(events({track({{1'000, 2'000, "gone"}, {9'000, 11'000, "cut"}, {12'000, 13'000, "whole"}})}, 10'000),
            "Dialogue: 1,0:00:00.00,0:00:01.00,t0,,0,0,0,,cut\n"
            "Dialogue: 1,0:00:02.00,0:00:03.00,t0,,0,0,0,,whole\n");
}

TEST(SubtitleScript, TextIsNoCommand) {
  const auto text = [](const std::string& cue) {
    const std::string event = events({track({{0, 1'000, cue}})});
    return event.substr(event.find(",,0,0,0,,") + 9);
  };
  EXPECT_EQ(text("{\\p1}m 0 0"), "\\{\\\u2060p1\\}m 0 0\n");
  EXPECT_EQ(text("two\nlines"), "two\\Nlines\n");
  EXPECT_EQ(text("<v Ann><b>bold</b> <c.red>red</c> &lt;b&gt; &amp; &c"), "{\\b1}bold{\\b0} red <b> & &c\n");
  EXPECT_EQ(text("open <b and no more"), "open \n");
}

TEST(SubtitleScript, AFaceThatIsBoldIsAskedForInBold) {
  auto one = track({{0, 1'000, "a"}});
  const auto bold_field = [&] {
    std::string style = subtitle_script({one}, {1280, 720}, 0);
    style.erase(0, style.find("Style: t0"));
    for (int i = 0; i < 7; ++i) style.erase(0, style.find(',') + 1);
    return style.substr(0, style.find(','));
  };
  EXPECT_EQ(bold_field(), "0");
  one.font.is_bold = true;
  EXPECT_EQ(bold_field(), "-1");
}

TEST(SubtitleScript, LettersAreAsLargeInFontsOfHighLines) {
  auto one = track({{0, 1'000, "a"}});
  one.style.size = {50, Length::Unit::pixels};
  one.font.line_height = 1.7;
  EXPECT_THAT(subtitle_script({one}, {1280, 720}, 0), HasSubstr("Style: t0,Sans,85.00,"));
}

TEST(SubtitleScript, HasSizesInPixelsOfTheSource) {
  auto one = track({{0, 1'000, "a"}});
  one.style.size = {10, Length::Unit::percent};
  one.style.outline = {2, Length::Unit::pixels};
  one.style.color = 0x112233;
  one.style.alpha = 0.5;
  const std::string script = subtitle_script({one}, {1280, 720}, 0);
  EXPECT_THAT(script, HasSubstr("PlayResX: 1280\nPlayResY: 720\n"));
  EXPECT_THAT(script, HasSubstr("Style: t0,Sans,72.00,&H80332211,"));
  EXPECT_THAT(script, HasSubstr(",2.00,0.00,2,0,0,29,1\n"));
  one.style.from_top = true;
  one.style.y = {90, Length::Unit::percent};
  EXPECT_THAT(subtitle_script({one}, {1280, 720}, 0), HasSubstr(",8,0,0,72,1\n"));
}

TEST(SubtitleScript, ABoardLiesOnceBehindCuesThatOverlap) {
  auto one = track({{0, 2'000, "a"}, {1'000, 3'000, "b"}});
  EXPECT_THAT(events({one}), Not(HasSubstr("\\p1")));
  one.style.board = SubtitleStyle::Board{.y = {0, Length::Unit::pixels}};
  const std::string script = events({one});
  EXPECT_THAT(script, HasSubstr("Dialogue: 0,0:00:00.00,0:00:02.00,t0,,0,0,0,,{\\an7\\pos(64,612)"));
  EXPECT_THAT(script, HasSubstr("Dialogue: 0,0:00:02.00,0:00:03.00,t0,"));
}

TEST(SubtitleScript, SpacedLinesStandInPlacesOfTheirOwn) {
  auto one = track({{0, 1'000, "upper\nlower"}});
  one.style.size = {30, Length::Unit::pixels};
  one.style.y = {40, Length::Unit::pixels};
  one.style.line_spacing = {10, Length::Unit::pixels};
  const std::string script = events({one});
  EXPECT_THAT(script, HasSubstr("t0,,0,0,80,,upper\n"));
  EXPECT_THAT(script, HasSubstr("t0,,0,0,40,,lower\n"));
}

}  // namespace
}  // namespace vod
