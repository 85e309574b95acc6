#include "wire/playlist.h"

#include <gtest/gtest.h>

#include <string>

#include "model/errors.h"
#include "model/limits.h"
#include "wire/url_reference.h"

namespace vod::wire {
namespace {

constexpr std::string_view film = R"(#EXTM3U
#EXT-X-VERSION:7
#EXT-X-TARGETDURATION:6
#EXT-X-MEDIA-SEQUENCE:3
#EXT-X-PLAYLIST-TYPE:VOD
#EXT-X-KEY:METHOD=AES-128,URI="k/1.key?a=1,2",IV=0x0123456789abcdef0123456789abcdef
#EXT-X-MAP:URI="init.mp4",BYTERANGE="800@0"
# A remark.
#EXTINF:5.005,A title, with a comma
#EXT-X-BYTERANGE:1000@800
film.mp4
#EXTINF:4,
#EXT-X-BYTERANGE:500
film.mp4

#EXT-X-DISCONTINUITY
#EXT-X-KEY:METHOD=NONE
#EXTINF:1.5
../other.mp4
#EXT-X-ENDLIST
behind the end
)";

constexpr std::string_view ladder = R"(#EXTM3U
#EXT-X-INDEPENDENT-SEGMENTS
#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a",NAME="English, loud",LANGUAGE="en",DEFAULT=YES,AUTOSELECT=YES,CHANNELS="2",URI="a.m3u8"
#EXT-X-STREAM-INF:BANDWIDTH=800000,RESOLUTION=640x360,CODECS="avc1.4d401e,mp4a.40.2",FRAME-RATE=29.970,AUDIO="a"
low/list.m3u8
#EXT-X-STREAM-INF:BANDWIDTH=2800000,AVERAGE-BANDWIDTH=2500000,RESOLUTION=1280x720,AUDIO="a"
https://cdn.example/high.m3u8
#EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=1000,URI="i.m3u8"
)";

MediaPlaylist media_of(std::string_view text) {
  const auto read = read_playlist(text);
  EXPECT_TRUE(read) << (read ? "" : message_of(read.error()));
  return read ? std::get<MediaPlaylist>(read.value()) : MediaPlaylist();
}

std::string problem_of(std::string_view text) {
  const auto read = read_playlist(text);
  return read ? "" : message_of(read.error());
}

