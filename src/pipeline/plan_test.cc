#include "pipeline/plan.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "model/errors.h"
#include "model/limits.h"
#include "pipeline/filter_graph.h"
#include "pipeline/picture_size.h"
#include "pipeline/probe.h"

namespace vod {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

MediaMetadata film(int width = 1280, int height = 720, double duration_s = 60) {
  MediaMetadata source;
  source.size_bytes = 10'000'000;
  source.container = "mov,mp4,m4a,3gp,3g2,mj2";
  source.width = width;
  source.height = height;
  source.duration_s = source.video_duration_s = source.audio_duration_s = duration_s;
  VideoStream video;
  video.codec = "h264";
  video.width = width;
  video.height = height;
  video.fps = 30;
  video.duration_s = duration_s;
  source.video = {video};
  AudioStream audio;
  audio.index = 1;
  audio.codec = "aac";
  audio.channels = 2;
  audio.sample_rate_hz = 48'000;
  audio.bitrate_bps = 128'000;
  source.audio = {audio};
  return source;
}

OutputWish transcode(std::size_t index, int definition) {
  return {index, TranscodeWish{*find_preset(preset_transcode_templates(), definition)}};
}
OutputWish cover(std::size_t index, bool percent, double value) {
  return {index, CoverWish{*find_preset(preset_snapshot_templates(), 10), percent, value}};
}

// The command as one line, without what every command begins with.
std::string tail(const PlannedRun& run) {
  std::string line;
  const auto input = std::ranges::find(run.argv, "file:{in}");
  for (auto at = input + 1; at != run.argv.end(); ++at) line += (line.empty() ? "" : " ") + *at;
  return line;
}

TEST(Plan, TheWalkthroughsTwoOutputsAreOneRun) {
  const auto plan = plan_task(film(), {transcode(0, 100010), transcode(1, 100020)}, {});
  ASSERT_EQ(plan.runs.size(), 1U);
  EXPECT_TRUE(plan.refused.empty());
  EXPECT_EQ(tail(plan.runs[0]),
            "-filter_complex [0:0]fps=25,scale=960:540,setsar=1,format=yuv420p,split[v0][s1];[s1]scale=640:360[v1] "
            "-map [v0] -c:v libx264 -preset veryfast -pix_fmt yuv420p -b:v 1000k -maxrate 1500k -bufsize 2000k -g 125 "
            "-map 0:1 -c:a aac -b:a 64k -ar 44100 -ac 2 -map_metadata -1 -map_chapters -1 -movflags +faststart -f mp4 "
            "{out}/1/v.f100020.mp4 "
            "-map [v1] -c:v libx264 -preset veryfast -pix_fmt yuv420p -b:v 400k -maxrate 600k -bufsize 800k -g 125 "
            "-map 0:1 -c:a aac -b:a 64k -ar 44100 -ac 2 -map_metadata -1 -map_chapters -1 -movflags +faststart -f mp4 "
            "{out}/0/v.f100010.mp4");
}

TEST(Plan, TheInputIsGuarded) {
  const auto plan = plan_task(film(), {transcode(0, 100010)}, {});
  const auto& argv = plan.runs[0].argv;
  EXPECT_THAT(argv, testing::Contains("-nostdin"));
  const auto guard = std::ranges::find(argv, "-protocol_whitelist");
  ASSERT_NE(guard, argv.end());
  EXPECT_EQ(*(guard + 1), "file");
  const auto format = std::ranges::find(argv, "-f");
  EXPECT_EQ(*(format + 1), "mov");
  EXPECT_LT(format, std::ranges::find(argv, "-i"));
}

TEST(Plan, HlsHasItsSegmentsBesideThePlaylist) {
  const auto plan = plan_task(film(), {transcode(3, 100210)}, {});
  EXPECT_THAT(
      tail(plan.runs[0]),
      HasSubstr("-f hls -hls_time 5 -hls_playlist_type vod -hls_list_size 0 "
                "-hls_base_url v.f100210/ -hls_segment_filename {out}/3/v.f100210/%05d.ts {out}/3/v.f100210.m3u8"));
}

TEST(Plan, CopiesKeepTheStreams) {
  const auto plan = plan_task(film(), {transcode(0, 875)}, {});
  EXPECT_EQ(
      tail(plan.runs[0]),
      "-map 0:0 -map 0:1 -c copy -map_metadata -1 -map_chapters -1 -movflags +faststart -f mp4 {out}/0/v.f875.mp4");
}

TEST(Plan, CopiesOfCodecsThatTheContainerCannotHoldAreRefused) {
  auto source = film();
  source.video[0].codec = "vp8";
  const auto plan = plan_task(source, {transcode(0, 875), transcode(1, 876)}, {});
  ASSERT_EQ(plan.refused.size(), 2U);
  EXPECT_EQ(plan.refused[0].second.code, ErrorCode::source_unsupported);
}

TEST(Plan, SoundOnlyTemplatesJoinTheGroup) {
  const auto plan = plan_task(film(), {transcode(0, 1110), transcode(1, 100010)}, {});
  ASSERT_EQ(plan.runs.size(), 1U);
  EXPECT_THAT(tail(plan.runs[0]),
              HasSubstr("-map 0:1 -c:a aac -b:a 48k -ar 44100 -ac 2 -map_metadata -1 -map_chapters -1 "
                        "-movflags +faststart -f ipod {out}/0/v.f1110.m4a"));
}

TEST(Plan, ACoverIsASeekOfItsOwn) {
  const auto plan = plan_task(film(), {transcode(0, 100010), cover(1, true, 50)}, {});
  ASSERT_EQ(plan.runs.size(), 2U);
  const auto seek = std::ranges::find(plan.runs[0].argv, "-ss");
  ASSERT_NE(seek, plan.runs[0].argv.end());
  EXPECT_EQ(*(seek + 1), "29.969");
  EXPECT_THAT(tail(plan.runs[0]),
              HasSubstr("[0:0]scale=1280:720,setsar=1,format=yuv420p[v0] -map [v0] -frames:v 1 -c:v mjpeg"));
}

TEST(Plan, ACoverOutsideTheMediaIsRefused) {
  const auto plan = plan_task(film(), {cover(0, false, 60.5), cover(1, true, 101), cover(2, false, -1)}, {});
  ASSERT_EQ(plan.refused.size(), 3U);
  for (const auto& [index, problem] : plan.refused) EXPECT_EQ(problem.code, ErrorCode::input_time_offset);
}

TEST(Plan, TopSpeedHasNoBitrate) {
  const auto plan = plan_task(film(), {transcode(0, 100810)}, {});
  EXPECT_THAT(tail(plan.runs[0]), HasSubstr("-crf 25 -g 125"));
  EXPECT_THAT(tail(plan.runs[0]), testing::Not(HasSubstr("-b:v")));
}

TEST(Plan, WhatTheSourceLacksIsNamed) {
  auto silent = film();
  silent.audio.clear();
  auto sound = film();
  sound.video.clear();
  EXPECT_EQ(plan_task(silent, {transcode(0, 1110)}, {}).refused.at(0).second.code, ErrorCode::source_no_audio);
  EXPECT_EQ(plan_task(sound, {transcode(0, 100010)}, {}).refused.at(0).second.code, ErrorCode::source_no_video);
  EXPECT_EQ(plan_task(sound, {cover(0, true, 0)}, {}).refused.at(0).second.code, ErrorCode::source_no_video);
  EXPECT_EQ(plan_task(film(), {transcode(0, 710)}, {}).refused.at(0).second.code,
            ErrorCode::input_configuration_unsupported);
}

TEST(Plan, WithoutSoundNoSoundIsMade) {
  auto silent = film();
  silent.audio.clear();
  const auto plan = plan_task(silent, {transcode(0, 100010)}, {});
  ASSERT_EQ(plan.runs.size(), 1U);
  EXPECT_EQ(std::ranges::count(plan.runs[0].argv, "-c:a"), 0);
}

TEST(Plan, LongSourcesGetARunPerOutput) {
  const auto wishes = {transcode(0, 100010), transcode(1, 100020)};
  EXPECT_EQ(plan_task(film(1280, 720, limits::grouped_source_s_max - 1.0), wishes, {}).runs.size(), 1U);
  EXPECT_EQ(plan_task(film(1280, 720, limits::grouped_source_s_max), wishes, {}).runs.size(), 2U);
}

TEST(Plan, GroupsFitTheMemoryLimit) {
  std::vector<OutputWish> wishes;
  for (const int definition : {100080, 80, 580, 100070}) wishes.push_back(transcode(wishes.size(), definition));
  const auto plan = plan_task(film(3840, 2160), wishes, {});
  EXPECT_GT(plan.runs.size(), 1U);
  std::size_t outputs = 0;
  for (const auto& run : plan.runs) outputs += run.outputs.size();
  EXPECT_EQ(outputs, wishes.size());
}

TEST(Plan, EveryPresetHasAPlanOrANamedError) {
  for (const auto& row : preset_transcode_templates()) {
    const auto plan = plan_task(film(), {{0, TranscodeWish{row}}}, {});
    EXPECT_EQ(plan.runs.size() + plan.refused.size(), 1U) << row.definition;
    for (const auto& run : plan.runs) {
      EXPECT_GT(run.limits.wall_ms, 0);
      EXPECT_GT(run.limits.cpu_s, 0);
      EXPECT_GT(run.limits.memory_bytes, 0U);
      EXPECT_GT(run.limits.file_bytes, 0U);
      EXPECT_GT(run.limits.silence_ms, 0);
    }
  }
}

TEST(Plan, AWatermarkIsDrawnAfterTheScalingForItsOutputAlone) {
  auto marked = transcode(1, 100020);
  WatermarkWish text;
  text.wanted.type = WatermarkTemplate::Type::text;
  text.wanted.origin = CoordinateOrigin::bottom_right;
  text.wanted.x = {10, Length::Unit::percent};
  text.wanted.font_px = 24;
  text.content = "a 'text' -i $(of a user)";
  text.shown = {2, -1};
  text.file = "/fonts/font.ttf";
  std::get<TranscodeWish>(marked.what).watermarks = {text};
  const auto plan = plan_task(film(), {transcode(0, 100010), marked}, {});
  ASSERT_EQ(plan.runs.size(), 1U);
  EXPECT_THAT(tail(plan.runs[0]),
              HasSubstr("format=yuv420p,split[p0][s1];[p0]drawtext=fontfile={in:1.0.font}:textfile={in:1.0.text}:"
                        "expansion=none:fontsize=24:fontcolor=0xffffff@1.00:x=w-tw-96:y=h-th-0:"
                        "enable='gte(t,2.000)*lt(t,59.000)'[v0];[s1]scale=640:360[v1] -map [v0]"));
  ASSERT_EQ(plan.runs[0].inputs.size(), 2U);
  EXPECT_EQ(std::get<std::string>(plan.runs[0].inputs[0].content), text.content);
}

TEST(Plan, StretchesOfTheSourceAreRunsOfTheirOwn) {
  auto part = transcode(1, 100020);
  std::get<TranscodeWish>(part.what).start_s = 10;
  std::get<TranscodeWish>(part.what).end_s = -20;
  const auto plan = plan_task(film(), {transcode(0, 100010), part, transcode(2, 100030)}, {});
  ASSERT_EQ(plan.runs.size(), 2U);
  EXPECT_EQ(plan.runs[0].outputs.size(), 2U);
  const auto& argv = plan.runs[1].argv;
  const auto seek = std::ranges::find(argv, "-ss");
  ASSERT_NE(seek, argv.end());
  EXPECT_EQ(*(seek + 1), "10.000");
  EXPECT_EQ(*(seek + 3), "30.000");
  EXPECT_LT(seek, std::ranges::find(argv, "-i"));
  EXPECT_EQ(plan.runs[1].duration_s, 30);
}

TEST(Plan, FormatsWithoutAnIndexAreSoughtAheadOfAStretch) {
  auto source = film();
  source.container = "mpegts";
  auto part = transcode(0, 100020);
  std::get<TranscodeWish>(part.what).start_s = 20;
  std::get<TranscodeWish>(part.what).end_s = 30;
  const auto plan = plan_task(source, {part}, {});
  ASSERT_EQ(plan.runs.size(), 1U);
  const auto& argv = plan.runs[0].argv;
  const auto seek = std::ranges::find(argv, "-ss");
  ASSERT_NE(seek, argv.end());
  EXPECT_EQ(*(seek + 1), "5.000");
  EXPECT_EQ(*(seek + 3), "25.000");
  EXPECT_THAT(tail(plan.runs[0]), HasSubstr("[0:0]trim=start=15.000,setpts=PTS-15.000/TB,"));
  EXPECT_THAT(tail(plan.runs[0]), HasSubstr("-af atrim=start=15.000,asetpts=PTS-15.000/TB -map"));
  EXPECT_EQ(plan.runs[0].duration_s, 10);
}

TEST(Plan, SegmentsOfMp4HaveTheirHeadBesideThem) {
  auto wish = transcode(0, 101210);
  auto& wanted = std::get<TranscodeWish>(wish.what).wanted;
  wanted.fmp4 = true;
  wanted.video->segment_s = 4;
  const auto plan = plan_task(film(), {wish}, {});
  ASSERT_EQ(plan.runs.size(), 1U);
  EXPECT_THAT(tail(plan.runs[0]),
              HasSubstr("-f hls -hls_time 4 -hls_playlist_type vod -hls_list_size 0 -hls_segment_type fmp4 "
                        "-hls_fmp4_init_filename v.f101210/init.mp4 -hls_base_url v.f101210/ -hls_segment_filename "
                        "{out}/0/v.f101210/%05d.m4s {out}/0/v.f101210.m3u8"));
  EXPECT_THAT(tail(plan.runs[0]), HasSubstr("-force_key_frames expr:gte(t,n_forced*4)"));
  EXPECT_THAT(tail(plan.runs[0]), HasSubstr("-tag:v hvc1"));
}

TEST(Plan, RatesAreHeldAsTheTemplateSays) {
  const auto line = [](RateMode mode, int crf, bool top_speed) {
    auto wish = transcode(0, 100010);
    auto& wanted = std::get<TranscodeWish>(wish.what).wanted;
    wanted.video->mode = mode;
    wanted.video->crf = crf;
    wanted.top_speed = top_speed;
    wanted.top_speed_kbps_max = top_speed ? 300 : 0;
    return tail(plan_task(film(), {wish}, {}).runs.at(0));
  };
  EXPECT_THAT(line(RateMode::vbr, 0, false), HasSubstr("-b:v 400k -maxrate 600k -bufsize 800k -g"));
  EXPECT_THAT(line(RateMode::abr, 0, false), HasSubstr("-b:v 400k -g"));
  EXPECT_THAT(line(RateMode::cbr, 0, false), HasSubstr("-b:v 400k -minrate 400k -maxrate 400k -bufsize 400k -g"));
  EXPECT_THAT(line(RateMode::vbr, 28, false), HasSubstr("-crf 28 -g"));
  EXPECT_THAT(line(RateMode::vcrf, 0, false), HasSubstr("-crf 23 -g"));
  EXPECT_THAT(line(RateMode::vbr, 0, true), HasSubstr("-crf 25 -maxrate 300k -bufsize 600k -g"));
}

TEST(OutputSize, TheTemplatesHeightIsTheShortSide) {
  const auto wanted = find_preset(preset_transcode_templates(), 100010)->video.value();
  EXPECT_EQ(output_size(wanted, {1280, 720}), (PictureSize{640, 360}));
  EXPECT_EQ(output_size(wanted, {720, 1280}), (PictureSize{360, 640}));
}

TEST(OutputSize, TheTemplatesWidthIsTheLongSide) {
  const auto wanted = find_preset(preset_transcode_templates(), 10)->video.value();
  EXPECT_EQ(output_size(wanted, {1280, 720}), (PictureSize{320, 180}));
  EXPECT_EQ(output_size(wanted, {720, 1280}), (PictureSize{180, 320}));
}

TEST(OutputSize, SmallSourcesKeepTheirSizeAndSidesAreEven) {
  const auto wanted = find_preset(preset_transcode_templates(), 100030)->video.value();
  EXPECT_EQ(output_size(wanted, {640, 360}), (PictureSize{640, 360}));
  EXPECT_EQ(output_size(wanted, {321, 241}), (PictureSize{320, 240}));
  EXPECT_EQ(output_size(wanted, {1, 1}), (PictureSize{2, 2}));
}

TEST(FilterGraph, PicturesOfDifferentRatesEachGetTheirOwn) {
  VideoStream source;
  EXPECT_EQ(filter_graph(source, {{{640, 360}, 30}, {{320, 180}, 15}}),
            "[0:0]scale=640:360,setsar=1,format=yuv420p,split[p0][s1];[p0]fps=30[v0];[s1]scale=320:180,fps=15[v1]");
}

TEST(FilterGraph, WhatIsSampledFirstIsMadeFromTheSource) {
  VideoStream source;
  Picture sprite{{142, 80}};
  sprite.first = "fps=1/10";
  sprite.last = "tile=10x10";
  EXPECT_EQ(filter_graph(source, {{{960, 540}, 25}, {{640, 360}, 25}, sprite}),
            "[0:0]split[s0][s2];[s0]fps=25,scale=960:540,setsar=1,format=yuv420p,split[v0][s1];[s1]scale=640:360[v1];"
            "[s2]fps=1/10,scale=142:80,setsar=1,format=yuv420p,tile=10x10[v2]");
  EXPECT_EQ(filter_graph(source, {sprite}), "[0:0]fps=1/10,scale=142:80,setsar=1,format=yuv420p,tile=10x10[v0]");
}

TEST(FilterGraph, WhatIsDoneAfterTheScalingIsForOnePictureAlone) {
  VideoStream source;
  Picture marked{{960, 540}, 25};
  marked.last = "drawbox[a{n}];[{x0}:v][a{n}]overlay";
  EXPECT_EQ(filter_graph(source, {marked, {{640, 360}, 25}}),
            "[0:0]fps=25,scale=960:540,setsar=1,format=yuv420p,split[p0][s1];[p0]drawbox[a0];[{x0}:v][a0]overlay[v0];"
            "[s1]scale=640:360[v1]");
}

TEST(FilterGraph, PicturesWithBordersAreNoBase) {
  VideoStream source;
  const Picture bordered{{800, 800}, 25, FillType::white, true};
  EXPECT_EQ(filter_graph(source, {bordered, {{640, 360}, 25}, {{320, 180}, 25}}),
            "[0:0]split[s0][s1];[s0]fps=25,scale=800:800:force_original_aspect_ratio=decrease:force_divisible_by=2,"
            "pad=800:800:-1:-1:white,setsar=1,format=yuv420p[v0];"
            "[s1]fps=25,scale=640:360,setsar=1,format=yuv420p,split[v1][s2];[s2]scale=320:180[v2]");
}

TEST(FilterGraph, FileNamesAreQuotedTwice) {
  EXPECT_EQ(filter_value("/in/0.text"), "/in/0.text");
  EXPECT_EQ(filter_value("a'b:c,d"), R"(a\\\'b\\:c\,d)");
}

TEST(FilterGraph, InterlacedAndHdrSourcesAreBroughtToWhatPlayersShow) {
  VideoStream source;
  source.interlaced = true;
  source.dynamic_range = "HDR";
  source.hdr_type = "hlg";
  const auto graph = filter_graph(source, {{{640, 360}, 25}});
  EXPECT_TRUE(graph.starts_with("[0:0]yadif,fps=25,scale=640:360,zscale=tin=arib-std-b67:")) << graph;
  EXPECT_TRUE(graph.ends_with("setsar=1,format=yuv420p[v0]")) << graph;
}

}  // namespace
}  // namespace vod
