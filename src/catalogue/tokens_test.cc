#include "catalogue/tokens.h"

#include <gtest/gtest.h>

namespace vod::catalogue {
namespace {

TEST(Tokens, WordsAreLowerCaseRunsOfLettersAndDigits) {
  EXPECT_EQ(index_words("Harbour-View_2024.mp4"), "harbour view 2024 mp4");
}

TEST(Tokens, CjkTextIsPairsOfCharacters) {
  EXPECT_EQ(index_words("视频点播"), "视频 频点 点播");
  EXPECT_EQ(index_words("日"), "日");
  EXPECT_EQ(index_words("ab视频c"), "ab 视频 c");
}

TEST(Tokens, AQueryQuotesItsWordsAndMayEndInTheMiddleOfOne) {
  EXPECT_EQ(match_words("harbour vi"), "\"harbour\" \"vi\"*");
  EXPECT_EQ(match_words("点播"), "\"点播\"");
  EXPECT_EQ(match_words("点"), "\"点\"*");
}

TEST(Tokens, ATextWithoutWordsIsNoQuery) { EXPECT_EQ(match_words("\" * -- !"), ""); }

}  // namespace
}  // namespace vod::catalogue
