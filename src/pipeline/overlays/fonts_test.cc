#include "pipeline/overlays/fonts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "pipeline/overlays/subtitle_script.h"
#include "pipeline/test_clips.h"

namespace vod {
namespace {

using testing::HasSubstr;
using testing::Not;

/// A word of the API, and a text in the script that it is for.
struct Sample {
  std::string word;
  std::string text;
};

class Fonts : public MediaTest, public testing::WithParamInterface<Sample> {};
// One word for each face.
INSTANTIATE_TEST_SUITE_P(Faces, Fonts,
                         testing::Values(Sample{"kai.ttf", "楷体字"}, Sample{"song.ttf", "宋体字"},
                                         Sample{"hei.ttf", "黑体字"}, Sample{"msyhbd.ttf", "微软雅黑"},
                                         Sample{"japanese.ttf", "日本語のひらがなカタカナ"},
                                         Sample{"korean.ttf", "한국어"}, Sample{"shipporimincho.ttf", "明朝のかな"},
                                         Sample{"thai.ttf", "ภาษาไทย"}, Sample{"notonaskharabic.ttf", "اللغة العربية"},
                                         Sample{"notosansdevanagari.ttf", "हिन्दी"}, Sample{"arial.ttf", "Latin äß"},
                                         Sample{"trajanpro.ttf", "LATIN"}));

// libass tells which file it takes, and where a letter sends it to another one.
TEST_P(Fonts, AFaceDrawsItsScriptByItself) {
  const auto font = find_font(GetParam().word);
  ASSERT_TRUE(font) << message_of(font.error());
  const std::string script = subtitle_script({{{}, font.value(), {{0, 1'000, GetParam().text}}}}, {160, 90}, 0);
  const auto log = folder_ / "log";
  const std::string command = "ffmpeg -hide_banner -nostdin -v verbose -f lavfi -i color=s=160x90:r=1:d=1 -vf 'ass=" +
                              file("script", script).string() + "' -frames:v 1 -f null - 2> '" + log.string() + "'";
  ASSERT_EQ(std::system(command.c_str()), 0);
  std::ostringstream said;
  said << std::ifstream(log).rdbuf();
  EXPECT_THAT(said.str(), HasSubstr("fontselect: (" + font.value().family));
  EXPECT_THAT(said.str(), Not(HasSubstr("not found")));
  // A bold file of the family stands beside the regular one.
  EXPECT_THAT(said.str(), HasSubstr("-> " + font.value().file.parent_path().string()));
}

TEST(FontWords, EachOfThemHasAFont) {
  std::istringstream words(known_fonts());
  int count = 0;
  for (std::string word; words >> word; ++count) {
    EXPECT_TRUE(is_font(word)) << word;
    const auto font = find_font(word);
    EXPECT_TRUE(font) << message_of(font.error());
  }
  EXPECT_EQ(count, 33);
}

TEST(FontWords, WhatIsNoneIsRefusedWithTheList) {
  EXPECT_FALSE(is_font("comic.ttf"));
  const auto font = find_font("comic.ttf");
  ASSERT_FALSE(font);
  EXPECT_THAT(message_of(font.error()), HasSubstr("simkai.ttf"));
}

}  // namespace
}  // namespace vod
