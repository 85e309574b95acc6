#include "wire/token_playlist.h"

#include <gtest/gtest.h>

namespace vod::wire {
namespace {

TEST(TokenPlaylist, PlaylistsAndKeysAreAskedForWithTheTokenSegmentsAreNot) {
  EXPECT_EQ(with_play_token("#EXTM3U\n"
                            "#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"a2\",NAME=\"audio\",URI=\"adp.12/1/a2.m3u8\"\n"
                            "#EXT-X-STREAM-INF:BANDWIDTH=1\n"
                            "adp.12/1/v0.m3u8\n",
                            "a.b.c"),
            "#EXTM3U\n"
            "#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"a2\",NAME=\"audio\",URI=\"adp.12/1/a2.m3u8?token=a.b.c\"\n"
            "#EXT-X-STREAM-INF:BANDWIDTH=1\n"
            "adp.12/1/v0.m3u8?token=a.b.c\n");
  EXPECT_EQ(with_play_token("#EXTM3U\n#EXT-X-MAP:URI=\"i.mp4\"\n"
                            "#EXT-X-KEY:METHOD=AES-128,URI=\"../../../../-/keys/1/2/3\",IV=0x1\n#EXTINF:1,\nv0_0.ts\n",
                            "a.b.c"),
            "#EXTM3U\n#EXT-X-MAP:URI=\"i.mp4\"\n"
            "#EXT-X-KEY:METHOD=AES-128,URI=\"../../../../-/keys/1/2/3?token=a.b.c\",IV=0x1\n#EXTINF:1,\nv0_0.ts\n");
}

TEST(TokenPlaylist, KeysOfOthersGetNoToken) {
  const std::string text = "#EXTM3U\n#EXT-X-KEY:METHOD=AES-128,URI=\"https://keys.example/1\"\n#EXTINF:1,\n0.ts";
  EXPECT_EQ(with_play_token(text, "a.b.c"), text);
}

}  // namespace
}  // namespace vod::wire
