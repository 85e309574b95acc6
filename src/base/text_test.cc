#include "base/text.h"

#include <gtest/gtest.h>

namespace vod {
namespace {

TEST(Text, HexGoesBothWaysAndRefusesWhatIsNone) {
  EXPECT_EQ(to_hex(bytes_of(std::string_view("\x00\xff\x1a", 3))), "00ff1a");
  EXPECT_EQ(text_of(*from_hex("00FF1a")), std::string_view("\x00\xff\x1a", 3));
  EXPECT_FALSE(from_hex("0"));
  EXPECT_FALSE(from_hex("0g"));
}

TEST(Text, Base64HasTheValuesOfTheRfc) {
  EXPECT_EQ(to_base64(bytes_of("foobar")), "Zm9vYmFy");
  EXPECT_EQ(to_base64(bytes_of("foob")), "Zm9vYg==");
  EXPECT_EQ(to_base64url(bytes_of("\xfb\xff\xfe")), "-__-");
  EXPECT_EQ(text_of(*from_base64("Zm9vYg==")), "foob");
  EXPECT_EQ(text_of(*from_base64("-__-")), "\xfb\xff\xfe");
  EXPECT_FALSE(from_base64("Zm9v*"));
  EXPECT_FALSE(from_base64("Z"));
}

TEST(Text, UrlEncodingLeavesUnreservedAlone) {
  EXPECT_EQ(url_encode("a-b_c.d~e/f g!"), "a-b_c.d~e%2Ff%20g%21");
  EXPECT_EQ(url_decode("a%2Ff%20g+h"), "a/f g+h");
  EXPECT_EQ(url_decode("g+h", true), "g h");
  EXPECT_EQ(url_decode("100%"), "100%");
}

TEST(Text, Iso8601TakesOffsetsAndFractions) {
  EXPECT_EQ(iso8601(1'700'000'000'000), "2023-11-14T22:13:20Z");
  EXPECT_EQ(parse_iso8601("2023-11-14T22:13:20Z"), 1'700'000'000'000);
  EXPECT_EQ(parse_iso8601("2023-11-15T06:13:20+08:00"), 1'700'000'000'000);
  EXPECT_EQ(parse_iso8601("2023-11-14T22:13:20.250Z"), 1'700'000'000'250);
  EXPECT_EQ(parse_iso8601("9999-12-31T23:59:59Z"), 253'402'300'799'000);
}

TEST(Text, Iso8601RefusesWhatIsNoDate) {
  for (const char* text : {"", "2023-02-30T00:00:00Z", "2023-11-14", "2023-11-14T25:00:00Z", "2023-11-14T22:13:20",
                           "2023-11-14 22:13:20Z", "2023-11-14T22:13:20+0800", "2023-11-14T22:13:20.Z"}) {
    EXPECT_FALSE(parse_iso8601(text)) << text;
  }
}

TEST(Text, HttpDateGoesBothWays) {
  EXPECT_EQ(http_date(784'111'777'000), "Sun, 06 Nov 1994 08:49:37 GMT");
  EXPECT_EQ(parse_http_date("Sun, 06 Nov 1994 08:49:37 GMT"), 784'111'777'000);
  EXPECT_FALSE(parse_http_date("Sunday, 06-Nov-94 08:49:37 GMT"));
}

TEST(Text, NumbersAreWholeTexts) {
  EXPECT_EQ(parse_number<std::int64_t>("-12"), -12);
  EXPECT_EQ(parse_number<std::uint64_t>("18446744073709551615"), UINT64_MAX);
  EXPECT_FALSE(parse_number<std::uint64_t>("18446744073709551616"));
  EXPECT_FALSE(parse_number<std::int64_t>("12x"));
  EXPECT_FALSE(parse_number<std::int64_t>(""));
}

TEST(Text, LengthCountsCharactersNotBytes) { EXPECT_EQ(utf8_length("转码 ok"), 5u); }

TEST(Text, Utf8RefusesOverlongSurrogatesAndCuts) {
  EXPECT_TRUE(is_utf8("转码 \xF0\x9F\x8E\xAC"));
  for (const char* text : {"\xC0\xAF", "\xED\xA0\x80", "\xE8\xBD", "\xF5\x80\x80\x80", "\x80"}) {
    EXPECT_FALSE(is_utf8(text));
  }
}

TEST(Text, SplitKeepsEmptyParts) {
  EXPECT_EQ(split("a,,b", ','), (std::vector<std::string_view>{"a", "", "b"}));
  EXPECT_EQ(split("", ','), (std::vector<std::string_view>{""}));
}

}  // namespace
}  // namespace vod
