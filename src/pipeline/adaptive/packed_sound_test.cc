#include "pipeline/adaptive/packed_sound.h"

#include <gtest/gtest.h>

#include "pipeline/adaptive/test_adaptive.h"

namespace vod {
namespace {

class PackedSounds : public AdaptiveTest {
 protected:
  // Frames of 1,024 samples at 48 kHz, each with its number in it.
  std::filesystem::path frames(int count) {
    std::string bytes;
    for (int i = 0; i < count; ++i) {
      const std::string body = "frame " + std::to_string(i) + ";";
      const std::size_t length = body.size() + 7;
      bytes += std::string("\xff\xf1\x4c\x80", 4) + static_cast<char>(length >> 3) +
               static_cast<char>((length & 7) << 5 | 0x1f) + std::string("\xfc", 1) + body;
    }
    return file("a2.adts", bytes);
  }
  static std::int64_t clock_of(std::string_view segment) {
    constexpr std::string_view owner("com.apple.streaming.transportStreamTimestamp\0", 45);
    EXPECT_TRUE(segment.starts_with("ID3"));
    const auto at = segment.find(owner) + owner.size();
    std::int64_t ticks = 0;
    for (std::size_t i = 0; i < 8; ++i) ticks = ticks << 8 | static_cast<unsigned char>(segment.at(at + i));
    return ticks;
  }
};

TEST_F(PackedSounds, EachSegmentSaysWhenItIsPlayed) {
  // The first frame is left out; 100 others are 2.133 s, and 47 of them the first second.
  const auto playlist =
      pack_sound(frames(101), {.name = "a2", .byterange = false, .segment_s = 1, .zero_ticks = 9'000});
  ASSERT_TRUE(playlist) << message_of(playlist.error());
  const auto& segments = playlist.value().segments;
  ASSERT_EQ(segments.size(), 3U);
  EXPECT_EQ(segments[0].uri, "a2_00000.aac");
  EXPECT_EQ(segments[0].duration_us, 47 * 1'024 * 1'000'000LL / 48'000);
  EXPECT_EQ(playlist.value().duration_us() / 1'000, 2'133);
  const std::string first = content(folder_ / segments[0].uri);
  const std::string second = content(folder_ / segments[1].uri);
  EXPECT_EQ(clock_of(first), 9'000);
  EXPECT_EQ(clock_of(second), 9'000 + 47 * 1'920);
  EXPECT_EQ(first.find("frame 0;"), std::string::npos);
  EXPECT_NE(first.find("frame 47;"), std::string::npos);
  EXPECT_EQ(second.find("frame 47;"), std::string::npos);
  EXPECT_NE(content(folder_ / segments[2].uri).find("frame 100;"), std::string::npos);
}

TEST_F(PackedSounds, RangesAreThoseOfOneFile) {
  const auto playlist = pack_sound(frames(101), {.name = "a2", .byterange = true, .segment_s = 1, .zero_ticks = 0});
  ASSERT_TRUE(playlist) << message_of(playlist.error());
  const std::string all = content(folder_ / "a2.aac");
  std::uint64_t end = 0;
  for (const auto& segment : playlist.value().segments) {
    EXPECT_EQ(segment.uri, "a2.aac");
    ASSERT_TRUE(segment.range);
    EXPECT_EQ(segment.range->offset, end);
    EXPECT_TRUE(all.substr(end).starts_with("ID3"));
    end += segment.range->length;
  }
  EXPECT_EQ(end, all.size());
}

TEST_F(PackedSounds, SoundThatBeginsLateStaysWhereItIs) {
  // A second of silence that the source's track does not have, then a tone.
  const auto source = clip("late.mkv",
                           "-f lavfi -i testsrc2=s=320x180:r=25:d=2 -f lavfi -i sine=d=1 -filter_complex "
                           "'[1]asetpts=PTS+1/TB[a]' -map 0:v -map '[a]' -c:v libx264 -preset ultrafast -c:a aac");
  for (const char* form : {"ts-packed-audio", "mp4-packed-audio"}) {
    const auto made = make(ladder(form), source);
    ASSERT_TRUE(made) << problem_;
    const auto master = master_playlist_of(*made);
    ASSERT_EQ(master.renditions.size(), 1U);
    const auto list = made->file.parent_path() / master.renditions[0].uri;
    const auto sound = media_playlist(list);
    EXPECT_NEAR(static_cast<double>(sound.duration_us()) / 1e6, 2, 0.1);
    const auto pictures = made->file.parent_path() / master.variants[0].uri;
    const bool ts = std::string(form).starts_with("ts");
    const auto first = content(pictures.parent_path() / media_playlist(pictures).segments[0].uri);
    EXPECT_EQ(clock_of(content(list.parent_path() / sound.segments[0].uri)), ts ? first_picture_ticks(first) : 0);
    const auto silence = said("ffmpeg -nostdin -allowed_extensions ALL -i '" + list.string() +
                              "' -af silencedetect=noise=-50dB:d=0.5 -f null - 2>&1 | grep -o 'silence_duration: 1.0'");
    EXPECT_EQ(silence, "silence_duration: 1.0\n") << form;
  }
}

TEST_F(PackedSounds, WhatIsNoAdtsOrBreaksOffIsRefused) {
  const PackedSound wanted{.name = "a2", .byterange = false, .segment_s = 1, .zero_ticks = 0};
  const auto other = pack_sound(file("no.adts", "RIFF and so on"), wanted);
  ASSERT_FALSE(other);
  EXPECT_EQ(other.error().code, ErrorCode::task_failed);
  EXPECT_FALSE(pack_sound(file("empty.adts", ""), wanted));
  const auto whole = frames(3);
  std::filesystem::resize_file(whole, std::filesystem::file_size(whole) - 2);
  const auto cut = pack_sound(whole, wanted);
  ASSERT_FALSE(cut);
  EXPECT_EQ(cut.error().code, ErrorCode::io_failed) << "or disk_full, on a disk without room";
}

TEST_F(PackedSounds, TheFirstPicturesTimeIsReadFromATransportStream) {
  // FFmpeg begins at 1.4 s, and later by the two pictures that are coded out of order.
  const auto plain = clip("plain.ts", "-f lavfi -i testsrc2=s=160x90:r=25:d=1 -c:v libx264 -preset ultrafast -bf 0");
  EXPECT_EQ(first_picture_ticks(content(plain)), 126'000);
  const auto reordered = clip("reordered.ts", "-f lavfi -i testsrc2=s=160x90:r=25:d=1 -c:v libx264 -bf 2");
  EXPECT_EQ(first_picture_ticks(content(reordered)), 133'200);
  EXPECT_FALSE(first_picture_ticks("no packets"));
}

}  // namespace
}  // namespace vod
