#include "pipeline/run.h"

#include <gtest/gtest.h>

#include <map>
#include <mutex>
#include <thread>

#include "pipeline/probe.h"
#include "pipeline/progress_lines.h"
#include "pipeline/run_errors.h"
#include "pipeline/test_clips.h"
#include "testing/fake_processes.h"

namespace vod {
namespace {

namespace fs = std::filesystem;

struct Heard {
  std::map<std::size_t, MadeOutput> made;
  std::map<std::size_t, Error> failed;
  std::vector<double> shares;
  RunCost cost;

  RunObserver observer() {
    return {.progress = [this](const RunProgress& progress) { shares.push_back(progress.share); },
            .made = [this](MadeOutput output) { made.emplace(output.planned.index, std::move(output)); },
            .failed = [this](std::size_t index, Error problem) { failed.emplace(index, std::move(problem)); }};
  }
};

class Run : public MediaTest {
 protected:
  RunOrder order(const fs::path& source, const std::vector<int>& definitions) {
    RunOrder made;
    const auto found = probe_source(processes(), source);
    EXPECT_TRUE(found) << message_of(found.error());
    if (found) made.source = found.value();
    made.source_file = source;
    made.folder = folder_ / "out";
    fs::create_directories(made.folder);
    for (const int definition : definitions)
      made.wishes.push_back(
          {made.wishes.size(), TranscodeWish{*find_preset(preset_transcode_templates(), definition)}});
    made.settings.speed = "ultrafast";
    return made;
  }
  Heard perform_all(const RunOrder& wanted) {
    Heard heard;
    heard.cost = perform(processes(), wanted, heard.observer(), {});
    for (const auto& [index, problem] : heard.failed) last_error_ = message_of(problem);
    return heard;
  }
  // The one output of one template.
  MediaMetadata output_of(const fs::path& source, int definition) {
    auto heard = perform_all(order(source, {definition}));
    EXPECT_TRUE(heard.made.contains(0)) << last_error_;
    return heard.made.contains(0) ? heard.made.at(0).metadata : MediaMetadata{};
  }

