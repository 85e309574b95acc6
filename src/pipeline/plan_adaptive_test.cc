#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "model/errors.h"
#include "pipeline/adaptive/segment_form.h"
#include "pipeline/adaptive/segment_rate.h"
#include "pipeline/plan.h"

namespace vod {
namespace {

using testing::HasSubstr;

MediaMetadata film(int width, int height) {
  MediaMetadata source;
  source.size_bytes = 10'000'000;
  source.container = "mov,mp4,m4a,3gp,3g2,mj2";
  source.width = width;
  source.height = height;
  source.duration_s = source.video_duration_s = source.audio_duration_s = 60;
  source.bitrate_bps = 400'000;
  VideoStream video;
  video.codec = "h264";
  video.width = width;
  video.height = height;
  video.fps = 30;
  source.video = {video};
  AudioStream audio;
  audio.index = 1;
  audio.codec = "aac";
  source.audio = {audio};
  return source;
}

AdaptiveWish preset(int definition) { return {*find_preset(preset_adaptive_templates(), definition)}; }

TaskPlan planned(const AdaptiveWish& wish, const MediaMetadata& source = film(1280, 720)) {
  return plan_task(source, {{0, wish}}, {});
}

// The command as one line, without what every command begins with.
std::string tail(const PlannedRun& run) {
  std::string line;
  const auto input = std::ranges::find(run.argv, "file:{in}");
  for (auto at = input + 1; at != run.argv.end(); ++at) line += (line.empty() ? "" : " ") + *at;
  return line;
}

std::vector<int> heights(const TaskPlan& plan) {
  std::vector<int> found;
  if (plan.runs.empty()) return found;
  for (const auto& rendition : plan.runs[0].outputs[0].ladder->renditions) found.push_back(rendition.height);
  return found;
}

TEST(PlanAdaptive, AWholeLadderIsOneRunWithOneEncodedSound) {
  const auto plan = planned(preset(10), film(864, 486));
  ASSERT_EQ(plan.runs.size(), 1U);
  const std::string rungs =
      "-map [v1] -c:v:0 libx264 -preset:v:0 veryfast -pix_fmt:v:0 yuv420p -b:v:0 256k -maxrate:v:0 384k -bufsize:v:0 "
      "512k -g:v:0 144 -force_key_frames:v:0 expr:gte(t,n_forced*6) -sc_threshold:v:0 0 "
      "-map [v0] -c:v:1 libx264 -preset:v:1 veryfast -pix_fmt:v:1 yuv420p -b:v:1 512k -maxrate:v:1 768k -bufsize:v:1 "
      "1024k -g:v:1 144 -force_key_frames:v:1 expr:gte(t,n_forced*6) -sc_threshold:v:1 0 "
      "-map 0:1 -c:a:0 aac -b:a:0 48k -ar:a:0 44100 -ac:a:0 2 -map_metadata -1 -map_chapters -1 -f tee "
      "[f=hls:select=\\'v:0,a:0\\':hls_time=6:hls_playlist_type=vod:hls_list_size=0:hls_segment_filename=0/adp.10/"
      "v0_%05d.ts]0/adp.10/v0.m3u8|[f=hls:select=\\'v:1,a:0\\':hls_time=6:hls_playlist_type=vod:hls_list_size=0:"
      "hls_segment_filename=0/adp.10/v1_%05d.ts]0/adp.10/v1.m3u8";
  EXPECT_THAT(tail(plan.runs[0]), testing::EndsWith(rungs));
}

TEST(PlanAdaptive, AWatermarkIsReadOnceForAllRenditions) {
  auto wish = preset(10);
  WatermarkWish svg;
  svg.wanted.type = WatermarkTemplate::Type::svg;
  svg.wanted.width = {96, Length::Unit::pixels};
  svg.wanted.x = {96, Length::Unit::pixels};
  svg.content = "<svg/>";
  wish.watermarks = {svg};
  const auto plan = planned(wish, film(864, 480));
  ASSERT_EQ(plan.runs.size(), 1U);
  EXPECT_EQ(plan.runs[0].inputs.size(), 1U);
  EXPECT_EQ(std::ranges::count(plan.runs[0].argv, "-i"), 2);
  // The largest rendition has the pixels that the template names; the one of half its height has half of them.
  EXPECT_THAT(tail(plan.runs[0]), HasSubstr("[1:v]format=rgba[b0_0];[a0_0][b0_0]overlay=x=96:"));
  EXPECT_THAT(tail(plan.runs[0]),
              HasSubstr("[1:v]scale=48:'max(1,round(ow/a))',format=rgba[b0_1];[a0_1][b0_1]overlay=x=48:"));
}

TEST(PlanAdaptive, DashHasTheSoundBesideThePictures) {
  const auto plan = planned(preset(20), film(320, 240));
  ASSERT_EQ(plan.runs.size(), 1U);
  const auto& ladder = *plan.runs[0].outputs[0].ladder;
  ASSERT_EQ(ladder.renditions.size(), 7U);
  EXPECT_EQ(ladder.renditions[6].name, "a6");
  EXPECT_FALSE(ladder.renditions[6].is_variant);
  EXPECT_EQ(ladder.renditions[0].sound_beside, 6U);
  EXPECT_THAT(tail(plan.runs[0]), HasSubstr("[f=mp4:select=\\'a:0\\':movflags=+dash+delay_moov+global_sidx:"
                                            "frag_duration=6000000]0/adp.20/a6.mp4"));
  EXPECT_THAT(tail(plan.runs[0]), HasSubstr("-flags:v +global_header"));
}

TEST(PlanAdaptive, RungsAboveTheSourceAreLeftOutWhereTheTemplateSaysSo) {
  EXPECT_EQ(heights(planned(preset(10), film(1280, 720))), (std::vector{240, 480, 720}));
  EXPECT_EQ(heights(planned(preset(10), film(720, 1280))), (std::vector{426, 854, 1280}));
  EXPECT_EQ(heights(planned(preset(10), film(160, 120))), std::vector{120});
  auto wish = preset(20);
  wish.wanted.segment_type = "mp4-segment";
  EXPECT_EQ(heights(planned(wish, film(320, 240))), (std::vector{240, 240, 240, 240, 240, 240, 0}));
  wish.wanted.no_higher_bitrate = true;
  EXPECT_EQ(heights(planned(wish, film(320, 240))), (std::vector{240, 0}));
}

TEST(PlanAdaptive, AllPicturesHaveTheRateOfTheFirstStream) {
  auto wish = preset(10);
  wish.wanted.streams[1].video->fps = 30;
  wish.wanted.streams[1].video->gop = 50;
  const auto plan = planned(wish);
  EXPECT_EQ(plan.runs[0].outputs[0].ladder->fps, 24);
  EXPECT_THAT(tail(plan.runs[0]), HasSubstr("fps=24"));
  EXPECT_THAT(tail(plan.runs[0]), testing::Not(HasSubstr("fps=30")));
  EXPECT_THAT(tail(plan.runs[0]), HasSubstr("-g:v:1 50"));
}

TEST(PlanAdaptive, StreamsThatDifferInSoundHaveTheirOwn) {
  auto wish = preset(10);
  wish.wanted.streams[1].audio->bitrate_kbps = 96;
  wish.wanted.streams[2].audio.reset();
  const auto line = tail(planned(wish).runs[0]);
  EXPECT_THAT(line, HasSubstr("-b:a:1 96k"));
  EXPECT_THAT(line, HasSubstr("'v:0,a:0\\'"));
  EXPECT_THAT(line, HasSubstr("'v:1,a:1\\'"));
  EXPECT_THAT(line, HasSubstr("'v:2\\'"));
}

TEST(PlanAdaptive, TheKeyIsNotInTheCommand) {
  auto wish = preset(12);
  wish.key = StreamKey{.id = "ab12", .path = "/-/keys/1/2/ab12", .secret = {}};
  const auto plan = planned(wish);
  EXPECT_THAT(tail(plan.runs[0]), testing::Not(HasSubstr("key_info")));
  EXPECT_THAT(tail(plan.runs[0]), testing::Not(HasSubstr("ab12")));
  EXPECT_EQ(plan.runs[0].outputs[0].ladder->key, wish.key);
}

TEST(PlanAdaptive, ASourceWithoutPicturesIsRefused) {
  auto source = film(320, 240);
  source.video.clear();
  const auto plan = planned(preset(10), source);
  ASSERT_EQ(plan.refused.size(), 1U);
  EXPECT_EQ(plan.refused[0].second.code, ErrorCode::source_no_video);
}

TEST(SegmentRate, AShortLastSegmentIsNoPeak) {
  EXPECT_EQ(peak_bps({{6, 6'000}, {6, 12'000}, {0.1, 1'000}}), 17'050U);
  EXPECT_EQ(peak_bps({{6, 6'000}}), 8'000U);
  EXPECT_EQ(peak_bps({}), 0U);
}

TEST(SegmentForm, OnlyTheWordsThatTemplatesStoreAreKnown) {
  // Templates have the short words no more when they are stored.
  EXPECT_FALSE(segment_form("ts", false));
  EXPECT_FALSE(segment_form("mp4", false));
  EXPECT_EQ(segment_form("ts-segment", true).value(), segment_form("mp4-mp4-byterange", false).value());
  EXPECT_FALSE(segment_form("", false));
}

}  // namespace
}  // namespace vod
