#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "base/text.h"
#include "pipeline/numbered_clip.h"
#include "pipeline/pictures/image_facts.h"
#include "pipeline/probe.h"
#include "pipeline/run.h"
#include "pipeline/test_clips.h"

namespace vod {
namespace {

namespace fs = std::filesystem;

/// Real pictures of films whose frames show their number. The films are made once.
class PictureOutputs : public MediaTest {
 protected:
  static void SetUpTestSuite() {
    MediaTest::SetUpTestSuite();
    SystemRandom random;
    films_ = fs::temp_directory_path() / ("picture_films_" + random.hex(12));
    fs::create_directories(films_);
    make("short.mp4", numbered_frames(25, 8, 50));
    make("tall.mp4", "-i '" + (films_ / "short.mp4").string() + "' -c copy -metadata:s:v:0 rotate=90");
  }
  static void TearDownTestSuite() {
    fs::remove_all(films_);
    MediaTest::TearDownTestSuite();
  }
  static void make(const std::string& name, const std::string& arguments) {
    const std::string command = "ffmpeg -v error -nostdin -y " + arguments + " '" + (films_ / name).string() + "'";
    ASSERT_EQ(std::system(command.c_str()), 0) << command;
  }
  static fs::path short_film() { return films_ / "short.mp4"; }

  void perform_all(const fs::path& source, std::vector<OutputWish> wishes) {
    RunOrder order;
    const auto found = probe_source(processes(), source);
    ASSERT_TRUE(found) << message_of(found.error());
    order.source = found.value();
    order.source_file = source;
    order.folder = folder_ / "work";
    fs::remove_all(order.folder);
    fs::create_directories(order.folder);
    order.wishes = std::move(wishes);
    order.settings.speed = "ultrafast";
    made_.clear();
    failed_.clear();
    shares_.clear();
    const RunObserver observer = {
        .progress = [this](const RunProgress& progress) { shares_.push_back(progress.share); },
        .made = [this](MadeOutput output) { made_.emplace(output.planned.index, std::move(output)); },
        .failed = [this](std::size_t index, Error problem) { failed_.emplace(index, std::move(problem)); }};
    perform(processes(), order, observer, {});
  }
  // The one output that is asked for; its files are gone with the next call.
  MadeOutput one(const fs::path& source, OutputWish wish) {
    perform_all(source, {std::move(wish)});
    EXPECT_TRUE(made_.contains(0)) << (failed_.contains(0) ? message_of(failed_.at(0)) : "");
    return made_.contains(0) ? made_.at(0) : MadeOutput{};
  }