  std::string last_error_;
};

TEST_F(Run, TheWalkthroughsOutputsFitTheirTemplates) {
  const auto heard = perform_all(order(film("film.mp4", "1280x720", 3), {100010, 100020}));
  ASSERT_EQ(heard.made.size(), 2U) << last_error_;
  const auto& small = heard.made.at(0).metadata;
  EXPECT_EQ(small.height, 360);
  EXPECT_EQ(small.width, 640);
  EXPECT_EQ(small.video[0].codec, "h264");
  EXPECT_EQ(small.video[0].fps, 25);
  EXPECT_LT(small.video[0].bitrate_bps, 700'000);
  EXPECT_EQ(small.audio[0].codec, "aac");
  EXPECT_EQ(small.audio[0].sample_rate_hz, 44'100);
  EXPECT_EQ(small.audio[0].channels, 2);
  EXPECT_NEAR(small.duration_s, 3, 0.2);
  EXPECT_EQ(small.md5.size(), 32U);
  EXPECT_EQ(small.size_bytes, fs::file_size(heard.made.at(0).file));
  EXPECT_EQ(heard.made.at(1).metadata.height, 540);
  EXPECT_GT(heard.cost.cpu_ms, 0);
  EXPECT_TRUE(std::is_sorted(heard.shares.begin(), heard.shares.end()));
  EXPECT_EQ(heard.shares.back(), 1.0);
}

TEST_F(Run, OneImpossibleOutputAmongThreeLeavesTheOthers) {
  auto wanted = order(film("film.mp4"), {100010, 100020, 1110});
  // H.264 that no encoder makes: AAC at a rate that does not exist.
  auto broken = *find_preset(preset_transcode_templates(), 100020);
  broken.audio->sample_rate_hz = 12;
  wanted.wishes[1].what = TranscodeWish{broken};
  const auto heard = perform_all(wanted);
  EXPECT_TRUE(heard.made.contains(0));
  EXPECT_TRUE(heard.made.contains(2));
  ASSERT_TRUE(heard.failed.contains(1));
  EXPECT_EQ(error_row(heard.failed.at(1).code).wire_code, "InvalidInput.ConfigurationUnsupported") << last_error_;
}

TEST_F(Run, OddSizesBecomeEven) {
  const auto output = output_of(
      clip("odd.mkv", "-f lavfi -i testsrc2=s=640x480:d=1 -vf format=yuv444p,scale=321:241 -c:v ffv1"), 100010);
  EXPECT_EQ(output.width, 320);
  EXPECT_EQ(output.height, 240);
  EXPECT_FALSE(output.has_audio());
}

TEST_F(Run, RotationIsAppliedOnce) {
  const auto upright = film("upright.mp4", "640x480", 1);
  const auto turned = clip("turned.mp4", "-i " + upright.string() + " -c copy -metadata:s:v:0 rotate=90");
  const auto output = output_of(turned, 100010);
  EXPECT_EQ(output.width, 360);
  EXPECT_EQ(output.height, 480);
  EXPECT_EQ(output.rotate, 0);
}

TEST_F(Run, VariableFrameRateBecomesConstant) {
  const auto output =
      output_of(clip("vfr.mkv",
                     "-f lavfi -i testsrc2=s=320x240:r=30:d=2 -vf \"select='not(mod(n,7))+not(mod(n,3))'\" "
                     "-vsync vfr -c:v libx264 -preset ultrafast"),
                100010);
  EXPECT_EQ(output.video[0].fps, 25);
  EXPECT_NEAR(output.duration_s, 2, 0.2);
}

TEST_F(Run, TenBitsBecomeEight) {
  const auto output =
      output_of(clip("ten.mkv",
                     "-f lavfi -i testsrc2=s=320x240:d=1 -pix_fmt yuv420p10le -c:v libx265 -preset ultrafast "
                     "-x265-params log-level=error"),
                100010);
  EXPECT_EQ(output.video[0].pixel_format, "yuv420p");
}

TEST_F(Run, HdrBecomesSdr) {
  const auto output =
      output_of(clip("hdr.mp4",
                     "-f lavfi -i testsrc2=s=320x240:d=1 -pix_fmt yuv420p10le -c:v libx265 -preset ultrafast "
                     "-x265-params log-level=error:colorprim=bt2020:transfer=smpte2084:colormatrix=bt2020nc"),
                100010);
  EXPECT_EQ(output.video[0].pixel_format, "yuv420p");
  EXPECT_EQ(output.video[0].dynamic_range, "SDR");
}

TEST_F(Run, WidePixelsBecomeSquare) {
  const auto output = output_of(
      clip("wide.mkv", "-f lavfi -i testsrc2=s=360x288:d=1 -vf setsar=2/1 -c:v libx264 -preset ultrafast"), 100010);
  EXPECT_EQ(output.width, 720);
  EXPECT_EQ(output.height, 288);
  EXPECT_EQ(output.video[0].pixel_aspect, 1.0);
}

TEST_F(Run, SoundTemplatesMakeSound) {
  const auto source = clip("tone.wav", "-f lavfi -i sine=d=1");
  EXPECT_EQ(output_of(source, 1110).audio.at(0).codec, "aac");
  const auto mp3 = output_of(source, 1010);
  EXPECT_EQ(mp3.container, "mp3");
  EXPECT_FALSE(mp3.has_video());
}

TEST_F(Run, HlsIsAPlaylistWithSegments) {
  auto heard = perform_all(order(film("film.mp4", "640x360", 7), {100210}));
  ASSERT_TRUE(heard.made.contains(0)) << last_error_;
  const auto& made = heard.made.at(0);
  EXPECT_EQ(made.file.filename(), "v.f100210.m3u8");
  EXPECT_TRUE(fs::exists(made.file.parent_path() / "v.f100210" / "00000.ts"));
  EXPECT_TRUE(fs::exists(made.file.parent_path() / "v.f100210" / "00001.ts"));
  EXPECT_NEAR(made.metadata.duration_s, 7, 0.5);
  EXPECT_EQ(made.metadata.height, 360);
}

TEST_F(Run, FlvAndH265AndCopiesAreMade) {
  const auto source = film("film.mp4", "640x360", 1);
  EXPECT_EQ(output_of(source, 10046).container, "flv");
  EXPECT_EQ(output_of(source, 101010).video.at(0).codec_tag, "hvc1");
  EXPECT_EQ(output_of(source, 875).video.at(0).codec, "h264");
  EXPECT_EQ(output_of(source, 876).container, "hls");
  EXPECT_EQ(output_of(source, 100810).video.at(0).codec, "h264");
}

TEST_F(Run, CoversAreTakenAnywhereInTheMedia) {
  auto wanted = order(film("film.mp4", "640x360", 2), {});
  const auto snapshot = *find_preset(preset_snapshot_templates(), 10);
  wanted.wishes = {
      {0, CoverWish{snapshot, true, 0}}, {1, CoverWish{snapshot, false, 1}}, {2, CoverWish{snapshot, true, 100}}};
  const auto heard = perform_all(wanted);
  ASSERT_EQ(heard.made.size(), 3U) << last_error_;
  EXPECT_EQ(heard.made.at(2).metadata.width, 640);
  EXPECT_EQ(heard.made.at(2).file.filename(), "coverBySnapshot_10_2.jpg");
  EXPECT_NE(heard.made.at(0).metadata.md5, heard.made.at(2).metadata.md5);
}

TEST_F(Run, ASourceThatBreaksOffIsNamed) {
  const auto whole =
      clip("whole.mp4", "-f lavfi -i testsrc2=s=320x240:d=6 -c:v libx264 -preset ultrafast -movflags +faststart");
  fs::resize_file(whole, fs::file_size(whole) / 2);
  const auto heard = perform_all(order(whole, {100010}));
  ASSERT_TRUE(heard.failed.contains(0));
  EXPECT_EQ(heard.failed.at(0).code, ErrorCode::source_malformed) << last_error_;
}

TEST_F(Run, AStopEndsAllWithCancelled) {
  auto wanted = order(film("film.mp4", "1280x720", 20), {100030});
  wanted.settings.speed = "veryslow";
  std::stop_source stop;
  Heard heard;
  auto observer = heard.observer();
  observer.progress = [&](const RunProgress&) { stop.request_stop(); };
  perform(processes(), wanted, observer, stop.get_token());
  ASSERT_TRUE(heard.failed.contains(0));
  EXPECT_EQ(heard.failed.at(0).code, ErrorCode::task_cancelled);
}

TEST_F(Run, AttachmentsWriteNothing) {
  const auto base = film("base.mkv", "320x240", 1);
  const auto script = file("x.txt", "attached");
  const auto source = clip("attached.mkv", "-i " + base.string() + " -c copy -attach " + script.string() +
                                               " -metadata:s:t mimetype=text/plain -metadata:s:t filename=../../x");
  const auto heard = perform_all(order(source, {100010}));
  ASSERT_TRUE(heard.made.contains(0)) << last_error_;
  std::size_t files = 0;
  for (const auto& entry : fs::recursive_directory_iterator(folder_ / "out")) files += entry.is_regular_file() ? 1 : 0;
  EXPECT_EQ(files, 1U);
  EXPECT_EQ(heard.made.at(0).metadata.video.size(), 1U);
}

TEST_F(Run, NamesWithPatternsAreNames) {
  const auto made = film("film.mp4", "320x240", 1);
  const auto odd = folder_ / "a%03d 'b' \"c\"; $(d)";
  fs::create_directories(odd);
  fs::rename(made, odd / "film.mp4");
  auto wanted = order(odd / "film.mp4", {100010, 100210});
  wanted.folder = odd / "out";
  fs::create_directories(wanted.folder);
  EXPECT_EQ(perform_all(wanted).made.size(), 2U) << last_error_;
}

TEST(ProgressLines, TheShareNeverGoesDown) {
  ProgressLines lines(10);
  EXPECT_FALSE(lines.take("out_time_us=5000000"));
  EXPECT_FALSE(lines.take("speed= 2.5x"));
  EXPECT_TRUE(lines.take("progress=continue"));
  EXPECT_EQ(lines.share(), 0.5);
  EXPECT_EQ(lines.speed(), 2.5);
  EXPECT_EQ(lines.left_s(), 2);
  lines.take("out_time_us=N/A");
  lines.take("out_time_us=-100");
  EXPECT_EQ(lines.share(), 0.5);
  EXPECT_TRUE(lines.take("progress=end"));
  EXPECT_EQ(lines.share(), 1);
}

TEST(RunErrors, WhatEndedARunIsNamed) {
  ProcessResult result;
  result.end = ProcessEnd::silence;
  EXPECT_EQ(error_of_run(result).code, ErrorCode::task_stalled);
  result.end = ProcessEnd::wall_time;
  EXPECT_EQ(error_of_run(result).code, ErrorCode::task_timeout);
  result.end = ProcessEnd::exited;
  result.exit_code = 1;
  result.standard_error = "av_interleaved_write_frame(): No space left on device";
  EXPECT_EQ(error_of_run(result).code, ErrorCode::disk_full);
  result.standard_error = "something new";
  EXPECT_EQ(error_of_run(result).code, ErrorCode::task_failed);
}

}  // namespace
}  // namespace vod
