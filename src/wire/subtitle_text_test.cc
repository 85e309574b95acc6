#include "wire/subtitle_text.h"

#include <gtest/gtest.h>

#include "model/limits.h"

namespace vod::wire {
namespace {

std::string refused(const Result<SubtitleText>& read) { return read ? std::string("read") : read.error().detail; }

TEST(WebVtt, IsKeptAsItStands) {
  const auto read = read_webvtt(
      "\xEF\xBB\xBFWEBVTT - of the harbour\r\nKind: captions\r\n\r\nNOTE by hand\r\n\r\nSTYLE\r\n::cue { color: red "
      "}\r\n\r\n"
      "first\r\n00:01.000 --> 00:02.500 align:start\r\nGulls & <b>boats</b>\r\n\r\n01:00:00.000 --> "
      "01:00:01.000\r\n海\r\n");
  ASSERT_TRUE(read) << refused(read);
  EXPECT_EQ(read.value().cues,
            (std::vector<SubtitleCue>{{1'000, 2'500, "Gulls & <b>boats</b>"}, {3'600'000, 3'601'000, "海"}}));
  EXPECT_EQ(read.value().end_ms, 3'601'000);
  EXPECT_TRUE(read.value().webvtt.starts_with("WEBVTT - of the harbour\nKind: captions\n\nNOTE by hand\n"));
  EXPECT_NE(read.value().webvtt.find("first\n00:01.000 --> 00:02.500 align:start\nGulls & <b>boats</b>\n"),
            std::string::npos);
}

TEST(WebVtt, MayHaveNoCue) { EXPECT_EQ(refused(read_webvtt("WEBVTT")), "read"); }

TEST(WebVtt, WhatBreaksARuleIsNamedWithItsLine) {
  const auto line_of = [](std::string_view text) {
    const std::string detail = refused(read_webvtt(text));
    return detail.substr(0, detail.find(':', 9));
  };
  EXPECT_EQ(line_of(""), "Content: line 1");
  EXPECT_EQ(line_of("1\n00:00:01,000 --> 00:00:02,000\nhello\n"), "Content: line 1");
  EXPECT_EQ(line_of("WEBVTTX\n\n00:01.000 --> 00:02.000\nx\n"), "Content: line 1");
  EXPECT_EQ(line_of("WEBVTT\n\n00:01,000 --> 00:02,000\nx\n"), "Content: line 3");
  EXPECT_EQ(line_of("WEBVTT\n\n00:02.000 --> 00:01.000\nx\n"), "Content: line 3");
  EXPECT_EQ(line_of("WEBVTT\n\n00:61.000 --> 00:62.000\nx\n"), "Content: line 3");
  EXPECT_EQ(line_of("WEBVTT\n\none\ntwo\nthree\n"), "Content: line 4");
  EXPECT_EQ(line_of("WEBVTT\n\n00:01.000 --> 00:02.000\nx --> y\n"), "Content: line 4");
  EXPECT_NE(refused(read_webvtt("WEBVTT\n\n\xC3\x28")).find("UTF-8"), std::string::npos);
  EXPECT_NE(refused(read_webvtt("WEBVTT\n" + std::string(limits::subtitle_bytes_max, 'x'))).find("limit"),
            std::string::npos);
}

TEST(SubRip, BecomesWebVtt) {
  const auto made = webvtt_of_subrip(
      "1\r\n00:00:01,000 --> 00:00:02,500\r\n<i>Gulls</i> & <font color=\"red\">boats</font>\r\n{\\an8}5 < 6 --> "
      "7\r\n\r\n"
      "2\r\n00:00:03,000 --> 01:00:04,250 X1:10 X2:20\r\n海\r\n");
  ASSERT_TRUE(made) << refused(made);
  EXPECT_EQ(made.value().webvtt,
            "WEBVTT\n\n00:00:01.000 --> 00:00:02.500\n<i>Gulls</i> &amp; boats\n5 &lt; 6 --&gt; 7\n\n"
            "00:00:03.000 --> 01:00:04.250\n海\n");
  EXPECT_EQ(refused(read_webvtt(made.value().webvtt)), "read");
  EXPECT_EQ(made.value().end_ms, 3'604'250);
}

TEST(SubRip, ALineOfTagsAloneEndsNoCue) {
  const auto made = webvtt_of_subrip("1\n00:00:01,000 --> 00:00:02,000\n<font color=red>\nhello\n");
  ASSERT_TRUE(made);
  EXPECT_EQ(refused(read_webvtt(made.value().webvtt)), "read");
  EXPECT_NE(made.value().webvtt.find("\nhello\n"), std::string::npos);
}

TEST(SubRip, WhatIsNoneIsRefused) {
  for (const char* text :
       {"", "hello", "1\nhello", "1\n00:00:01.000 --> 00:00:02.000\nx", "1\n00:00:02,000 --> 00:00:01,000\nx"}) {
    EXPECT_NE(refused(webvtt_of_subrip(text)), "read") << text;
  }
}

}  // namespace
}  // namespace vod::wire