  static TimedSnapshotsWish timed(std::vector<TimeOffset> offsets, PictureFormat format = PictureFormat::jpg,
                                  PictureSettings picture = {}) {
    return {{.definition = 10, .name = {}, .format = format, .picture = picture}, std::move(offsets)};
  }
  static ImageSpriteWish sprite(SampleType type, int interval, PictureFormat format = PictureFormat::jpg) {
    return {{.definition = 10,
             .name = {},
             .sample = type,
             .interval = interval,
             .rows = 2,
             .columns = 3,
             .format = format,
             .picture = {.width = numbered_width / 2, .height = numbered_height / 2, .adaptive = false}}};
  }
  static AnimatedGraphicsWish animated(PictureFormat format, double start_s, double end_s) {
    return {{.definition = 20'000, .name = {}, .fps = 5, .format = format, .picture = {}}, start_s, end_s};
  }

  // The cues of a WebVTT file: begin and end in seconds, the sheet and the place.
  struct Cue {
    double begin_s = 0;
    double end_s = 0;
    std::string sheet;
    Cell cell;
  };
  static double seconds(std::string_view text) {
    const auto parts = split(text, ':');
    return static_cast<double>(*parse_number<std::int64_t>(parts.at(0)) * 3'600 +
                               *parse_number<std::int64_t>(parts.at(1)) * 60) +
           *parse_number<double>(parts.at(2));
  }
  static std::vector<Cue> cues_of(const fs::path& file) {
    std::ifstream stream(file);
    std::string line;
    std::getline(stream, line);
    EXPECT_EQ(line, "WEBVTT");
    std::vector<Cue> cues;
    while (std::getline(stream, line)) {
      const auto arrow = line.find(" --> ");
      if (arrow == std::string::npos) continue;
      Cue cue;
      cue.begin_s = seconds(std::string_view(line).substr(0, arrow));
      cue.end_s = seconds(std::string_view(line).substr(arrow + 5));
      std::getline(stream, line);
      const auto place = line.find("#xywh=");
      cue.sheet = line.substr(0, place);
      const auto numbers = split(std::string_view(line).substr(place + 6), ',');
      const auto number = [&](std::size_t i) { return static_cast<int>(*parse_number<std::int64_t>(numbers.at(i))); };
      cue.cell = {number(0), number(1), number(2), number(3)};
      cues.push_back(cue);
    }
    return cues;
  }

  inline static fs::path films_;
  std::map<std::size_t, MadeOutput> made_;
  std::map<std::size_t, Error> failed_;
  std::vector<double> shares_;
};

TEST_F(PictureOutputs, TimedSnapshotsShowTheFrameOfTheirTime) {
  const std::vector<TimeOffset> offsets = {{false, 0}, {false, 1}, {false, 3.5}, {true, 50}, {false, 0.99}};
  const auto made = one(short_film(), {0, timed(offsets)});
  ASSERT_EQ(made.others.size(), 5U);
  EXPECT_EQ(number_in(made.others[0]), 0);
  EXPECT_EQ(number_in(made.others[1]), 25);
  EXPECT_EQ(number_in(made.others[2]), 87);
  EXPECT_EQ(number_in(made.others[3]), 100);
  EXPECT_EQ(number_in(made.others[4]), 24);
  EXPECT_TRUE(std::is_sorted(shares_.begin(), shares_.end()));
}

TEST_F(PictureOutputs, TheEndOfTheMediaHasAPicture) {
  const auto made = one(short_film(), {0, timed({{true, 100}, {false, 8}})});
  ASSERT_EQ(made.others.size(), 2U);
  EXPECT_GE(number_in(made.others[0]), 190);
  EXPECT_GE(number_in(made.others[1]), 190);
}

TEST_F(PictureOutputs, FormatsWithoutAnIndexGiveTheSamePictures) {
  make("short.ts", "-i '" + short_film().string() + "' -c copy");
  const auto made = one(films_ / "short.ts", {0, timed({{false, 0}, {false, 1}, {false, 3.5}, {false, 6.2}})});
  ASSERT_EQ(made.others.size(), 4U);
  EXPECT_EQ(number_in(made.others[0]), 0);
  EXPECT_EQ(number_in(made.others[1]), 25);
  EXPECT_EQ(number_in(made.others[2]), 87);
  EXPECT_EQ(number_in(made.others[3]), 155);
  const auto gif = one(films_ / "short.ts", {0, animated(PictureFormat::gif, 3, 5)});
  EXPECT_EQ(number_in(gif.file), 75);
  EXPECT_EQ(image_facts_of(gif.file).value().frames, 10);
}

TEST_F(PictureOutputs, EachFormatIsWhatItsNameSays) {
  for (const auto format : {PictureFormat::jpg, PictureFormat::png, PictureFormat::webp}) {
    const auto made = one(short_film(), {0, timed({{false, 2}}, format, {.width = 96})});
    ASSERT_EQ(made.others.size(), 1U);
    const auto facts = image_facts_of(made.others[0]).value();
    EXPECT_EQ(facts.format, format);
    EXPECT_EQ(facts.width, 96);
    EXPECT_EQ(facts.height, 54);
    EXPECT_EQ(made.others[0].extension(), "." + std::string(name_of(format)));
    EXPECT_EQ(number_in(made.others[0]), 50);
    const auto probed = probe_source(processes(), made.others[0]);
    ASSERT_TRUE(probed) << message_of(probed.error());
    EXPECT_EQ(probed.value().width, 96);
  }
}

TEST_F(PictureOutputs, AShapeThatDoesNotFitIsFilledAsTheTemplateSays) {
  const auto corner = [&](FillType fill) {
    const auto made = one(short_film(), {0, timed({{true, 99}}, PictureFormat::png,
                                                  {.width = 192, .height = 192, .adaptive = false, .fill = fill})});
    EXPECT_EQ(image_facts_of(made.others.at(0)).value().height, 192);
    // The first bar, above and below the film.
    const auto pixels = pixels_of(made.others.at(0), {4, 4, 4, 4}, 1, 1);
    return static_cast<int>(pixels.at(0));
  };
  EXPECT_LT(corner(FillType::black), 16);
  EXPECT_GT(corner(FillType::white), 240);
  // The film's own bars, blurred: dark and bright ones above it.
  const auto blurred =
      one(short_film(), {0, timed({{true, 99}}, PictureFormat::png,
                                  {.width = 192, .height = 192, .adaptive = false, .fill = FillType::gauss})});
  const auto above = pixels_of(blurred.others.at(0), {0, 4, 192, 4}, 12, 1);
  EXPECT_LT(*std::min_element(above.begin(), above.end()), 64);
  EXPECT_GT(*std::max_element(above.begin(), above.end()), 128);
  const auto stretched =
      one(short_film(), {0, timed({{false, 5.24}}, PictureFormat::png,
                                  {.width = 192, .height = 192, .adaptive = false, .fill = FillType::stretch})});
  EXPECT_EQ(number_in(stretched.others.at(0), {0, 0, 192, 8}), 131);
}

TEST_F(PictureOutputs, TurnedFilmsGiveUprightPictures) {
  const auto made = one(films_ / "tall.mp4", {0, timed({{false, 1}}, PictureFormat::png, {.width = 96})});
  const auto facts = image_facts_of(made.others.at(0)).value();
  EXPECT_EQ(facts.width, 54);
  EXPECT_EQ(facts.height, 96);
}

TEST_F(PictureOutputs, SamplesBeginWithTheFirstFrameAndKeepTheirDistance) {
  const SampleSnapshotsWish percent = {{.definition = 10, .name = {}, .interval = 10, .picture = {}}};
  auto made = one(short_film(), {0, percent});
  ASSERT_EQ(made.others.size(), 10U);
  for (int i = 0; i < 10; ++i) EXPECT_EQ(number_in(made.others[static_cast<std::size_t>(i)]), i * 20);
  const SampleSnapshotsWish time = {
      {.definition = 11, .name = {}, .sample = SampleType::time, .interval = 3, .picture = {.height = 54}}};
  made = one(short_film(), {0, time});
  ASSERT_EQ(made.others.size(), 3U);
  for (int i = 0; i < 3; ++i) EXPECT_EQ(number_in(made.others[static_cast<std::size_t>(i)]), i * 75);
}

TEST_F(PictureOutputs, EachPlaceOfASpriteShowsTheFrameOfItsTime) {
  for (const auto format : {PictureFormat::jpg, PictureFormat::png, PictureFormat::webp}) {
    const auto made = one(short_film(), {0, sprite(SampleType::time, 1, format)});
    ASSERT_EQ(made.others.size(), 2U);
    EXPECT_EQ(image_facts_of(made.others[1]).value().width, numbered_width / 2 * 3);
    const auto cues = cues_of(made.file);
    ASSERT_EQ(cues.size(), 8U);
    for (std::size_t i = 0; i < cues.size(); ++i) {
      EXPECT_EQ(cues[i].begin_s, static_cast<double>(i));
      EXPECT_NEAR(cues[i].end_s, static_cast<double>(i + 1), 0.001);
      // Looking takes a program each time: one format is looked at everywhere, of the others the last place.
      if (format != PictureFormat::jpg && i + 1 < cues.size()) continue;
      EXPECT_EQ(number_in(made.file.parent_path() / cues[i].sheet, cues[i].cell), static_cast<int>(i) * 25) << i;
    }
    // What is left over on the last sheet is black.
    const auto rest = pixels_of(made.others[1], {numbered_width, numbered_height / 2, numbered_width / 2, 40}, 1, 1);
    EXPECT_LT(rest.at(0), 8);
  }
}

TEST_F(PictureOutputs, SpritesAndSamplesShareTheDecodingOfATranscode) {
  const SampleSnapshotsWish samples = {{.definition = 10, .name = {}, .interval = 25, .picture = {}}};
  perform_all(short_film(), {{0, TranscodeWish{*find_preset(preset_transcode_templates(), 100010)}},
                             {1, sprite(SampleType::percent, 20)},
                             {2, samples}});
  ASSERT_EQ(made_.size(), 3U) << (failed_.empty() ? "" : message_of(failed_.begin()->second));
  const auto cues = cues_of(made_.at(1).file);
  ASSERT_EQ(cues.size(), 5U);
  for (std::size_t i = 0; i < cues.size(); ++i)
    EXPECT_EQ(number_in(made_.at(1).file.parent_path() / cues[i].sheet, cues[i].cell), static_cast<int>(i) * 40);
  ASSERT_EQ(made_.at(2).others.size(), 4U);
  EXPECT_EQ(number_in(made_.at(2).others[3]), 150);
  EXPECT_TRUE(std::is_sorted(shares_.begin(), shares_.end()));
}

TEST_F(PictureOutputs, SpritesOfLongFilmsShowTheKeyFrameBeforeTheTime) {
  constexpr int key_frame_distance = 20;
  make("long.mp4", numbered_frames(1, 1'900, key_frame_distance));
  const auto made = one(films_ / "long.mp4", {0, sprite(SampleType::time, 470)});
  const auto cues = cues_of(made.file);
  ASSERT_EQ(cues.size(), 5U);
  for (const Cue& cue : cues) {
    const int number = number_in(made.file.parent_path() / cue.sheet, cue.cell);
    EXPECT_LE(number, cue.begin_s);
    EXPECT_GT(number, cue.begin_s - key_frame_distance);
  }
  const SampleSnapshotsWish samples = {
      {.definition = 10, .name = {}, .sample = SampleType::time, .interval = 475, .picture = {}}};
  const auto sampled = one(films_ / "long.mp4", {0, samples});
  ASSERT_EQ(sampled.others.size(), 4U);
  for (int i = 0; i < 4; ++i) EXPECT_EQ(number_in(sampled.others[static_cast<std::size_t>(i)]), i * 475);
}

TEST_F(PictureOutputs, AGifShowsItsStretchAtItsRate) {
  const auto made = one(short_film(), {0, animated(PictureFormat::gif, 2, 6)});
  const auto facts = image_facts_of(made.file).value();
  EXPECT_EQ(facts.format, PictureFormat::gif);
  EXPECT_EQ(facts.width, numbered_width);
  EXPECT_EQ(facts.frames, 20);
  EXPECT_NEAR(made.metadata.duration_s, 4, 0.25);
  EXPECT_EQ(number_in(made.file), 50);
  const auto probed = probe_source(processes(), made.file);
  ASSERT_TRUE(probed) << message_of(probed.error());
  EXPECT_EQ(probed.value().video.at(0).fps, 5);
}

TEST_F(PictureOutputs, AMovingWebpShowsItsStretchAtItsRate) {
  const auto made = one(short_film(), {0, animated(PictureFormat::webp, -3, -1)});
  const auto facts = image_facts_of(made.file).value();
  EXPECT_EQ(facts.format, PictureFormat::webp);
  EXPECT_EQ(facts.height, numbered_height);
  EXPECT_EQ(facts.frames, 10);
  EXPECT_NEAR(made.metadata.duration_s, 2, 0.25);
}

TEST_F(PictureOutputs, CoversHaveTheTemplatesFormatAndSize) {
  const CoverWish cover = {
      {.definition = 30, .name = {}, .format = PictureFormat::webp, .picture = {.width = 48, .height = 48}},
      false,
      2.5};
  const auto made = one(short_film(), {0, cover});
  const auto facts = image_facts_of(made.file).value();
  EXPECT_EQ(facts.format, PictureFormat::webp);
  EXPECT_EQ(facts.width, 48);
  EXPECT_EQ(facts.height, 48);
}

TEST_F(PictureOutputs, WatermarksLieOnEachPicture) {
  WatermarkWish mark;
  mark.wanted = {.definition = 77,
                 .name = {},
                 .origin = CoordinateOrigin::bottom_right,
                 .x = {},
                 .y = {},
                 .width = {32, Length::Unit::pixels},
                 .height = {32, Length::Unit::pixels},
                 .image_path = {},
                 .font = {}};
  mark.file = clip("mark.png", "-f lavfi -i color=red:s=16x16 -frames:v 1 -update 1");
  TimedSnapshotsWish at_times = timed({{false, 0}, {false, 4}}, PictureFormat::png);
  at_times.watermarks = {mark};
  SampleSnapshotsWish samples = {
      {.definition = 10, .name = {}, .interval = 50, .format = PictureFormat::png, .picture = {}}, {mark}};
  perform_all(short_film(), {{0, at_times}, {1, samples}});
  ASSERT_EQ(made_.size(), 2U) << (failed_.empty() ? "" : message_of(failed_.begin()->second));
  for (const auto& [index, made] : made_) {
    EXPECT_EQ(made.planned.pictures.watermarks, std::vector<std::int64_t>{77});
    ASSERT_EQ(made.others.size(), 2U);
    for (const auto& file : made.others) {
      const auto inside = pixels_of(file, {numbered_width - 24, numbered_height - 24, 16, 16}, 1, 1);
      EXPECT_GT(inside.at(0), 200) << file;
      EXPECT_LT(inside.at(1), 60) << file;
      const auto outside = pixels_of(file, {numbered_width - 24, 16, 16, 16}, 1, 1);
      EXPECT_LT(outside.at(0), 60) << file;
    }
  }
}

TEST_F(PictureOutputs, ASourceThatBreaksOffHasNoWholeSprite) {
  const auto half = folder_ / "half.mp4";
  make("front.mp4", "-i '" + short_film().string() + "' -c copy -movflags +faststart");
  fs::copy_file(films_ / "front.mp4", half);
  fs::resize_file(half, fs::file_size(half) / 2);
  const SampleSnapshotsWish samples = {{.definition = 10, .name = {}, .interval = 10, .picture = {}}};
  perform_all(half, {{0, sprite(SampleType::time, 1)}, {1, samples}, {2, timed({{false, 7}})}});
  ASSERT_EQ(failed_.size(), 3U);
  for (const auto& [index, problem] : failed_) EXPECT_EQ(problem.code, ErrorCode::source_malformed) << index;
}

TEST_F(PictureOutputs, StillsHaveOnePicture) {
  const auto still = clip("still.png", "-f lavfi -i color=red:s=64x48 -frames:v 1 -update 1");
  const SampleSnapshotsWish samples = {{.definition = 10, .name = {}, .interval = 10, .picture = {}}};
  perform_all(still, {{0, timed({{false, 5}})}, {1, samples}, {2, animated(PictureFormat::gif, 0, 0)}});
  EXPECT_EQ(made_.at(0).others.size(), 1U);
  EXPECT_EQ(made_.at(1).others.size(), 1U);
  EXPECT_EQ(failed_.at(2).code, ErrorCode::source_no_video);
}

}  // namespace
}  // namespace vod
