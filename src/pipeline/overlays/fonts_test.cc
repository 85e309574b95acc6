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
                                         Sample{"notosans.ttf", "Latin Ελληνικά Русский"},
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

// The height of a line as the font's file says it, in sizes of the font; the first font of a collection.
double line_height_in(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  const auto bytes = [&](std::size_t at, std::size_t count) {
    std::string found(count, '\0');
    stream.seekg(static_cast<std::streamoff>(at));
    stream.read(found.data(), static_cast<std::streamsize>(count));
    return found;
  };
  const auto number = [&](std::size_t at, std::size_t count) {
    std::size_t value = 0;
    for (const char byte : bytes(at, count)) value = value << 8 | static_cast<unsigned char>(byte);
    return value;
  };
  const std::size_t font = bytes(0, 4) == "ttcf" ? number(12, 4) : 0;
  const auto table = [&](std::string_view name) {
    for (std::size_t i = 0; i < number(font + 4, 2); ++i) {
      const std::size_t row = font + 12 + i * 16;
      if (bytes(row, 4) == name) return number(row + 8, 4);
    }
    return std::size_t{0};
  };
  const auto height = static_cast<double>(number(table("OS/2") + 74, 2) + number(table("OS/2") + 76, 2));
  return height / static_cast<double>(number(table("head") + 18, 2));
}

TEST(FontWords, EachOfThemHasAFont) {
  std::istringstream words(known_fonts());
  int count = 0;
  for (std::string word; words >> word; ++count) {
    EXPECT_TRUE(is_font(word)) << word;
    const auto font = find_font(word);
    ASSERT_TRUE(font) << message_of(font.error());
    EXPECT_NEAR(font.value().line_height, line_height_in(font.value().file), 0.001) << word;
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
