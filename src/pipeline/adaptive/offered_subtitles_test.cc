#include <gmock/gmock.h>

#include "pipeline/adaptive/test_adaptive.h"
#include "pipeline/output_items.h"

namespace vod {
namespace {

/// Streams of one rendition that offer subtitles.
class OfferedSubtitles : public AdaptiveTest {
 protected:
  AdaptiveWish wish(std::string segment_type, bool dash = false) {
    AdaptiveWish made{.wanted = ladder(std::move(segment_type), dash), .key = {}};
    made.wanted.streams.resize(1);
    for (const std::string id : {"en", "zh"}) {
      MediaSubtitle subtitle;
      subtitle.item.Id = id;
      subtitle.item.Name = "name of " + id;
      subtitle.item.Language = id;
      subtitle.item.Url = "/app/media/subtitles/" + id + ".vtt";
      subtitle.file = file(id + ".vtt", "WEBVTT\n\n00:00.100 --> 00:00.900\ngulls " + id + "\n");
      made.offered.push_back(std::move(subtitle));
    }
    return made;
  }
};

TEST_F(OfferedSubtitles, AreInTheMasterPlaylistAsSegmentsOfTheirOwn) {
  const auto source = film("film.mp4", "320x180", 1);
  for (const bool mp4 : {false, true}) {
    const auto made = make_wish(wish(mp4 ? "mp4-segment" : "ts-segment"), source);
    ASSERT_TRUE(made) << problem_;
    const auto master = master_playlist_of(*made);
    ASSERT_EQ(master.renditions.size(), 2U);
    EXPECT_EQ(master.renditions[0].type, "SUBTITLES");
    EXPECT_EQ(master.renditions[1].name, "name of zh");
    EXPECT_EQ(master.renditions[1].uri, "adp.10/subtitles/zh.m3u8");
    EXPECT_FALSE(master.renditions[0].is_default);
    EXPECT_EQ(master.variants[0].subtitles, master.renditions[0].group);
    const auto folder = made->file.parent_path() / "adp.10" / "subtitles";
    EXPECT_THAT(content(folder / "zh.vtt"), testing::HasSubstr(mp4 ? "MPEGTS:0\n" : "MPEGTS:133200\n"));
    EXPECT_NEAR(static_cast<double>(media_playlist(folder / "zh.m3u8").duration_us()) / 1e6, 1, 0.1);
    // What lies beside the playlist is stored with it, and the item tells of both.
    EXPECT_THAT(made->others, testing::Contains(folder / "en.m3u8"));
    const auto item = adaptive_item(*made, "/app/media/");
    ASSERT_EQ(item.SubtitleSet.size(), 2U);
    EXPECT_EQ(item.SubtitleSet[1].Url, "/app/media/subtitles/zh.vtt");
  }
}

TEST_F(OfferedSubtitles, AreSetsOfADashManifest) {
  const auto made = make_wish(wish("mp4-mp4-byterange", true), film("film.mp4", "320x180", 1));
  ASSERT_TRUE(made) << problem_;
  const std::string manifest = content(made->file);
  EXPECT_THAT(manifest, testing::HasSubstr("<BaseURL>subtitles/en.vtt</BaseURL>"));
  EXPECT_THAT(manifest, testing::HasSubstr("lang=\"zh\""));
}

TEST_F(OfferedSubtitles, OneThatWentMeanwhileEndsTheStreamByName) {
  auto gone = wish("ts-segment");
  std::filesystem::remove(gone.offered[1].file);
  EXPECT_FALSE(make_wish(gone, film("film.mp4", "320x180", 1)));
  EXPECT_THAT(problem_, testing::HasSubstr("no subtitles \"zh\" any more"));
}

}  // namespace
}  // namespace vod
