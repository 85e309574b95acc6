#include <gmock/gmock.h>

#include <algorithm>

#include "base/text.h"
#include "pipeline/adaptive/made_ladder.h"
#include "pipeline/adaptive/test_adaptive.h"

namespace vod {
namespace {

namespace fs = std::filesystem;

/// Every form of HLS segments.
class SegmentForms : public AdaptiveTest, public ::testing::WithParamInterface<const char*> {};

TEST_P(SegmentForms, PlayFromTheMasterPlaylistWithAlignedBorders) {
  const auto made = make(ladder(GetParam()), film("film.mp4", "320x180", 2.5));
  ASSERT_TRUE(made) << problem_;
  const auto master = master_playlist_of(*made);
  ASSERT_EQ(master.variants.size(), 2U);
  std::vector<wire::MediaPlaylist> playlists;
  for (const auto& variant : master.variants) {
    EXPECT_GT(variant.bandwidth_bps, 0U);
    EXPECT_LE(variant.average_bandwidth_bps, variant.bandwidth_bps);
    EXPECT_THAT(variant.codecs, testing::MatchesRegex("avc1\\.[0-9a-f]+,mp4a\\.40\\.2"));
    EXPECT_EQ(variant.frame_rate_milli, 24'000U);
    playlists.push_back(media_playlist(made->file.parent_path() / variant.uri));
  }
  EXPECT_EQ(master.variants[0].width, 214U);
  EXPECT_EQ(master.variants[0].height, 120U);
  EXPECT_EQ(master.variants[1].height, 180U);
  ASSERT_EQ(playlists[0].segments.size(), 3U);
  ASSERT_EQ(playlists[1].segments.size(), 3U);
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_EQ(playlists[0].segments[i].duration_us, playlists[1].segments[i].duration_us);
  }
  EXPECT_NEAR(static_cast<double>(playlists[0].duration_us()) / 1e6, 2.5, 1.0 / 24);

  // FFmpeg, on its own, plays each variant to its end: 2.5 s of 24 frames.
  for (int variant = 0; variant < 2; ++variant) {
    const auto frames =
        said("ffmpeg -v error -nostdin -allowed_extensions ALL -i '" + made->file.string() +
             "' -map 0:v:" + std::to_string(variant) + " -f null -progress - - | grep '^frame=' | tail -1");
    EXPECT_EQ(frames, "frame=60\n");
  }
  EXPECT_EQ(asked(made->file.string(), "a", "stream=codec_name,channels").front(), "aac,2");
}

INSTANTIATE_TEST_SUITE_P(All, SegmentForms,
                         ::testing::Values("ts-segment", "ts-byterange", "mp4-segment", "mp4-byterange",
                                           "ts-ts-segment", "ts-ts-byterange", "mp4-mp4-segment", "mp4-mp4-byterange",
                                           "ts-packed-audio", "ts-packed-audio-byterange", "mp4-packed-audio",
                                           "mp4-packed-audio-byterange"));

class Adaptive : public AdaptiveTest {};

TEST_F(Adaptive, KeyFramesStandAtTheSameTimesInAllRenditions) {
  const auto made = make(ladder("ts-segment"), cuts());
  ASSERT_TRUE(made) << problem_;
  const auto master = master_playlist_of(*made);
  std::vector<std::vector<std::string>> times;
  for (const auto& variant : master.variants) times.push_back(key_times(made->file.parent_path() / variant.uri));
  EXPECT_EQ(times[0].size(), 3U) << testing::PrintToString(times[0]);
  EXPECT_EQ(times[0], times[1]);
}

TEST_F(Adaptive, SoundIsEncodedOnceAndSharedByAllForms) {
  const auto own = make(ladder("mp4-mp4-segment"), film("film.mp4", "320x180", 2));
  ASSERT_TRUE(own) << problem_;
  const auto master = master_playlist_of(*own);
  ASSERT_EQ(master.renditions.size(), 1U);
  EXPECT_EQ(master.renditions[0].type, "AUDIO");
  EXPECT_EQ(master.variants[0].audio, master.renditions[0].group);
  EXPECT_EQ(master.variants[1].audio, master.renditions[0].group);
  // Muxed with the pictures it is the same sound, sample by sample.
  const auto muxed = make(ladder("ts-segment"), film("film2.mp4", "320x180", 2));
  ASSERT_TRUE(muxed) << problem_;
  const auto hash = [&](const wire::PlaylistVariant& variant) {
    return said("ffmpeg -v error -nostdin -i '" + (muxed->file.parent_path() / variant.uri).string() +
                "' -map 0:a -f md5 -");
  };
  const auto variants = master_playlist_of(*muxed).variants;
  EXPECT_EQ(hash(variants[0]), hash(variants[1]));
}

TEST_F(Adaptive, DashIsOneFilePerRenditionWithItsIndex) {
  const auto made = make(ladder("mp4-mp4-byterange", true), film("film.mp4", "320x180", 2.5));
  ASSERT_TRUE(made) << problem_;
  EXPECT_EQ(made->file.filename(), "adp.10.mpd");
  ASSERT_EQ(made->ladder->renditions.size(), 3U);
  EXPECT_NEAR(made->metadata.duration_s, 2.5, 1.0 / 24);
  EXPECT_EQ(made->others.size(), 3U);
  const auto frames = said("ffmpeg -v error -nostdin -i '" + made->file.string() +
                           "' -map 0:v:1 -map 0:a:0 -f null -progress - - | grep '^frame=' | tail -1");
  EXPECT_EQ(frames, "frame=60\n");
}

TEST_F(Adaptive, RungsAboveTheSourceAreLeftOutButOneStays) {
  auto wanted = ladder("ts-segment");
  wanted.no_higher_resolution = true;
  const auto small = film("small.mp4", "240x136", 1);
  auto made = make(wanted, small);
  ASSERT_TRUE(made) << problem_;
  ASSERT_EQ(made->ladder->renditions.size(), 1U);
  EXPECT_EQ(made->ladder->renditions[0].planned.height, 120);
  made = make(wanted, film("tiny.mp4", "128x72", 1));
  ASSERT_TRUE(made) << problem_;
  ASSERT_EQ(made->ladder->renditions.size(), 1U);
  EXPECT_EQ(made->ladder->renditions[0].planned.height, 72);
}

TEST_F(Adaptive, ASilentFilmHasNoSound) {
  const auto source =
      clip("silent.mp4", "-f lavfi -i testsrc2=s=320x180:r=25:d=1 -c:v libx264 -preset ultrafast -pix_fmt yuv420p");
  for (const bool dash : {false, true}) {
    const auto made = make(ladder("mp4-mp4-segment", dash), source);
    ASSERT_TRUE(made) << problem_;
    EXPECT_EQ(made->ladder->renditions.size(), 2U);
    EXPECT_FALSE(made->ladder->renditions[0].codecs.ends_with("mp4a.40.2"));
  }
}

TEST_F(Adaptive, H265IsNamedWithItsProfileAndLevel) {
  for (const char* form : {"mp4-segment", "ts-segment"}) {
    auto wanted = ladder(form);
    wanted.streams.resize(1);
    wanted.streams[0].video->codec = VideoCodec::h265;
    const auto made = make(wanted, film(std::string(form) + ".mp4", "320x180", 1));
    ASSERT_TRUE(made) << problem_;
    EXPECT_THAT(made->ladder->renditions[0].codecs, testing::StartsWith("hvc1.1.6.L"));
  }
}

TEST_F(Adaptive, WhatCannotBeMadeIsRefusedByName) {
  for (const char* form : {"cmaf", "packed-audio"}) {
    EXPECT_FALSE(make(ladder(form), film("film.mp4", "320x180", 1)));
    EXPECT_THAT(problem_, testing::HasSubstr(form));
  }
  auto wanted = ladder("mp4", true);
  wanted.drm_type = "SimpleAES";
  EXPECT_FALSE(make(wanted, film("film2.mp4", "320x180", 1)));
  EXPECT_THAT(problem_, testing::HasSubstr("SimpleAES"));
}

/// Streams that are encrypted, in forms of either kind.
// As a decoder that was taken over could write them.
TEST_F(Adaptive, APlaylistNamesOnlyWhatLiesBesideIt) {
  file("secret.ts", std::string("avcC\1\x64\0\x1f and so on", 18));
  const auto run = folder_ / "run";
  fs::create_directories(run / "adp.10");
  PlannedLadder planned;
  PlannedRendition rendition;
  rendition.name = "v0";
  rendition.picture = 0;
  planned.renditions.push_back(rendition);
  PlannedOutput output;
  output.file = "adp.10.m3u8";
  output.ladder = planned;
  const std::string head = "#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-TARGETDURATION:1\n";
  const std::string end = "#EXT-X-ENDLIST\n";
  for (const std::string& names :
       {std::string("#EXTINF:1,\n../../secret.ts\n"), "#EXTINF:1,\n" + (folder_ / "secret.ts").string() + "\n",
        std::string("#EXT-X-MAP:URI=\"../../secret.ts\"\n#EXTINF:1,\nv0_00000.m4s\n"), std::string()}) {
    file("run/adp.10/v0.m3u8", head + names + end);
    file("run/adp.10/v0_00000.m4s", "m4s");
    const auto made = look_at_ladder(output, run);
    ASSERT_FALSE(made) << names;
    EXPECT_EQ(made.error().subject, "v0") << names << message_of(made.error());
    EXPECT_TRUE(fs::exists(folder_ / "secret.ts"));
  }
}

// Recorders of screens write tracks without any sound, and films may begin with its last moment.
TEST_F(Adaptive, ATrackWithHardlyAnySoundIsPlayedInItsOwnFiles) {
  const std::string film = "-f lavfi -i testsrc2=s=320x180:r=25:d=1 -f lavfi -i 'sine=d=1,atrim=";
  const std::string encoded = "' -c:v libx264 -preset ultrafast -pix_fmt yuv420p -c:a aac";
  for (const std::string range : {"start=5", "end=0.005"}) {
    const auto source = clip("hardly.mkv", film + range + encoded);
    for (const std::string form : {"ts-ts-segment", "mp4-mp4-byterange", "ts-packed-audio", "dash"}) {
      const auto made = make(form == "dash" ? ladder("", true) : ladder(form), source);
      ASSERT_TRUE(made) << range << " as " << form << ": " << problem_;
      EXPECT_EQ(asked(made->file.string(), "a", "stream=codec_name").front(), "aac") << range << " as " << form;
    }
  }
}

class EncryptedForms : public AdaptiveTest, public ::testing::WithParamInterface<const char*> {};

TEST_P(EncryptedForms, CanBeReadWithTheKeyAlone) {
  StreamKey key{.id = "ab12", .path = "/-/keys/1/2/ab12", .secret = {}};
  random_.fill(key.secret);
  auto wanted = ladder(GetParam());
  wanted.drm_type = "SimpleAES";
  const auto made = make(wanted, film("film.mp4", "320x180", 2.5), key);
  ASSERT_TRUE(made) << problem_;
  const auto variant = master_playlist_of(*made).variants[1];
  const fs::path playlist = made->file.parent_path() / variant.uri;
  const std::string text = content(playlist);
  EXPECT_THAT(text, testing::HasSubstr("METHOD=AES-128,URI=\"../../../../-/keys/1/2/ab12\""));
  for (const auto& segment : media_playlist(playlist).segments) {
    const auto bytes = content(playlist.parent_path() / segment.uri);
    const auto begin = segment.range ? bytes.substr(segment.range->offset, 188) : bytes.substr(0, 188);
    EXPECT_EQ(begin.find("moof"), std::string::npos);
    EXPECT_FALSE(begin[0] == 'G' && begin[187 % begin.size()] == 'G');
  }
  // Where a player finds the key in place of the server's URL it plays; with another key it does not.
  const auto frames_with = [&](std::span<const std::byte> secret) {
    file("key.bin", std::string(text_of(secret)));
    std::string local = text;
    const std::string url = "../../../../-/keys/1/2/ab12";
    local.replace(local.find(url), url.size(), (folder_ / "key.bin").string());
    std::ofstream(playlist.parent_path() / "local.m3u8") << local;
    return said("ffmpeg -v quiet -nostdin -allowed_extensions ALL -i '" +
                (playlist.parent_path() / "local.m3u8").string() +
                "' -map 0:v -f null -progress - - | grep '^frame=' | tail -1");
  };
  EXPECT_EQ(frames_with(key.secret), "frame=60\n");
  key.secret[0] ^= std::byte{1};
  EXPECT_NE(frames_with(key.secret), "frame=60\n");
}

INSTANTIATE_TEST_SUITE_P(All, EncryptedForms,
                         ::testing::Values("ts-segment", "ts-byterange", "mp4-segment", "ts-packed-audio-byterange"));

}  // namespace
}  // namespace vod
