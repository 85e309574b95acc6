#include "pipeline/output_probe.h"

#include <gtest/gtest.h>

#include <optional>

#include "pipeline/test_clips.h"

namespace vod {
namespace {

namespace fs = std::filesystem;

/// In each sandbox that this machine has: a folder is seen elsewhere in each.
class OutputProbes : public MediaTest, public testing::WithParamInterface<SandboxLevel> {
 protected:
  void SetUp() override {
    MediaTest::SetUp();
    runner_ = make_media_processes({.insecure_no_sandbox = true, .programs = {}, .strongest = GetParam()}, *log_);
    fs::create_directories(out_);
    fs::create_directories(room_);
  }
  ProbeAhead ahead(const fs::path& file) {
    auto started = ProbeAhead::start(*runner_, file, room_);
    EXPECT_TRUE(started) << message_of(started.error());
    return std::move(started.value());
  }

  const fs::path out_ = folder_ / "out";
  const fs::path room_ = folder_ / "room";
  std::unique_ptr<Log> log_ = make_silent_log();
  std::unique_ptr<Processes> runner_;
};
INSTANTIATE_TEST_SUITE_P(Levels, OutputProbes, testing::Values(SandboxLevel::full, SandboxLevel::reduced),
                         [](const auto& level) { return std::string(name_of(level.param)); });

TEST_P(OutputProbes, AProbeThatWasStartedFirstFindsTheFileThatWasMadeAfter) {
  ProbeAhead probe = ahead(out_ / "film.mp4");
  const auto file = film("out/film.mp4", "160x120", 1);
  const auto found = probe.ask();
  ASSERT_TRUE(found) << message_of(found.error());
  const auto plain = probe_output_only(*runner_, file);
  ASSERT_TRUE(plain);
  EXPECT_EQ(found.value().size_bytes, fs::file_size(file));
  EXPECT_EQ(found.value().container, plain.value().container);
  EXPECT_EQ(found.value().duration_s, plain.value().duration_s);
  EXPECT_EQ(found.value().bitrate_bps, plain.value().bitrate_bps);
  ASSERT_EQ(found.value().video.size(), 1U);
  EXPECT_EQ(found.value().video[0].codec, "h264");
  EXPECT_EQ(found.value().video[0].width, 160);
  ASSERT_EQ(found.value().audio.size(), 1U);
  EXPECT_EQ(found.value().audio[0].codec, "aac");
}

TEST_P(OutputProbes, AProbeThatWasStartedFirstFindsAPlaylistsSegments) {
  ProbeAhead probe = ahead(out_ / "v.m3u8");
  fs::create_directories(out_ / "v");
  clip("out/v.m3u8",
       "-f lavfi -i testsrc2=s=160x120:r=25:d=2 -c:v libx264 -preset ultrafast -g 25 -hls_time 1 -hls_playlist_type "
       "vod -hls_base_url v/"
       " -hls_segment_filename '" +
           (out_ / "v" / "%d.ts").string() + "'");
  const auto found = probe.ask();
  ASSERT_TRUE(found) << message_of(found.error());
  EXPECT_NEAR(found.value().duration_s, 2, 0.1);
  EXPECT_GT(found.value().size_bytes, fs::file_size(out_ / "v" / "0.ts"));
}

TEST_P(OutputProbes, AProbeThatWasStartedFirstSaysWhatIsWrongWithTheFile) {
  ProbeAhead probe = ahead(out_ / "film.mp4");
  file("out/film.mp4", "no film at all");
  const auto found = probe.ask();
  const auto plain = probe_output_only(*runner_, out_ / "film.mp4");
  ASSERT_FALSE(found);
  ASSERT_FALSE(plain);
  EXPECT_EQ(found.error().code, plain.error().code);
}

TEST_P(OutputProbes, AProbeOfAFileThatWasNeverMadeComesBack) {
  ProbeAhead probe = ahead(out_ / "film.mp4");
  const auto found = probe.ask();
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().code, ErrorCode::io_failed);
}

// Whatever stands there meanwhile, it is no pipe of ours: a link could lead anywhere.
TEST_P(OutputProbes, AReportIsNotReadThroughALink) {
  ProbeAhead probe = ahead(out_ / "film.mp4");
  film("out/film.mp4", "160x120", 1);
  fs::rename(room_ / "report", room_ / "moved");
  fs::create_symlink(room_ / "moved", room_ / "report");
  const auto found = probe.ask();
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().code, ErrorCode::io_failed);
}

TEST_P(OutputProbes, AProbeThatIsNotAskedEndsWithItsOwner) {
  film("out/film.mp4", "160x120", 1);
  {
    const ProbeAhead probe = ahead(out_ / "film.mp4");
  }
  // The next one in the same place finds nobody in its way.
  fs::remove(room_ / "report");
  ProbeAhead next = ahead(out_ / "film.mp4");
  EXPECT_TRUE(next.ask());
}

}  // namespace
}  // namespace vod
