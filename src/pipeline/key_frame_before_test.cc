#include "pipeline/key_frame_before.h"

#include <optional>
#include <utility>

#include "pipeline/numbered_clip.h"
#include "pipeline/probe.h"
#include "pipeline/run.h"
#include "pipeline/test_clips.h"

namespace vod {
namespace {

namespace fs = std::filesystem;

// Films of MPEG-TS, which has no index, with 10 frames and half a key frame a second: 0, 20, 40, 60.
class KeyFrameBefore : public MediaTest {
 protected:
  fs::path recording(const std::string& more = "") {
    return clip("recording.ts", numbered_frames(10, 8, 20) + " " + more);
  }
  double found(const fs::path& source, double time_s) {
    const auto metadata = probe_source(processes(), source).value();
    return key_frame_before(processes(), source, metadata, time_s, {}).value();
  }
  // The first picture of a copy of the stretch, by its number, and how long the copy is.
  std::pair<int, double> copied(const fs::path& source, int definition, double start_s, double end_s) {
    const auto preset = *find_preset(preset_transcode_templates(), definition);
    RunOrder order{.source = probe_source(processes(), source).value(),
                   .source_file = source,
                   .folder = folder_ / ("work" + random_.hex(6)),
                   .wishes = {{0, TranscodeWish{.wanted = preset, .start_s = start_s, .end_s = end_s}}},
                   .settings = {}};
    fs::create_directories(order.folder);
    std::optional<MadeOutput> made;
    const RunObserver observer{
        .progress = {},
        .made = [&](MadeOutput output) { made = std::move(output); },
        .failed = [](std::size_t, const Error& problem) { ADD_FAILURE() << message_of(problem); }};
    perform(processes(), order, observer, {});
    if (!made) return {-1, 0};
    return {number_in(made->file), made->metadata.video_duration_s};
  }
};

TEST_F(KeyFrameBefore, TheLastOneThatIsNotLaterIsFound) {
  const auto source = recording();
  EXPECT_NEAR(found(source, 0.5), 0, 0.01);
  EXPECT_NEAR(found(source, 1.9), 0, 0.01);
  EXPECT_NEAR(found(source, 2), 2, 0.01);
  EXPECT_NEAR(found(source, 3.9), 2, 0.01);
  EXPECT_NEAR(found(source, 7.9), 6, 0.01);
}

// Recordings of broadcasts begin at any time.
TEST_F(KeyFrameBefore, TimesCountFromTheBeginningOfTheMedia) {
  const auto source = recording("-output_ts_offset 5000");
  EXPECT_NEAR(found(source, 5), 4, 0.01);
  EXPECT_EQ(copied(source, 875, 5, 0).first, 40);
}

TEST_F(KeyFrameBefore, NoneWithinTheFirstLookIsLookedForFurtherAhead) {
  const auto source = clip("long.ts", numbered_frames(5, 30, 140) + " -x264-params keyint=140:min-keyint=140");
  EXPECT_NEAR(found(source, 27), 0, 0.01);
  EXPECT_NEAR(found(source, 29), 28, 0.01);
}

TEST_F(KeyFrameBefore, CopiesBeginWithIt) {
  const auto source = recording();
  for (const int definition : {875, 876}) {
    const auto [first, length_s] = copied(source, definition, 5, 7);
    EXPECT_EQ(first, 40) << definition;
    EXPECT_NEAR(length_s, 3, 0.25) << definition;
    EXPECT_EQ(copied(source, definition, 4, 0).first, 40) << definition;
    EXPECT_EQ(copied(source, definition, 3.9, 0).first, 20) << definition;
    EXPECT_EQ(copied(source, definition, 1, 0).first, 0) << definition;
  }
}

// Sound stands between the pictures, and the next key frame close behind.
TEST_F(KeyFrameBefore, CopiesWithSoundBeginWithIt) {
  const auto source = clip("sound.ts", "-f lavfi -i sine=d=8 " + numbered_frames(10, 8, 5) + " -c:a aac");
  const auto [first, length_s] = copied(source, 875, 5.3, 7);
  EXPECT_EQ(first, 50);
  EXPECT_NEAR(length_s, 2, 0.25);
}

// FFmpeg would go to the next key frame but one.
TEST_F(KeyFrameBefore, NothingOfTheBeginningOfFlvIsMissing) {
  const auto source = clip("film.flv", "-f lavfi -i sine=d=4 " + numbered_frames(25, 4, 25) + " -c:a aac");
  for (const int definition : {875, 100010}) {
    const auto [first, length_s] = copied(source, definition, 0.04, 0);
    EXPECT_LE(first, 2) << definition;
    EXPECT_NEAR(length_s, 4, 0.2) << definition;
  }
}

}  // namespace
}  // namespace vod
