// FFmpeg 5.1 exits with 0 although it could not write the last bytes of a file. Here it runs into the limit of file
// sizes, which it meets as it meets a full disk.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "pipeline/probe.h"
#include "pipeline/run.h"
#include "pipeline/run_errors.h"
#include "pipeline/test_clips.h"
#include "pipeline/test_processes.h"

namespace vod {
namespace {

namespace fs = std::filesystem;

struct Heard {
  std::map<std::size_t, MadeOutput> made = {};
  std::map<std::size_t, Error> failed = {};
};

class UnfinishedOutputs : public MediaTest {
 protected:
  void SetUp() override {
    MediaTest::SetUp();
    source_ = film("film.mp4", "160x120", 2);
  }

  Heard perform_with(Processes& runner, const std::vector<OutputWish>& wishes) {
    fs::remove_all(out_);
    fs::create_directories(out_);
    return perform_in(out_, runner, wishes);
  }
  Heard perform_in(const fs::path& folder, Processes& runner, const std::vector<OutputWish>& wishes) {
    RunOrder order{.source = probe_source(processes(), source_).value(),
                   .source_file = source_,
                   .folder = folder,
                   .wishes = wishes,
                   .settings = {.speed = "ultrafast"}};
    Heard heard;
    const RunObserver observer{
        .progress = {},
        .made = [&](MadeOutput output) { heard.made.emplace(output.planned.index, std::move(output)); },
        .failed = [&](std::size_t index, Error problem) { heard.failed.emplace(index, std::move(problem)); }};
    perform(runner, order, observer, {});
    return heard;
  }
  // Of what FFmpeg wrote.
  std::uint64_t largest_file() const {
    std::uint64_t bytes = 0;
    for (const auto& entry : fs::recursive_directory_iterator(out_ / "out")) {
      if (entry.is_regular_file()) bytes = std::max<std::uint64_t>(bytes, entry.file_size());
    }
    return bytes;
  }
  // Where the largest file of an output lacks its end, or half of it, the output is not made.
  void expect_not_made(const std::string& what, const OutputWish& wish) {
    const auto whole = perform_with(processes(), {wish});
    ASSERT_TRUE(whole.made.contains(0)) << what << ": " << message_of(whole.failed.at(0));
    const auto bytes = largest_file();
    for (const std::uint64_t limit : {bytes - 1, bytes / 2 + 1}) {
      SmallFiles small(processes(), limit);
      const auto cut = perform_with(small, {wish});
      EXPECT_FALSE(cut.made.contains(0)) << what << " of " << limit << " of " << bytes << " bytes";
      ASSERT_TRUE(cut.failed.contains(0));
      const auto code = cut.failed.at(0).code;
      EXPECT_TRUE(code == ErrorCode::input_result_too_large || code == ErrorCode::io_failed)
          << what << " of " << limit << " of " << bytes << " bytes: " << message_of(cut.failed.at(0));
    }
  }
  static OutputWish transcode(int definition, std::size_t index = 0) {
    return {index, TranscodeWish{*find_preset(preset_transcode_templates(), definition)}};
  }

  fs::path source_;
  const fs::path out_ = folder_ / "work";
};

TEST_F(UnfinishedOutputs, FilmsAreNotMade) {
  auto fragmented = *find_preset(preset_transcode_templates(), 100210);
  fragmented.fmp4 = true;
  expect_not_made("mp4", transcode(100010));
  expect_not_made("flv", transcode(10046));
  expect_not_made("hls", transcode(100210));
  expect_not_made("hls of mp4", {0, TranscodeWish{fragmented}});
  expect_not_made("copy as mp4", transcode(875));
  expect_not_made("copy as hls", transcode(876));
}

TEST_F(UnfinishedOutputs, SoundsAreNotMade) {
  for (const auto& [container, codec] : std::vector<std::pair<std::string, AudioCodec>>{{"m4a", AudioCodec::aac},
                                                                                        {"mp3", AudioCodec::mp3},
                                                                                        {"flac", AudioCodec::flac},
                                                                                        {"wav", AudioCodec::pcm16}}) {
    auto wanted = *find_preset(preset_transcode_templates(), 1110);
    wanted.container = container;
    wanted.audio->codec = codec;
    expect_not_made(container, {0, TranscodeWish{wanted}});
  }
}

TEST_F(UnfinishedOutputs, PicturesAreNotMade) {
  expect_not_made("cover", {0, CoverWish{*find_preset(preset_snapshot_templates(), 10), true, 1}});
  expect_not_made("samples", {0, SampleSnapshotsWish{*find_preset(preset_sample_snapshot_templates(), 10)}});
  expect_not_made("sprite", {0, ImageSpriteWish{*find_preset(preset_image_sprite_templates(), 10)}});
  expect_not_made("gif", {0, AnimatedGraphicsWish{*find_preset(preset_animated_graphics_templates(), 20000), 0, 1}});
  expect_not_made("webp", {0, AnimatedGraphicsWish{*find_preset(preset_animated_graphics_templates(), 20001), 0, 1}});
}

TEST_F(UnfinishedOutputs, AdaptiveStreamsAreNotMade) {
  expect_not_made("hls", {0, AdaptiveWish{*find_preset(preset_adaptive_templates(), 10)}});
  expect_not_made("dash", {0, AdaptiveWish{*find_preset(preset_adaptive_templates(), 20)}});
}

/// A disk of 40 KB at a folder.
class SmallDisk {
 public:
  explicit SmallDisk(std::string folder) : folder_(std::move(folder)) {
    is_there_ = std::system(("mount -t tmpfs -o size=40k small '" + folder_ + "' 2>/dev/null").c_str()) == 0;
  }
  ~SmallDisk() {
    if (!is_there_) return;
    EXPECT_EQ(std::system(("umount -l '" + folder_ + "'").c_str()), 0);
  }
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;
  bool is_there() const { return is_there_; }

