#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "model/errors.h"
#include "model/limits.h"
#include "pipeline/pictures/still_pictures.h"
#include "pipeline/plan.h"

namespace vod {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;

MediaMetadata film(double duration_s, int width = 1280, int height = 720) {
  MediaMetadata source;
  source.container = "mov,mp4,m4a,3gp,3g2,mj2";
  source.width = width;
  source.height = height;
  source.duration_s = source.video_duration_s = duration_s;
  VideoStream video;
  video.codec = "h264";
  video.width = width;
  video.height = height;
  video.fps = 25;
  source.video = {video};
  return source;
}

AnimatedGraphicsWish animated(PictureFormat format, double start_s, double end_s) {
  return {{.definition = 7, .name = {}, .fps = 5, .format = format, .picture = {.width = 320}, .quality = 60},
          start_s,
          end_s};
}
SampleSnapshotsWish samples(SampleType type, int interval) {
  return {{.definition = 8, .name = {}, .sample = type, .interval = interval, .picture = {}}};
}
ImageSpriteWish sprite(int interval, PictureSettings small = {.width = 142, .height = 80}) {
  return {{.definition = 9,
           .name = {},
           .sample = SampleType::time,
           .interval = interval,
           .rows = 3,
           .columns = 4,
           .picture = small}};
}

TaskPlan plan(const MediaMetadata& source, const OutputWish& wish) { return plan_task(source, {wish}, {}); }

// A command as one line, without what every command begins with.
std::string tail(const std::vector<std::string>& argv) {
  std::string line;
  auto at = std::ranges::find(argv, "0.5");
  for (++at; at != argv.end(); ++at) {
    if (at->ends_with("_whitelist") || at->starts_with("-max_")) {
      ++at;
      continue;
    }
    line += (line.empty() ? "" : " ") + *at;
  }
  return line;
}

TEST(PlanPictures, TimedSnapshotsAreSoughtOneByOne) {
  const TimedSnapshotsWish wish = {{.definition = 10, .name = {}, .picture = {}}, {{false, 3.5}, {true, 50}}};
  const auto made = plan(film(60), {4, wish});
  ASSERT_EQ(made.runs.size(), 1U);
  const auto& run = made.runs[0];
  EXPECT_THAT(tail(run.argv), HasSubstr("-f mov -ss 3.462 -i file:{in} -filter_complex "
                                        "[0:0]scale=1280:720,setsar=1,format=yuv420p[v0] -map [v0] -frames:v 1 "
                                        "-c:v mjpeg -q:v 2 -pix_fmt yuvj420p -map_metadata -1 -f image2 -update 1 "
                                        "{out}/4/snapshotByTimeOffset_10_4/00000.jpg"));
  ASSERT_EQ(run.outputs.size(), 1U);
  ASSERT_EQ(run.outputs[0].then.size(), 1U);
  EXPECT_THAT(tail(run.outputs[0].then[0]), HasSubstr("-ss 29.962 "));
  EXPECT_THAT(run.outputs[0].then[0], Contains("{out}/4/snapshotByTimeOffset_10_4/00001.jpg"));
  EXPECT_THAT(run.outputs[0].pictures.times_s, ElementsAre(3.5, 30));
}

TEST(PlanPictures, FormatsWithoutAnIndexAreSoughtAheadOfThePlace) {
  auto source = film(60);
  source.container = "mpegts";
  const TimedSnapshotsWish wish = {{.definition = 10, .name = {}, .picture = {}}, {{false, 30}, {false, 3}}};
  const auto made = plan(source, {0, wish});
  ASSERT_EQ(made.runs.size(), 1U);
  EXPECT_THAT(tail(made.runs[0].argv), HasSubstr("-f mpegts -ss 14.962 -i file:{in} -filter_complex "
                                                 "[0:0]trim=start=15.000,setpts=PTS-15.000/TB,scale=1280:720,"));
  EXPECT_THAT(tail(made.runs[0].outputs[0].then.at(0)),
              HasSubstr("-f mpegts -i file:{in} -filter_complex [0:0]trim=start=2.962,"));
  EXPECT_THAT(tail(plan(source, {0, animated(PictureFormat::webp, 20, 22)}).runs.at(0).argv),
              HasSubstr("-ss 5.000 -t 17.000 -i file:{in} -filter_complex "
                        "[0:0]trim=start=15.000,setpts=PTS-15.000/TB,fps=5:start_time=0:round=up,"));
}

TEST(PlanPictures, ATimeAfterTheEndIsNamed) {
  const TimedSnapshotsWish wish = {{.definition = 10, .name = {}, .picture = {}}, {{false, 61}}};
  const auto made = plan(film(60), {0, wish});
  ASSERT_EQ(made.refused.size(), 1U);
  EXPECT_EQ(made.refused[0].second.code, ErrorCode::input_time_offset);
  EXPECT_THAT(made.refused[0].second.detail, HasSubstr("61 s"));
}

TEST(PlanPictures, ManySamplesShareOneDecoding) {
  const auto made = plan(film(60), {0, samples(SampleType::percent, 10)});
  ASSERT_EQ(made.runs.size(), 1U);
  EXPECT_THAT(tail(made.runs[0].argv),
              HasSubstr("-filter_complex [0:0]fps=1000/6000:start_time=0:round=up,tpad=stop=2:stop_mode=clone,"
                        "trim=end_frame=10,scale=1280:720,setsar=1,format=yuv420p[v0] -map [v0] -fps_mode passthrough "
                        "-start_number 0 -c:v mjpeg -q:v 2 -pix_fmt yuvj420p -map_metadata -1 -f image2 "
                        "{out}/0/sampleSnapshot_8/%05d.jpg"));
  EXPECT_TRUE(made.runs[0].outputs[0].then.empty());
}

TEST(PlanPictures, FewSamplesOfALongSourceAreSought) {
  const auto made = plan(film(7'200), {0, samples(SampleType::percent, 10)});
  ASSERT_EQ(made.runs.size(), 1U);
  EXPECT_EQ(made.runs[0].outputs[0].then.size(), 9U);
  EXPECT_THAT(tail(made.runs[0].outputs[0].then[0]), HasSubstr("-ss 719.962 "));
  EXPECT_THAT(made.runs[0].outputs[0].then[0], testing::Not(Contains("-noaccurate_seek")));
}

TEST(PlanPictures, SamplesShareTheDecodingOfATranscode) {
  const OutputWish transcode = {1, TranscodeWish{*find_preset(preset_transcode_templates(), 100010)}};
  const auto made = plan_task(film(60), {{0, samples(SampleType::time, 1)}, transcode}, {});
  ASSERT_EQ(made.runs.size(), 1U);
  EXPECT_EQ(made.runs[0].outputs.size(), 2U);
}

TEST(PlanPictures, ASpriteThatWouldSeekSharesTheDecodingOfATranscode) {
  const OutputWish transcode{0, TranscodeWish{*find_preset(preset_transcode_templates(), 100010)}};
  const auto alone = plan_task(film(120), {{1, sprite(10)}}, {});
  ASSERT_EQ(alone.runs.size(), 1U);
  EXPECT_GT(alone.runs[0].outputs[0].then.size(), 1U);
  const auto both = plan_task(film(120), {transcode, {1, sprite(10)}}, {});
  ASSERT_EQ(both.runs.size(), 1U);
  EXPECT_EQ(both.runs[0].outputs.size(), 2U);
}

TEST(PlanPictures, SpritesOfHoursTakeKeyFrames) {
  const auto made = plan(film(10'800), {0, sprite(10)});
  ASSERT_EQ(made.runs.size(), 1U);
  const auto& output = made.runs[0].outputs[0];
  EXPECT_EQ(output.pictures.times_s.size(), 1'080U);
  ASSERT_EQ(output.then.size(), 1'080U);
  EXPECT_THAT(tail(output.then[0]), HasSubstr("-ss 10.000 -noaccurate_seek -i file:{in} "));
}

TEST(PlanPictures, SmallPicturesAreLaidOnSheets) {
  const auto made = plan(film(60), {2, sprite(5)});
  ASSERT_EQ(made.runs.size(), 1U);
  const auto& output = made.runs[0].outputs[0];
  EXPECT_THAT(tail(made.runs[0].argv), HasSubstr("trim=end_frame=12,scale=142:80:force_original_aspect_ratio"));
  EXPECT_THAT(made.runs[0].argv, Contains("{out}/2/%05d.png"));
  ASSERT_EQ(output.then.size(), 1U);
  EXPECT_EQ(tail(output.then[0]),
            "-f image2 -c:v png -framerate 1 -start_number 0 -i {out}/2/%05d.png -vf tile=4x3 -fps_mode passthrough "
            "-start_number 0 -c:v mjpeg -q:v 2 -pix_fmt yuvj420p -map_metadata -1 -f image2 "
            "{out}/2/imageSprite_9/%05d.jpg");
  EXPECT_EQ(output.file, "2/imageSprite_9.vtt");
}

TEST(PlanPictures, SheetsHaveALargestSide) {
  const auto fits = plan(film(60), {0, sprite(10, {.width = 3'750, .height = 100, .adaptive = false})});
  EXPECT_TRUE(fits.refused.empty());
  const auto made = plan(film(60), {0, sprite(10, {.width = 3'751, .height = 100, .adaptive = false})});
  ASSERT_EQ(made.refused.size(), 1U);
  EXPECT_EQ(made.refused[0].second.code, ErrorCode::input_configuration_unsupported);
  EXPECT_THAT(made.refused[0].second.detail, HasSubstr("15000"));
}

TEST(PlanPictures, TooManyPicturesAreRefused) {
  const auto made = plan(film(limits::pictures_max + 1.0), {0, samples(SampleType::time, 1)});
  ASSERT_EQ(made.refused.size(), 1U);
  EXPECT_EQ(made.refused[0].second.code, ErrorCode::input_configuration_unsupported);
  EXPECT_EQ(plan(film(limits::pictures_max), {0, samples(SampleType::time, 1)}).runs.size(), 1U);
}

TEST(PlanPictures, AGifsPaletteIsFoundBeforeItIsDrawn) {
  const auto made = plan(film(60), {1, animated(PictureFormat::gif, 2, 6)});
  ASSERT_EQ(made.runs.size(), 1U);
  const auto& run = made.runs[0];
  EXPECT_EQ(tail(run.argv),
            "-f mov -ss 2.000 -t 4.000 -i file:{in} -filter_complex "
            "[0:0]fps=5:start_time=0:round=up,scale=320:180,setsar=1,format=yuv420p,"
            "palettegen=stats_mode=full[v0] -map [v0] -map_metadata -1 -c:v png -frames:v 1 -f image2 -update 1 "
            "{out}/1/palette.png");
  ASSERT_EQ(run.outputs[0].then.size(), 1U);
  EXPECT_EQ(tail(run.outputs[0].then[0]),
            "-f mov -ss 2.000 -t 4.000 -i file:{in} -f png_pipe -i file:{out}/1/palette.png -filter_complex "
            "[0:0]fps=5:start_time=0:round=up,scale=320:180,setsar=1,format=yuv420p,null[a0];[a0][1:v]paletteuse="
            "dither=sierra2_4a:"
            "diff_mode=rectangle[v0] -map [v0] -map_metadata -1 -c:v gif -loop 0 -f gif "
            "{out}/1/animatedGraphics_7_1.gif");
}

TEST(PlanPictures, AMovingWebpHasTheTemplatesQuality) {
  const auto made = plan(film(60), {0, animated(PictureFormat::webp, 0, 0)});
  ASSERT_EQ(made.runs.size(), 1U);
  EXPECT_THAT(tail(made.runs[0].argv), HasSubstr("-c:v libwebp_anim -quality 60 -pix_fmt yuv420p -loop 0 -f webp"));
  EXPECT_EQ(made.runs[0].duration_s, 60);
}

TEST(PlanPictures, OffsetsCountFromTheEndWhenTheyAreNegative) {
  const auto made = plan(film(60), {0, animated(PictureFormat::webp, -3, -1)});
  ASSERT_EQ(made.runs.size(), 1U);
  EXPECT_EQ(made.runs[0].outputs[0].pictures.start_s, 57);
  EXPECT_EQ(made.runs[0].outputs[0].pictures.end_s, 59);
  EXPECT_EQ(plan(film(60), {0, animated(PictureFormat::webp, 10, 0)}).runs.at(0).outputs[0].pictures.end_s, 60);
  for (const auto& [start_s, end_s] : {std::pair{60.0, 0.0}, {-61.0, 0.0}, {10.0, -55.0}, {5.0, 5.0}, {5.0, 100.0}}) {
    const auto none = plan(film(60), {0, animated(PictureFormat::webp, start_s, end_s)});
    ASSERT_EQ(none.refused.size(), 1U) << start_s;
    EXPECT_EQ(none.refused[0].second.code, ErrorCode::input_time_offset);
  }
}

TEST(PlanPictures, SoundHasNoPictures) {
  MediaMetadata sound = film(60);
  sound.video.clear();
  for (const OutputWish& wish :
       {OutputWish{0, sprite(10)}, {0, samples(SampleType::percent, 10)}, {0, animated(PictureFormat::gif, 0, 0)}}) {
    const auto made = plan(sound, wish);
    ASSERT_EQ(made.refused.size(), 1U);
    EXPECT_EQ(made.refused[0].second.code, ErrorCode::source_no_video);
  }
}

TEST(SampleTimes, TheFirstIsAtTheStartAndNoneAtTheEnd) {
  EXPECT_THAT(sample_times(film(30), SampleType::time, 10), ElementsAre(0, 10, 20));
  EXPECT_THAT(sample_times(film(30.001), SampleType::time, 10), ElementsAre(0, 10, 20, 30));
  EXPECT_THAT(sample_times(film(5), SampleType::time, 10), ElementsAre(0));
  EXPECT_THAT(sample_times(film(40), SampleType::percent, 25), ElementsAre(0, 10, 20, 30));
  EXPECT_THAT(sample_times(film(40), SampleType::percent, 30), ElementsAre(0, 12, 24, 36));
  EXPECT_THAT(sample_times(film(40), SampleType::percent, 100), ElementsAre(0));
}

TEST(PictureOf, SidesFollowTheSourceUnlessBothAreGiven) {
  EXPECT_EQ(picture_of({}, {1'280, 720}).size, (PictureSize{1'280, 720}));
  EXPECT_EQ(picture_of({.width = 640}, {1'280, 720}).size, (PictureSize{640, 360}));
  EXPECT_EQ(picture_of({.height = 360}, {1'280, 720}).size, (PictureSize{640, 360}));
  EXPECT_EQ(picture_of({.width = 640}, {320, 240}).size, (PictureSize{320, 240}));
  const auto both = picture_of({.width = 333, .height = 333, .fill = FillType::white}, {1'280, 720});
  EXPECT_EQ(both.size, (PictureSize{333, 333}));
  EXPECT_TRUE(both.borders);
  EXPECT_FALSE(picture_of({.width = 320, .height = 180}, {1'280, 720}).borders);
}

TEST(PictureOf, TheWidthIsTheLongSideWhenTheTemplateAdapts) {
  EXPECT_EQ(picture_of({.width = 640, .height = 360}, {720, 1'280}).size, (PictureSize{360, 640}));
  EXPECT_EQ(picture_of({.width = 640, .height = 360, .adaptive = false}, {720, 1'280}).size, (PictureSize{640, 360}));
  EXPECT_EQ(picture_of({.width = 640}, {720, 1'280}).size, (PictureSize{360, 640}));
}

}  // namespace
}  // namespace vod
