#include <gmock/gmock.h>

#include "pipeline/adaptive/test_adaptive.h"

namespace vod {
namespace {

/// Ladders with AV1, whose encoder counts frames where others are told times.
class Av1Ladder : public AdaptiveTest {
 protected:
  static AdaptiveTemplate av1_ladder(std::string segment_type, bool dash = false) {
    AdaptiveTemplate wanted = ladder(std::move(segment_type), dash);
    for (auto& stream : wanted.streams) stream.video->codec = VideoCodec::av1;
    return wanted;
  }
  // Frames of each variant when FFmpeg plays it from the master playlist or manifest.
  static std::string frames_of(const MadeOutput& made, int variant) {
    return said("ffmpeg -v error -nostdin -allowed_extensions ALL -i '" + made.file.string() +
                "' -map 0:v:" + std::to_string(variant) + " -f null -progress - - | grep '^frame=' | tail -1");
  }
};

TEST_F(Av1Ladder, KeyFramesStandAtTheSameTimesWhateverTheCodec) {
  // A rate that is no whole number, a rung of constant quality, and one of another codec.
  auto wanted = av1_ladder("mp4-segment");
  wanted.streams.push_back({VideoSettings{.height = 100, .fps = 24, .bitrate_kbps = 120}, AudioSettings{}});
  wanted.streams[1].video->bitrate_kbps = 0;
  for (auto& stream : wanted.streams) stream.video->fps = 0;
  const auto source =
      clip("film.mp4",
           "-f lavfi -i testsrc2=s=320x180:r=30000/1001:d=3 -f lavfi -i color=white:s=320x180:r=30000/1001:d=1.4"
           " -filter_complex '[0][1]concat=n=2' -c:v libx264 -preset ultrafast -pix_fmt yuv420p");
  const auto made = make(wanted, source);
  ASSERT_TRUE(made) << problem_;
  const auto master = master_playlist_of(*made);
  ASSERT_EQ(master.variants.size(), 3U);
  EXPECT_THAT(master.variants[0].codecs, testing::MatchesRegex("av01\\.0\\.[0-9][0-9]M\\.08"));
  EXPECT_THAT(master.variants[2].codecs, testing::StartsWith("avc1."));
  std::vector<std::vector<std::string>> times;
  std::vector<wire::MediaPlaylist> playlists;
  for (const auto& variant : master.variants) {
    times.push_back(key_times(made->file.parent_path() / variant.uri));
    playlists.push_back(media_playlist(made->file.parent_path() / variant.uri));
  }
  EXPECT_EQ(times[0].size(), 5U) << testing::PrintToString(times[0]);
  EXPECT_EQ(times[0], times[1]);
  EXPECT_EQ(times[0], times[2]);
  for (const auto& playlist : playlists) {
    ASSERT_EQ(playlist.segments.size(), 5U);
    for (std::size_t i = 0; i < 5; ++i)
      EXPECT_NEAR(static_cast<double>(playlist.segments[i].duration_us),
                  static_cast<double>(playlists[0].segments[i].duration_us), 1'000);
  }
  EXPECT_EQ(frames_of(*made, 0), frames_of(*made, 2));
}

TEST_F(Av1Ladder, AShorterGopDividesTheSegments) {
  auto wanted = av1_ladder("mp4-mp4-byterange");
  // 24 frames a segment: of those up to 10 8 divides them.
  for (auto& stream : wanted.streams) stream.video->gop = 10;
  const auto made = make(wanted, film("film.mp4", "320x180", 2));
  ASSERT_TRUE(made) << problem_;
  const auto master = master_playlist_of(*made);
  const auto times = key_times(made->file.parent_path() / master.variants[0].uri);
  EXPECT_EQ(times.size(), 6U) << testing::PrintToString(times);
  EXPECT_EQ(media_playlist(made->file.parent_path() / master.variants[0].uri).segments.size(), 2U);
  EXPECT_EQ(frames_of(*made, 1), "frame=48\n");
}

TEST_F(Av1Ladder, DashPlays) {
  const auto made = make(av1_ladder("mp4-mp4-byterange", true), film("film.mp4", "320x180", 2.5));
  ASSERT_TRUE(made) << problem_;
  EXPECT_THAT(content(made->file), testing::HasSubstr("codecs=\"av01.0."));
  for (const auto& rendition : made->ladder->renditions) EXPECT_NEAR(rendition.duration_s, 2.5, 0.1);
  EXPECT_EQ(frames_of(*made, 0), "frame=60\n");
  EXPECT_EQ(frames_of(*made, 1), "frame=60\n");
}

// Each encoder reserves gigabytes of addresses, however small its pictures.
TEST_F(Av1Ladder, ManyEncodersFindTheirMemory) {
  auto wanted = av1_ladder("mp4-segment");
  while (wanted.streams.size() < 4) wanted.streams.push_back(wanted.streams[0]);
  const auto made = make(wanted, film("film.mp4", "320x180", 1));
  ASSERT_TRUE(made) << problem_;
  EXPECT_EQ(made->ladder->renditions.size(), 4U);
}

TEST_F(Av1Ladder, TransportStreamsAreRefusedByName) {
  EXPECT_FALSE(make(av1_ladder("ts-segment"), film("film.mp4", "320x180", 1)));
  EXPECT_THAT(problem_, testing::HasSubstr("av1"));
}

}  // namespace
}  // namespace vod