 private:
  const std::string folder_;
  bool is_there_ = false;
};

TEST_F(UnfinishedOutputs, AFullDiskIsNamed) {
  fs::create_directories(out_);
  const SmallDisk disk(out_);
  if (!disk.is_there()) GTEST_SKIP() << "nothing can be mounted here";
  const std::vector<std::pair<std::string, OutputWish>> wishes = {
      {"mp4", transcode(100010)},
      {"hls", transcode(100210)},
      {"copy as hls", transcode(876)},
      {"adaptive", {0, AdaptiveWish{*find_preset(preset_adaptive_templates(), 10)}}},
      {"samples", {0, SampleSnapshotsWish{*find_preset(preset_sample_snapshot_templates(), 10)}}}};
  for (const auto& [what, wish] : wishes) {
    for (const auto& entry : fs::directory_iterator(out_)) fs::remove_all(entry);
    const auto heard = perform_in(out_, processes(), {wish});
    EXPECT_FALSE(heard.made.contains(0)) << what;
    ASSERT_TRUE(heard.failed.contains(0)) << what;
    EXPECT_EQ(heard.failed.at(0).code, ErrorCode::disk_full) << what << ": " << message_of(heard.failed.at(0));
  }
}

TEST_F(UnfinishedOutputs, WhatSharesTheRunIsWhole) {
  auto large = transcode(100010);
  auto& wanted = std::get<TranscodeWish>(large.what).wanted;
  wanted.video->bitrate_kbps = 2'000;
  auto small = transcode(100010, 1);
  std::get<TranscodeWish>(small.what).wanted.video->bitrate_kbps = 100;
  const auto whole = perform_with(processes(), {large, small});
  ASSERT_EQ(whole.made.size(), 2U);
  const auto bytes = fs::file_size(whole.made.at(0).file);
  ASSERT_GT(bytes, fs::file_size(whole.made.at(1).file) * 2);
  for (const std::uint64_t limit : {bytes - 1, bytes * 9 / 10}) {
    SmallFiles limited(processes(), limit);
    const auto cut = perform_with(limited, {large, small});
    ASSERT_TRUE(cut.failed.contains(0)) << limit << " of " << bytes;
    EXPECT_EQ(cut.failed.at(0).code, ErrorCode::input_result_too_large);
    ASSERT_TRUE(cut.made.contains(1)) << limit << " of " << bytes;
    EXPECT_NEAR(cut.made.at(1).metadata.duration_s, whole.made.at(1).metadata.duration_s, 0.05);
  }
}

TEST(RunErrors, AnEndThatWasNotWrittenIsNoSuccess) {
  ProcessResult result;
  result.exit_code = 0;
  result.standard_error =
      "[mp4 @ 0x5] Something else\nError writing trailer of /out/./1/v.f100020.mp4: No space left on device\n";
  EXPECT_FALSE(succeeded(result));
  EXPECT_EQ(error_of_run(result).code, ErrorCode::disk_full);
  EXPECT_TRUE(left_unfinished(result, "1/v.f100020.mp4"));
  EXPECT_FALSE(left_unfinished(result, "0/v.f100010.mp4"));
  result.standard_error = "Error closing file /out/./0/v.f1010.mp3: File too large";
  EXPECT_FALSE(succeeded(result));
  EXPECT_EQ(error_of_run(result).code, ErrorCode::input_result_too_large);
  result.standard_error = "Error writing trailer of /out/./0/v.flv: Input/output error\n";
  EXPECT_FALSE(succeeded(result));
  EXPECT_EQ(error_of_run(result).code, ErrorCode::task_failed);
}

TEST(RunErrors, ADamagedSourceMaySpoilAnEnd) {
  ProcessResult result;
  result.standard_error =
      "file:/in/source: Input/output error\nError writing trailer of /out/./0/v.mp4: Invalid argument\n";
  EXPECT_TRUE(succeeded(result));
}

}  // namespace
}  // namespace vod
