#include "wire/stream_subtitles.h"

#include <gtest/gtest.h>

#include "wire/playlist.h"

namespace vod::wire {
namespace {

constexpr std::string_view plain_master =
    "#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-STREAM-INF:BANDWIDTH=500000,RESOLUTION=640x360\nadp.10/v0.m3u8\n"
    "#EXT-X-STREAM-INF:BANDWIDTH=900000,RESOLUTION=1280x720\nadp.10/v1.m3u8\n";
const std::vector<StreamSubtitle> two = {{"en", "Eng\"lish", "en", "adp.10/subtitles/en.m3u8", true},
                                         {"zh", "中文", "zh", "adp.10/subtitles/zh.m3u8", false}};

TEST(MasterPlaylist, OffersTheSubtitlesInEveryVariant) {
  const auto text = master_with_subtitles(plain_master, two);
  ASSERT_TRUE(text);
  const auto read = read_playlist(text.value());
  ASSERT_TRUE(read) << text.value();
  const auto& master = std::get<MasterPlaylist>(read.value());
  ASSERT_EQ(master.renditions.size(), 2u);
  EXPECT_EQ(master.renditions[0].name, "Eng'lish");
  EXPECT_TRUE(master.renditions[0].is_default);
  EXPECT_FALSE(master.renditions[1].is_default);
  EXPECT_EQ(master.renditions[1].uri, "adp.10/subtitles/zh.m3u8");
  for (const auto& variant : master.variants) EXPECT_EQ(variant.subtitles, master.renditions[0].group);
}

TEST(MasterPlaylist, WithoutSubtitlesIsAsItWas) {
  const auto with = master_with_subtitles(plain_master, two);
  const auto again = master_with_subtitles(with.value(), {});
  EXPECT_EQ(again.value(), master_with_subtitles(plain_master, {}).value());
  EXPECT_EQ(again.value().find("SUBTITLES"), std::string::npos);
}

TEST(MasterPlaylist, TwoOfOneNameAreToldApart) {
  const std::vector<StreamSubtitle> same = {{"a", "x", "en", "a.m3u8", false}, {"b", "x", "en", "b.m3u8", false}};
  const auto text = master_with_subtitles(plain_master, same);
  EXPECT_NE(text.value().find("NAME=\"x\""), std::string::npos);
  EXPECT_NE(text.value().find("NAME=\"x (b)\""), std::string::npos);
}

TEST(MasterPlaylist, AMediaPlaylistIsNone) {
  EXPECT_FALSE(master_with_subtitles(subtitle_playlist("en.vtt", 2'000), two));
}

TEST(Manifest, HasASetPerSubtitleAndLosesThemAgain) {
  const std::string plain =
      "<MPD>\n  <Period id=\"0\">\n    <AdaptationSet id=\"0\" contentType=\"video\">\n"
      "    </AdaptationSet>\n  </Period>\n</MPD>\n";
  const auto text = manifest_with_subtitles(plain, two);
  ASSERT_TRUE(text);
  EXPECT_NE(text.value().find("lang=\"zh\""), std::string::npos);
  EXPECT_NE(text.value().find("<Label>Eng&quot;lish</Label>"), std::string::npos);
  EXPECT_LT(text.value().find("<BaseURL>adp.10/subtitles/en.m3u8</BaseURL>"), text.value().find("</Period>"));
  EXPECT_EQ(manifest_with_subtitles(text.value(), {}).value(), plain);
  EXPECT_FALSE(manifest_with_subtitles("<MPD/>", two));
}

TEST(SubtitlePlaylist, NamesTheTextForTheWholeStream) {
  const auto read = read_playlist(subtitle_playlist("en.vtt", 24'020));
  ASSERT_TRUE(read);
  const auto& playlist = std::get<MediaPlaylist>(read.value());
  ASSERT_EQ(playlist.segments.size(), 1u);
  EXPECT_EQ(playlist.segments[0].uri, "en.vtt");
  EXPECT_EQ(playlist.duration_us(), 24'020'000);
  EXPECT_TRUE(playlist.ended);
}

TEST(SubtitleSegment, SaysWhereItsZeroIs) {
  EXPECT_EQ(webvtt_segment("WEBVTT x\n\n00:01.000 --> 00:02.000\ny\n", 126'000),
            "WEBVTT x\nX-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:126000\n\n00:01.000 --> 00:02.000\ny\n");
}

}  // namespace
}  // namespace vod::wire
