#include "wire/subtitle_offering.h"

#include <gtest/gtest.h>

#include "wire/playlist.h"

namespace vod::wire {
namespace {

constexpr std::string_view master = "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=500000\nadp.10/v0.m3u8\n";
constexpr const char* text = "WEBVTT\n\n00:01.000 --> 00:02.000\ngulls\n";

std::vector<OfferedSubtitle> english(const std::string& webvtt) {
  return {{{"en", "English", "en", "subtitles/en.vtt", false}, webvtt}};
}

TEST(SubtitleOffering, HlsHasASegmentAndAPlaylistOfEachText) {
  OfferingStream stream{.is_dash = false, .folder = "adp.10/subtitles/", .is_transport_stream = true, .duration_ms = 0};
  auto offering = offer_subtitles(stream, master, english(text));
  ASSERT_TRUE(offering);
  ASSERT_EQ(offering.value().files.size(), 2U);
  EXPECT_EQ(offering.value().files[0].name, "adp.10/subtitles/en.vtt");
  EXPECT_NE(offering.value().files[0].text.find("MPEGTS:133200\n"), std::string::npos);
  EXPECT_EQ(offering.value().files[1].name, "adp.10/subtitles/en.m3u8");
  EXPECT_NE(offering.value().files[1].text.find("#EXTINF:2"), std::string::npos) << offering.value().files[1].text;
  EXPECT_NE(offering.value().master.find("URI=\"adp.10/subtitles/en.m3u8\""), std::string::npos);

  stream.is_transport_stream = false;
  stream.duration_ms = 7'000;
  offering = offer_subtitles(stream, master, english(text));
  EXPECT_NE(offering.value().files[0].text.find("MPEGTS:0\n"), std::string::npos);
  EXPECT_NE(offering.value().files[1].text.find("#EXTINF:7"), std::string::npos) << offering.value().files[1].text;
}

TEST(SubtitleOffering, DashNamesTheTextWhereItIs) {
  const OfferingStream stream{.is_dash = true, .folder = {}, .is_transport_stream = false, .duration_ms = 0};
  const auto offering = offer_subtitles(stream, "<MPD>\n  <Period>\n  </Period>\n</MPD>\n", english(""));
  ASSERT_TRUE(offering);
  EXPECT_TRUE(offering.value().files.empty());
  EXPECT_NE(offering.value().master.find("<BaseURL>subtitles/en.vtt</BaseURL>"), std::string::npos);
}

TEST(SubtitleOffering, WhatIsNoWebVttIsRefused) {
  const OfferingStream stream{.is_dash = false, .folder = "s/", .is_transport_stream = false, .duration_ms = 0};
  EXPECT_FALSE(offer_subtitles(stream, master, english("gulls")));
}

}  // namespace
}  // namespace vod::wire
