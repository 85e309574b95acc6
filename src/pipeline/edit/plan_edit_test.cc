#include "pipeline/edit/plan_edit.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <limits>
#include <utility>

#include "model/errors.h"
#include "pipeline/clip_range.h"
#include "pipeline/edit/index_room.h"

namespace vod {
namespace {

MediaMetadata film(int width = 1280, int height = 720) {
  MediaMetadata source;
  source.size_bytes = 1'000'000;
  source.container = "mov,mp4,m4a,3gp,3g2,mj2";
  source.width = width;
  source.height = height;
  source.bitrate_bps = 1'000'000;
  source.duration_s = source.video_duration_s = source.audio_duration_s = 10;
  VideoStream video;
  video.codec = "h264";
  video.width = width;
  video.height = height;
  video.fps = 25;
  source.video = {video};
  AudioStream audio;
  audio.index = 1;
  audio.codec = "aac";
  audio.channels = 2;
  audio.sample_rate_hz = 48'000;
  source.audio = {audio};
  return source;
}

// Ten seconds with a key frame each second, two frames between decoding and showing, as ffprobe tells of them.
std::string report(bool is_open = false) {
  std::string text =
      "stream|index=0|codec_name=h264|profile=High|extradata_hash=MD5:00\n"
      "stream|index=1|codec_name=aac|sample_rate=48000\n";
  char line[128];
  for (int frame = 25; frame < 100; ++frame) {
    const double decoded_s = (frame - 2) / 25.0;
    // With open groups, one frame after each key frame is shown before it.
    const double shown_s = is_open && frame % 25 == 1 ? (frame - 2) / 25.0 : frame / 25.0;
    std::snprintf(line, sizeof line, "packet|stream_index=0|pts_time=%.6f|dts_time=%.6f|flags=%s\n", shown_s, decoded_s,
                  frame % 25 == 0 ? "K_" : "__");
    text += line;
    std::snprintf(line, sizeof line, "packet|stream_index=1|pts_time=%.6f|dts_time=%.6f|flags=K_\n", shown_s, shown_s);
    text += line;
  }
  return text + "format|start_time=0.000000\n";
}

EditPart part(const Clip& clip, const MediaMetadata& source = film(), const std::string& file = "/blobs/one") {
  EditPart made;
  made.file = file;
  made.source = source;
  made.cuts = read_cuts(report(), source, clip);
  made.clip = made.cuts->clip;
  return made;
}

TEST(Cuts, AreMovedToTheNearestFrame) {
  const auto cuts = read_cuts(report(), film(), {1.513, 2.49});
  EXPECT_NEAR(cuts.clip.start_s, 1.52, 1e-6);
  EXPECT_NEAR(cuts.clip.end_s, 2.48, 1e-6);
  EXPECT_FALSE(cuts.start_on_key);
  EXPECT_FALSE(cuts.end_on_key);
}

TEST(Cuts, OnKeyFramesAreKnown) {
  const auto cuts = read_cuts(report(), film(), {1.99, 3.01});
  EXPECT_TRUE(cuts.on_keys());
  EXPECT_NEAR(cuts.clip.start_s, 2, 1e-6);
  EXPECT_NEAR(cuts.end_decode_s, 2.92, 1e-6);
}

TEST(Cuts, InOpenGroupsAreNoPlacesToCopyFrom) { EXPECT_FALSE(read_cuts(report(true), film(), {2, 3}).start_on_key); }

TEST(Cuts, AtTheEndsOfTheFileNeedNoKeyFrame) {
  const auto cuts = read_cuts("", film(), {0, 10});
  EXPECT_TRUE(cuts.on_keys());
  EXPECT_TRUE(cuts.to_end);
}

TEST(Cuts, OfWhatCantBeReadAreNotOnKeyFrames) {
  const auto cuts =
      read_cuts("garbage\npacket|x\n|||\npacket|stream_index=0|pts_time=N/A|dts_time=|flags=K\n", film(), {2, 3});
  EXPECT_FALSE(cuts.on_keys());
  EXPECT_EQ(cuts.clip, (Clip{2, 3}));
}

TEST(Stretches, FollowTheRuleOfOffsets) {
  EXPECT_EQ(clip_range(0, 0, 10, "it").value(), (Clip{0, 10}));
  EXPECT_EQ(clip_range(-3, -1, 10, "it").value(), (Clip{7, 9}));
  EXPECT_EQ(clip_range(2, 10.05, 10, "it").value(), (Clip{2, 10}));
  for (const auto& [start_s, end_s] : {std::pair(10.0, 0.0),
                                       {5.0, 4.0},
                                       {-11.0, 0.0},
                                       {0.0, 10.2},
                                       {0.0, -10.0},
                                       {std::nan(""), 0.0},
                                       {0.0, std::numeric_limits<double>::infinity()}}) {
    const auto range = clip_range(start_s, end_s, 10, "it");
    ASSERT_FALSE(range) << start_s << " " << end_s;
    EXPECT_EQ(range.error().code, ErrorCode::input_time_offset);
  }
}

TEST(EditPlans, AreCopiedOnlyWhereThatIsExact) {
  EXPECT_TRUE(may_copy_edit({part({2, 3}), part({1, 2})}, {}));
  EXPECT_FALSE(may_copy_edit({part({2, 3}), part({1.2, 2})}, {}));
  EditPart unknown = part({2, 3});
  unknown.cuts.reset();
  EXPECT_FALSE(may_copy_edit({unknown}, {}));
  EditPart other = part({2, 3});
  other.cuts->parameters += "extradata";
  EXPECT_FALSE(may_copy_edit({part({2, 3}), other}, {}));
  MediaMetadata faster = film();
  faster.video.front().fps = 50;
  EXPECT_FALSE(may_copy_edit({part({2, 3}), part({2, 3}, faster)}, {}));
  MediaMetadata turned = film();
  turned.video.front().rotate = 90;
  EXPECT_FALSE(may_copy_edit({part({2, 3}, turned)}, {}));
}

TEST(EditPlans, OfSeveralFilesAreCopiedOnlyFromFormatsThatSeekExactly) {
  MediaMetadata transport = film();
  transport.container = "mpegts";
  EXPECT_TRUE(may_copy_edit({part({2, 3}, transport)}, {}));
  EXPECT_FALSE(may_copy_edit({part({2, 3}, transport), part({2, 3}, transport)}, {}));
}

TEST(EditPlans, OfARestAreTheSameBeforeAndAfterALookThatFindsAKeyFrame) {
  const auto expected = [](const Clip& clip) {
    EditPart made = part(clip);
    made.cuts = expected_cuts(made.source, clip);
    made.clip = made.cuts->clip;
    return plan_copied_edit({made}, {}).argv;
  };
  EXPECT_EQ(expected({2, 10}), plan_copied_edit({part({2, 10})}, {}).argv);
  EXPECT_EQ(expected({0, 9.99}), plan_copied_edit({part({0, 9.99})}, {}).argv);
  EXPECT_NE(expected({2.01, 10}), plan_copied_edit({part({2.01, 10})}, {}).argv);
  EXPECT_FALSE(expected_cuts(film(), {2, 3}));
}

TEST(EditPlans, KeepRoomForTheIndexWhereItIsAHundredthAtMost) {
  MediaMetadata large = film();
  large.size_bytes = 100'000'000;
  const auto keeps_room = [](const EditPart& one, const EditWish& wish, IndexPlace place = IndexPlace::kept_room) {
    const auto argv = plan_copied_edit({one}, wish, place).argv;
    EXPECT_LE(std::ranges::count(argv, "-movflags") + std::ranges::count(argv, "-moov_size"), 1);
    EXPECT_EQ(std::ranges::count(argv, "-moov_size"), std::ranges::count(argv, "-xerror"));
    return std::ranges::count(argv, "-moov_size") == 1;
  };
  EXPECT_TRUE(keeps_room(part({2, 10}, large), {}));
  EXPECT_FALSE(keeps_room(part({2, 10}, large), {}, IndexPlace::moved_packets));
  EXPECT_FALSE(keeps_room(part({2, 10}), {}));
  EditWish hls;
  hls.container = "hls";
  EXPECT_FALSE(keeps_room(part({2, 10}, large), hls));
  // 36 bytes for each of 200 pictures, 28 for each of 375 packets of sound, and the head.
  EXPECT_EQ(index_room_bytes({part({2, 10}, large)}), 200U * 36 + 375 * 28 + (64 << 10));
}

TEST(EditPlans, GiveThePictureTheTicksThatTheMuxerChoosesByItself) {
  const auto ticks = [](int of_source) {
    EditPart made = part({2, 3});
    made.cuts->ticks = of_source;
    const auto argv = plan_copied_edit({made}, {}).argv;
    return *(std::ranges::find(argv, "-video_track_timescale") + 1);
  };
  EXPECT_EQ(ticks(12'800), "12800");
  EXPECT_EQ(ticks(1'000), "16000");
  EXPECT_EQ(ticks(0), "90000");
}

TEST(EditPlans, AreEncodedWhereMoreIsAskedFor) {
  const std::vector<EditPart> parts = {part({2, 3})};
  EditWish same;
  same.codec = VideoCodec::h264;
  same.fps = 25;
  same.width = 1'280;
  EXPECT_TRUE(may_copy_edit(parts, same));
  const auto asks = [&](auto change) {
    EditWish wish;
    change(wish);
    return !may_copy_edit(parts, wish);
  };
  EXPECT_TRUE(asks([](EditWish& wish) { wish.codec = VideoCodec::h265; }));
  EXPECT_TRUE(asks([](EditWish& wish) { wish.bitrate_kbps = 500; }));
  EXPECT_TRUE(asks([](EditWish& wish) { wish.fps = 30; }));
  EXPECT_TRUE(asks([](EditWish& wish) { wish.width = 640; }));
  EXPECT_TRUE(asks([](EditWish& wish) { wish.top_speed = true; }));
}

TEST(EditPlans, AreEncodedWhereTheContainerCantHoldTheCodec) {
  MediaMetadata hevc = film();
  hevc.video.front().codec = "hevc";
  EditWish hls;
  hls.container = "hls";
  EXPECT_TRUE(may_copy_edit({part({2, 3}, hevc)}, {}));
  EXPECT_FALSE(may_copy_edit({part({2, 3}, hevc)}, hls));
  MediaMetadata vorbis = film();
  vorbis.audio.front().codec = "vorbis";
  EXPECT_FALSE(may_copy_edit({part({2, 3}, vorbis)}, {}));
}

TEST(EditPlans, NameEachFileOnceAndOnlyByServerMadeNames) {
  const std::vector<EditPart> parts = {part({2, 3}), part({1, 2}), part({1, 2}, film(), "/blobs/it's")};
  for (const PlannedRun& run : {plan_copied_edit(parts, {}), plan_encoded_edit(parts, {}, {})}) {
    const auto files = std::ranges::count_if(run.inputs, [](const PlannedInput& input) {
      return std::holds_alternative<std::filesystem::path>(input.content);
    });
    EXPECT_EQ(files, 2);
    for (const std::string& argument : run.argv) EXPECT_EQ(argument.find("/blobs/"), std::string::npos) << argument;
    EXPECT_EQ(run.outputs.size(), 1U);
    EXPECT_NEAR(run.duration_s, 3, 1e-6);
  }
}

TEST(EditPlans, OnlyOurListsAreReadByTheConcatDemuxer) {
  const auto allows_lists = [](const PlannedRun& run) {
    return std::ranges::any_of(run.argv, [](const std::string& argument) { return argument.starts_with("concat,"); });
  };
  EXPECT_TRUE(allows_lists(plan_copied_edit({part({2, 3}), part({1, 2})}, {})));
  EXPECT_FALSE(allows_lists(plan_copied_edit({part({2, 3})}, {})));
  EXPECT_FALSE(allows_lists(plan_encoded_edit({part({2, 3})}, {}, {})));
}

TEST(EditPlans, PicturesAreRefused) {
  MediaMetadata picture = film();
  picture.container = "png_pipe";
  EXPECT_EQ(check_edit({part({0, 0}, picture)}).error().code, ErrorCode::source_no_video);
}

}  // namespace
}  // namespace vod