TEST(Playlist, SegmentsCarryTheirRangesKeysAndMaps) {
  const auto playlist = media_of(film);
  ASSERT_EQ(playlist.segments.size(), 3u);
  EXPECT_EQ(playlist.segments[0].duration_us, 5'005'000);
  EXPECT_EQ(playlist.segments[0].range, (PlaylistRange{800, 1'000}));
  EXPECT_EQ(playlist.segments[1].range, (PlaylistRange{1'800, 500}));
  EXPECT_EQ(playlist.segments[1].key, 0u);
  EXPECT_FALSE(playlist.segments[2].key);
  EXPECT_TRUE(playlist.segments[2].discontinuity);
  EXPECT_EQ(playlist.segments[2].map, 0u);
  EXPECT_EQ(playlist.keys.front().uri, "k/1.key?a=1,2");
  EXPECT_EQ(playlist.maps.front().range, (PlaylistRange{0, 800}));
  EXPECT_EQ(playlist.maps.front().key, 0u);
  EXPECT_EQ(playlist.media_sequence, 3u);
  EXPECT_EQ(playlist.duration_us(), 10'505'000);
  EXPECT_TRUE(playlist.ended);
}

TEST(Playlist, WhatIsWrittenReadsTheSame) {
  const auto playlist = media_of(film);
  EXPECT_EQ(media_of(write_playlist(playlist)), playlist);
  const auto master = std::get<MasterPlaylist>(read_playlist(ladder).value());
  const auto text = write_playlist(master);
  auto again = std::get<MasterPlaylist>(read_playlist(text).value());
  EXPECT_EQ(again.version, 3u);
  again.version = master.version;
  EXPECT_EQ(again, master) << text;
}

TEST(Playlist, AMasterPlaylistHasVariantsAndRenditions) {
  const auto master = std::get<MasterPlaylist>(read_playlist(ladder).value());
  ASSERT_EQ(master.variants.size(), 2u);
  EXPECT_EQ(master.variants[0].codecs, "avc1.4d401e,mp4a.40.2");
  EXPECT_EQ(master.variants[0].frame_rate_milli, 29'970u);
  EXPECT_EQ(master.variants[1].width, 1'280u);
  EXPECT_EQ(master.variants[1].bandwidth_bps, 2'800'000u);
  ASSERT_EQ(master.renditions.size(), 1u);
  EXPECT_EQ(master.renditions[0].name, "English, loud");
  EXPECT_TRUE(master.renditions[0].is_default);
}

TEST(Playlist, LineEndsOfOtherSystemsAreRead) {
  EXPECT_EQ(media_of("\xEF\xBB\xBF#EXTM3U\r\n#EXTINF:1,\r\na.ts\r\n").segments.front().uri, "a.ts");
}

TEST(Playlist, NamesMayHaveSpaces) {
  EXPECT_EQ(media_of("#EXTM3U\n#EXTINF:1,\na b.ts\n").segments.front().uri, "a b.ts");
  EXPECT_EQ(resolve_url("http://a/b", "a b.ts"), "http://a/a%20b.ts");
}

TEST(Playlist, AnErrorNamesItsLineAndRule) {
  EXPECT_EQ(problem_of("#EXTM3U\n#EXTINF:1,\na.ts\nb.ts\n"),
            "Line 4 of the playlist: EXTINF is missing before the URI.");
}

TEST(Playlist, WhatBreaksARuleIsRefused) {
  for (const std::string_view text : {
           "",
           "#EXTM3U",
           "a.ts",
           "#EXTM3U\n#EXTINF:x,\na.ts",
           "#EXTM3U\n#EXTINF:-1,\na.ts",
           "#EXTM3U\n#EXTINF:1,\n",
           "#EXTM3U\n#EXTINF:1,\na\x01.ts",
           "#EXTM3U\n#EXTINF:1,\na\tb.ts",
           "#EXTM3U\n#EXTINF:1,\n\xff.ts",
           "#EXTM3U\n#EXTINF:1,\n#EXT-X-BYTERANGE:10\na.ts",
           "#EXTM3U\n#EXTINF:1,\n#EXT-X-BYTERANGE:0@0\na.ts",
           "#EXTM3U\n#EXTINF:1,\n#EXT-X-BYTERANGE:1@99999999999999999999\na.ts",
           "#EXTM3U\n#EXT-X-KEY:METHOD=AES-128\n#EXTINF:1,\na.ts",
           "#EXTM3U\n#EXT-X-KEY:METHOD=AES-128,URI=\"k\",IV=12\n#EXTINF:1,\na.ts",
           "#EXTM3U\n#EXT-X-KEY:METHOD=AES-128,METHOD=NONE\n#EXTINF:1,\na.ts",
           "#EXTM3U\n#EXT-X-KEY:METHOD=AES-128,URI=\"k\n#EXTINF:1,\na.ts",
           "#EXTM3U\n#EXT-X-DEFINE:NAME=\"a\",VALUE=\"b\"\n#EXTINF:1,\na.ts",
           "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\na.m3u8\n#EXTINF:1,\na.ts",
           "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\n#EXT-X-STREAM-INF:BANDWIDTH=2\na.m3u8",
           "#EXTM3U\n#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"a\",NAME=\"b\"\n",
       }) {
    const auto read = read_playlist(text);
    ASSERT_FALSE(read) << text;
    EXPECT_EQ(read.error().code, ErrorCode::source_malformed) << text;
  }
}

TEST(Playlist, LimitsAreNamed) {
  std::string text = "#EXTM3U\n";
  for (std::size_t i = 0; i <= limits::playlist_segments_max; ++i) text += "#EXTINF:1,\na.ts\n";
  const auto read = read_playlist(text);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, ErrorCode::source_too_large);
  EXPECT_EQ(message_of(read.error()), "The playlist has too many segments; the limit is 20000.");
  EXPECT_EQ(read_playlist(std::string(limits::playlist_bytes_max + 1, '\n')).error().code, ErrorCode::source_too_large);
}

TEST(Playlist, ReferencesAreTakenFromTheDocumentsUrl) {
  constexpr std::string_view document = "http://a/b/c/d;p?q";
  // The examples of RFC 3986, section 5.4, without their fragments.
  EXPECT_EQ(resolve_url(document, "g:h"), "g:h");
  EXPECT_EQ(resolve_url(document, "g"), "http://a/b/c/g");
  EXPECT_EQ(resolve_url(document, "./g"), "http://a/b/c/g");
  EXPECT_EQ(resolve_url(document, "g/"), "http://a/b/c/g/");
  EXPECT_EQ(resolve_url(document, "/g"), "http://a/g");
  EXPECT_EQ(resolve_url(document, "//g"), "http://g");
  EXPECT_EQ(resolve_url(document, "?y"), "http://a/b/c/d;p?y");
  EXPECT_EQ(resolve_url(document, "g?y"), "http://a/b/c/g?y");
  EXPECT_EQ(resolve_url(document, "g#s"), "http://a/b/c/g");
  EXPECT_EQ(resolve_url(document, ""), "http://a/b/c/d;p?q");
  EXPECT_EQ(resolve_url(document, "."), "http://a/b/c/");
  EXPECT_EQ(resolve_url(document, ".."), "http://a/b/");
  EXPECT_EQ(resolve_url(document, "../g"), "http://a/b/g");
  EXPECT_EQ(resolve_url(document, "../../../../g"), "http://a/g");
  EXPECT_EQ(resolve_url(document, "../../g"), "http://a/g");
  EXPECT_EQ(resolve_url("https://host", "a.ts"), "https://host/a.ts");
}

}  // namespace
}  // namespace vod::wire
