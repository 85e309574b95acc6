#include "pipeline/channel_mix.h"

#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <utility>

#include "pipeline/probe.h"
#include "pipeline/run.h"
#include "pipeline/test_clips.h"

namespace vod {
namespace {

namespace fs = std::filesystem;

// FFmpeg's tone has an eighth of the full scale.
constexpr double tone = 0.125;

class ChannelMix : public MediaTest {
 protected:
  std::map<std::size_t, MadeOutput> make(const fs::path& source, const std::vector<OutputWish>& wishes) {
    RunOrder order{.source = probe_source(processes(), source).value(),
                   .source_file = source,
                   .folder = folder_ / ("work" + random_.hex(6)),
                   .wishes = wishes,
                   .settings = {.speed = "ultrafast"}};
    fs::create_directories(order.folder);
    std::map<std::size_t, MadeOutput> all;
    const RunObserver observer{
        .progress = {},
        .made = [&](MadeOutput made) { all.emplace(made.planned.index, std::move(made)); },
        .failed = [](std::size_t, const Error& problem) { ADD_FAILURE() << message_of(problem); }};
    perform(processes(), order, observer, {});
    return all;
  }
  static std::string content(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
  }
  static OutputWish sound(std::size_t index, int channels) {
    TranscodeTemplate wanted = *find_preset(preset_transcode_templates(), 1110);
    wanted.audio->channels = channels;
    wanted.audio->bitrate_kbps = 128;
    return {index, TranscodeWish{wanted}};
  }
};

TEST_F(ChannelMix, OnlyOneAndTwoChannelsNeedAFilter) {
  EXPECT_NE(channel_mix(1, 2), "");
  EXPECT_NE(channel_mix(2, 1), "");
  EXPECT_EQ(channel_mix(1, 1), "");
  EXPECT_EQ(channel_mix(2, 2), "");
  EXPECT_EQ(channel_mix(6, 2), "");
  EXPECT_EQ(channel_mix(1, 0), "");
}

TEST_F(ChannelMix, TranscodesAreAsLoudAsTheirSource) {
  const auto one = make(clip("one.wav", "-f lavfi -i sine=d=1"), {sound(0, 1), sound(1, 2)});
  ASSERT_EQ(one.size(), 2U);
  EXPECT_EQ(one.at(0).metadata.audio.at(0).channels, 1);
  EXPECT_EQ(one.at(1).metadata.audio.at(0).channels, 2);
  EXPECT_NEAR(loudness(one.at(0).file), tone, 0.01);
  EXPECT_NEAR(loudness(one.at(1).file), tone, 0.01);
  const auto two =
      make(clip("two.wav", "-f lavfi -i 'sine=d=1,pan=stereo|c0=7*c0|c1=7*c0'"), {sound(0, 1), sound(1, 2)});
  ASSERT_EQ(two.size(), 2U);
  EXPECT_EQ(two.at(0).metadata.audio.at(0).channels, 1);
  EXPECT_NEAR(loudness(two.at(0).file), 7 * tone, 0.05);
  EXPECT_NEAR(loudness(two.at(1).file), 7 * tone, 0.05);
}

// As in broadcasts: the source says what it begins with.
TEST_F(ChannelMix, ChannelsThatChangeOnTheWayAreAllHeard) {
  const auto one = clip("one.ts", "-f lavfi -i 'aevalsrc=0.2*sin(2764*t):d=2' -c:a mp2");
  const auto right = clip("right.ts", "-f lavfi -i 'aevalsrc=0|0.4*sin(2764*t):d=2:c=stereo' -c:a mp2");
  const auto heard = [&](const MadeOutput& made, const std::string& when, const std::string& channel) {
    return loudness(clip("heard.wav", when + " -i '" + made.file.string() + "' -af 'pan=mono|c0=" + channel + "'"));
  };
  const auto one_first = make(file("one-first.ts", content(one) + content(right)), {sound(0, 2)});
  ASSERT_EQ(one_first.size(), 1U);
  EXPECT_NEAR(heard(one_first.at(0), "-t 1.5", "c0"), 0.2, 0.02);
  EXPECT_NEAR(heard(one_first.at(0), "-t 1.5", "c1"), 0.2, 0.02);
  EXPECT_NEAR(heard(one_first.at(0), "-ss 2.5", "c0"), 0, 0.02);
  EXPECT_NEAR(heard(one_first.at(0), "-ss 2.5", "c1"), 0.4, 0.04);
  const auto two_first = make(file("two-first.ts", content(right) + content(one)), {sound(0, 1)});
  ASSERT_EQ(two_first.size(), 1U);
  EXPECT_NEAR(heard(two_first.at(0), "-t 1.5", "c0"), 0.2, 0.02);
  EXPECT_NEAR(heard(two_first.at(0), "-ss 2.5", "c0"), 0.2, 0.02);
}

TEST_F(ChannelMix, AChannelOfOneSideIsHeardOnBoth) {
  const auto made =
      make(clip("left.mov", "-f lavfi -i 'aevalsrc=0.2*sin(2764*t):d=1:c=FL' -c:a pcm_s16le"), {sound(0, 2)});
  ASSERT_EQ(made.size(), 1U);
  EXPECT_NEAR(loudness(made.at(0).file), 0.2, 0.02);
  EXPECT_NEAR(loudness(clip("side.wav", "-i '" + made.at(0).file.string() + "' -filter_complex 'pan=mono|c0=c1'")), 0.2,
              0.02);
}

// Its seek comes with a filter of its own. The tone is louder from the second second on.
TEST_F(ChannelMix, AStretchOfASourceWithoutAnIndexIsThatStretchAndAsLoud) {
  const auto source = clip("film.ts",
                           "-f lavfi -i testsrc2=s=160x120:r=25:d=3 -f lavfi -i sine=d=3 -af "
                           "\"volume='if(gte(t,1.5),4,1)':eval=frame\" -c:v libx264 -preset ultrafast -c:a aac -ac 1");
  TranscodeTemplate wanted = *find_preset(preset_transcode_templates(), 100010);
  const auto made = make(source, {{0, TranscodeWish{.wanted = wanted, .start_s = 1.6, .end_s = 2.6}}});
  ASSERT_EQ(made.size(), 1U);
  EXPECT_EQ(made.at(0).metadata.audio.at(0).channels, 2);
  EXPECT_NEAR(made.at(0).metadata.duration_s, 1, 0.1);
  EXPECT_NEAR(loudness(made.at(0).file), 4 * tone, 0.04);
}

TEST_F(ChannelMix, AdaptiveStreamsAreAsLoudAsTheirSource) {
  AdaptiveTemplate wanted;
  wanted.definition = 10;
  wanted.segment_s = 1;
  wanted.segment_type = "ts-segment";
  wanted.streams.push_back({VideoSettings{.height = 120, .fps = 24, .bitrate_kbps = 100}, AudioSettings{}});
  const auto source = film("film.mp4", "160x120", 1);
  const auto made = make(source, {{0, AdaptiveWish{.wanted = wanted}}});
  ASSERT_EQ(made.size(), 1U);
  EXPECT_NEAR(loudness(made.at(0).file), loudness(source), 0.01);
}

}  // namespace
}  // namespace vod
