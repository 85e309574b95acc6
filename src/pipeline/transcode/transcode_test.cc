#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <map>

#include "pipeline/numbered_clip.h"
#include "pipeline/overlays/fonts.h"
#include "pipeline/probe.h"
#include "pipeline/run.h"
#include "pipeline/test_clips.h"

namespace vod {
namespace {

namespace fs = std::filesystem;

// What a program says on its standard output.
std::string said_by(const std::string& command) {
  std::string text;
  FILE* pipe = popen(command.c_str(), "r");
  std::array<char, 4'096> part{};
  for (std::size_t count = 0; (count = fread(part.data(), 1, part.size(), pipe)) > 0;) text.append(part.data(), count);
  EXPECT_EQ(pclose(pipe), 0) << command;
  return text;
}

struct Color {
  int red = 0;
  int green = 0;
  int blue = 0;
};

/// One frame of a file.
struct Frame {
  int width = 0;
  std::string rgb;

  Color at(int x, int y) const {
    const auto value = [&](int part) {
      return static_cast<int>(static_cast<unsigned char>(rgb.at(static_cast<std::size_t>((y * width + x) * 3 + part))));
    };
    return {value(0), value(1), value(2)};
  }
};

class Transcode : public MediaTest {
 protected:
  static TranscodeTemplate wanted(std::string container = "mp4") {
    TranscodeTemplate made;
    made.definition = 1;
    made.container = std::move(container);
    made.video = VideoSettings{.bitrate_kbps = 300};
    made.audio = AudioSettings{.bitrate_kbps = 64};
    return made;
  }
  static TranscodeTemplate sound(std::string container, AudioCodec codec) {
    TranscodeTemplate made = wanted(std::move(container));
    made.video.reset();
    made.audio->codec = codec;
    return made;
  }

  // Makes the outputs; each has to be made unless the test looks at `failed_`.
  std::vector<MadeOutput> make(const fs::path& source, std::vector<TranscodeWish> wishes) {
    RunOrder order;
    const auto found = probe_source(processes(), source);
    EXPECT_TRUE(found) << message_of(found.error());
    if (found) order.source = found.value();
    order.source_file = source;
    order.folder = folder_ / ("run" + std::to_string(runs_++));
    fs::create_directories(order.folder);
    for (auto& wish : wishes) order.wishes.push_back({order.wishes.size(), std::move(wish)});
    order.settings.speed = "ultrafast";
    std::map<std::size_t, MadeOutput> made;
    failed_.clear();
    perform(processes(), order,
            {.progress = {},
             .made = [&](MadeOutput output) { made.emplace(output.planned.index, std::move(output)); },
             .failed = [&](std::size_t index, const Error& problem) { failed_.emplace(index, problem); }},
            {});
    std::vector<MadeOutput> outputs;
    for (auto& [index, output] : made) outputs.push_back(std::move(output));
    return outputs;
  }
  MadeOutput make_one(const fs::path& source, TranscodeWish wish) {
    auto outputs = make(source, {std::move(wish)});
    for (const auto& [index, problem] : failed_) ADD_FAILURE() << message_of(problem);
    return outputs.empty() ? MadeOutput{} : std::move(outputs.front());
  }
  static Frame frame(const MadeOutput& made, double at_s) {
    return {made.metadata.width, said_by("ffmpeg -v error -nostdin -i '" + made.file.string() + "' -ss " +
                                         std::to_string(at_s) + " -frames:v 1 -f rawvideo -pix_fmt rgb24 -")};
  }
  fs::path grey(double seconds = 2, const std::string& size = "320x240") {
    return clip("grey.mp4", "-f lavfi -i color=gray:s=" + size + ":r=25:d=" + std::to_string(seconds) +
                                " -c:v libx264 -preset ultrafast -pix_fmt yuv420p");
  }
  fs::path picture(const std::string& name, const std::string& color, const std::string& size = "40x20") {
    return clip(name, "-f lavfi -i color=" + color + ":s=" + size + ":d=1:r=1 -frames:v 1 -update 1");
  }
  static WatermarkWish mark(WatermarkTemplate::Type type) {
    WatermarkWish wish;
    wish.wanted.type = type;
    wish.wanted.width = {40, Length::Unit::pixels};
    return wish;
  }

  std::map<std::size_t, Error> failed_;
  int runs_ = 0;
};

// The share of loud samples in the sound's first seconds.
double loud_share(const fs::path& file, double seconds) {
  const std::string samples = said_by("ffmpeg -v error -nostdin -i '" + file.string() + "' -t " +
                                      std::to_string(seconds) + " -ac 1 -f s8 -c:a pcm_s8 -");
  const auto loud = std::ranges::count_if(samples, [](char sample) { return std::abs(static_cast<int>(sample)) > 20; });
  return samples.empty() ? 0 : static_cast<double>(loud) / static_cast<double>(samples.size());
}

bool is_red(const Color& color) { return color.red > 180 && color.green < 80 && color.blue < 80; }
bool is_grey(const Color& color) {
  return std::abs(color.red - 128) < 20 && std::abs(color.green - 128) < 20 && std::abs(color.blue - 128) < 20;
}

TEST_F(Transcode, EachContainerHoldsWhatItsTemplateSays) {
  struct Case {
    TranscodeTemplate wanted;
    std::string container;
    std::string picture;
    std::string sound;
    std::string tag = {};
  };
  std::vector<Case> cases;
  cases.push_back({wanted("mp4"), "mov,mp4,m4a,3gp,3g2,mj2", "h264", "aac"});
  cases.push_back({wanted("mp4"), "mov,mp4,m4a,3gp,3g2,mj2", "hevc", "mp3", "hev1"});
  cases.back().wanted.video->codec = VideoCodec::h265;
  cases.back().wanted.video->hev1 = true;
  cases.back().wanted.audio->codec = AudioCodec::mp3;
  cases.push_back({wanted("mp4"), "mov,mp4,m4a,3gp,3g2,mj2", "av1", "mp3"});  // FFmpeg's name of MP2 in MP4.
  cases.back().wanted.video->codec = VideoCodec::av1;
  cases.back().wanted.audio->codec = AudioCodec::mp2;
  cases.push_back({wanted("hls"), "hls", "h264", "aac"});
  cases.push_back({wanted("hls"), "hls", "hevc", "aac", "hvc1"});
  cases.back().wanted.video->codec = VideoCodec::h265;
  cases.back().wanted.fmp4 = true;
  cases.push_back({wanted("flv"), "flv", "h264", "mp3"});
  cases.back().wanted.audio->codec = AudioCodec::mp3;
  cases.push_back({sound("mp3", AudioCodec::mp3), "mp3", "", "mp3"});
  cases.push_back({sound("m4a", AudioCodec::aac), "mov,mp4,m4a,3gp,3g2,mj2", "", "aac"});
  cases.push_back({sound("m4a", AudioCodec::ac3), "mov,mp4,m4a,3gp,3g2,mj2", "", "ac3"});
  cases.push_back({sound("m4a", AudioCodec::mp3), "mov,mp4,m4a,3gp,3g2,mj2", "", "mp3"});
  cases.push_back({sound("flac", AudioCodec::flac), "flac", "", "flac"});
  cases.push_back({sound("ogg", AudioCodec::flac), "ogg", "", "flac"});
  cases.push_back({sound("wav", AudioCodec::pcm16), "wav", "", "pcm_s16le"});
  std::vector<TranscodeWish> wishes;
  for (const auto& one : cases) wishes.push_back({.wanted = one.wanted});
  const auto made = make(film("film.mp4", "160x120", 2), wishes);
  for (const auto& [index, problem] : failed_) ADD_FAILURE() << index << ": " << message_of(problem);
  ASSERT_EQ(made.size(), cases.size());
  for (std::size_t i = 0; i < cases.size(); ++i) {
    const auto& found = made[i].metadata;
    EXPECT_EQ(found.container, cases[i].container) << i;
    EXPECT_EQ(found.has_video() ? found.video[0].codec : "", cases[i].picture) << i;
    EXPECT_EQ(found.has_audio() ? found.audio[0].codec : "", cases[i].sound) << i;
    if (!cases[i].tag.empty()) {
      EXPECT_EQ(found.video[0].codec_tag, cases[i].tag) << i;
    }
    EXPECT_NEAR(found.duration_s, 2, 0.15) << i;
  }
}

TEST_F(Transcode, PictureLastsAsLongAsItsSourceToAFrame) {
  const auto source = film("film.mp4", "160x120", 2);
  for (const std::string container : {"mp4", "flv"}) {
    const auto made = make_one(source, {.wanted = wanted(container)});
    EXPECT_EQ(said_by("ffprobe -v error -select_streams v -count_frames -show_entries stream=nb_read_frames -of "
                      "default=nk=1:nw=1 '" +
                      made.file.string() + "'"),
              "50\n");
  }
}

TEST_F(Transcode, PictureAndSoundAreThoseOfTheSource) {
  const auto source = film("film.mp4", "320x240", 2);
  auto best = wanted();
  best.video->bitrate_kbps = 2'000;
  best.video->width = 320;
  const auto made = make_one(source, {.wanted = best});
  const auto report = said_by("ffmpeg -nostdin -i '" + made.file.string() + "' -i '" + source.string() +
                              "' -filter_complex '[0:v][1:v]ssim' -f null - 2>&1");
  const auto at = report.find("All:");
  ASSERT_NE(at, std::string::npos) << report;
  EXPECT_GT(std::stod(report.substr(at + 4)), 0.95);
  const auto loudness = [](const fs::path& file) {
    const auto text = said_by("ffmpeg -nostdin -i '" + file.string() + "' -af volumedetect -vn -f null - 2>&1");
    return std::stod(text.substr(text.find("mean_volume:") + 12));
  };
  // A tone of one channel becomes two that sound as loud together.
  EXPECT_NEAR(loudness(made.file), loudness(source), 3.5);
}

TEST_F(Transcode, KeyFramesStandWhereTheTemplateSays) {
  auto every_second = wanted();
  every_second.video->gop = 1;
  every_second.video->gop_in_seconds = true;
  auto every_ten_frames = wanted();
  every_ten_frames.video->gop = 10;
  every_ten_frames.video->b_frames = 0;
  every_ten_frames.video->profile = VideoProfile::baseline;
  const auto made = make(film("film.mp4", "160x120", 3), {{.wanted = every_second}, {.wanted = every_ten_frames}});
  ASSERT_EQ(made.size(), 2U);
  const auto key_frames = [](const fs::path& file) {
    const auto text = said_by(
        "ffprobe -v error -select_streams v -skip_frame nokey -show_entries frame=pict_type -of "
        "default=nk=1:nw=1 '" +
        file.string() + "'");
    return std::count(text.begin(), text.end(), 'I');
  };
  EXPECT_EQ(key_frames(made[0].file), 3);
  EXPECT_EQ(key_frames(made[1].file), 8);
}

TEST_F(Transcode, SegmentsHaveTheLengthThatTheTemplateSays) {
  auto short_ones = wanted("hls");
  short_ones.video->segment_s = 1;
  const auto made = make_one(film("film.mp4", "160x120", 3), {.wanted = short_ones});
  EXPECT_EQ(made.others.size(), 3U);
}

TEST_F(Transcode, BitratesStayBelowTheirBound) {
  auto bounded = wanted();
  bounded.top_speed = true;
  bounded.top_speed_kbps_max = 150;
  auto constant = wanted();
  constant.video->mode = RateMode::cbr;
  const auto source = clip("noise.mp4",
                           "-f lavfi -i testsrc2=s=320x240:r=25:d=3 -vf noise=alls=40:allf=t -c:v libx264 -preset "
                           "ultrafast -pix_fmt yuv420p");
  const auto made = make(source, {{.wanted = bounded}, {.wanted = constant}});
  ASSERT_EQ(made.size(), 2U);
  EXPECT_LT(made[0].metadata.video[0].bitrate_bps, 300'000);
  EXPECT_LT(made[1].metadata.video[0].bitrate_bps, 450'000);
}

TEST_F(Transcode, AStretchOfTheSourceIsThatStretch) {
  const auto source =
      clip("colors.mp4",
           "-f lavfi -i color=gray:s=160x120:r=25:d=1 -f lavfi -i color=red:s=160x120:r=25:d=1 -f lavfi "
           "-i color=blue:s=160x120:r=25:d=1 -filter_complex concat=n=3 -c:v libx264 -preset ultrafast "
           "-pix_fmt yuv420p");
  const auto made = make(source, {{.wanted = wanted(), .start_s = 1, .end_s = 2},
                                  {.wanted = wanted(), .start_s = -1},
                                  {.wanted = wanted(), .end_s = -2}});
  ASSERT_EQ(made.size(), 3U);
  for (const auto& output : made) EXPECT_NEAR(output.metadata.duration_s, 1, 0.05);
  EXPECT_TRUE(is_red(frame(made[0], 0).at(80, 60)));
  EXPECT_TRUE(is_red(frame(made[0], 0.9).at(80, 60)));
  EXPECT_GT(frame(made[1], 0.5).at(80, 60).blue, 180);
  EXPECT_TRUE(is_grey(frame(made[2], 0.9).at(80, 60)));
}

// A transport stream has no index: a seek lands after the key frame that the place needs.
TEST_F(Transcode, AStretchOfATransportStreamBeginsAtItsFrame) {
  constexpr int fps = 25;
  const auto source = clip("numbered.ts", R"(-f lavfi -i "aevalsrc='if(gte(t,4),sin(2764*t),0)':d=6:s=48000" )" +
                                              numbered_frames(fps, 6, 3 * fps) + " -c:a aac");
  const auto made =
      make(source, {{.wanted = wanted(), .start_s = 4}, {.wanted = sound("mp3", AudioCodec::mp3), .start_s = 4}});
  ASSERT_EQ(made.size(), 2U);
  EXPECT_NEAR(number_in(made[0].file), 4 * fps, 1);
  EXPECT_NEAR(made[0].metadata.video_duration_s, 2, 0.1);
  EXPECT_NEAR(made[0].metadata.audio_duration_s, 2, 0.1);
  EXPECT_NEAR(made[1].metadata.duration_s, 2, 0.1);
  for (const auto& output : made) EXPECT_GT(loud_share(output.file, 0.5), 0.6);
}

TEST_F(Transcode, OffsetsOutsideOfTheSourceAreRefused) {
  make(grey(1), {{.wanted = wanted(), .start_s = 2}, {.wanted = wanted(), .start_s = 0.8, .end_s = 0.5}});
  ASSERT_EQ(failed_.size(), 2U);
  for (const auto& [index, problem] : failed_) EXPECT_EQ(problem.code, ErrorCode::input_time_offset);
}

TEST_F(Transcode, AnImageStandsInItsCornerAtItsTime) {
  auto image = mark(WatermarkTemplate::Type::image);
  image.file = picture("mark.png", "red");
  image.wanted.origin = CoordinateOrigin::bottom_right;
  image.wanted.x = {10, Length::Unit::pixels};
  image.wanted.y = {10, Length::Unit::percent};
  image.shown = {1, 0};
  TranscodeWish wish{.wanted = wanted()};
  wish.watermarks = {image};
  const auto made = make_one(grey(), wish);
  const auto late = frame(made, 1.5);
  // 320x240: 40x20 whose lower right corner is 10 px and 24 px from that of the picture.
  EXPECT_TRUE(is_red(late.at(290, 206)));
  EXPECT_TRUE(is_grey(late.at(260, 206)));
  EXPECT_TRUE(is_grey(late.at(290, 190)));
  EXPECT_TRUE(is_grey(late.at(315, 206)));
  EXPECT_TRUE(is_grey(frame(made, 0.5).at(290, 206)));
  EXPECT_EQ(made.metadata.video[0].pixel_format, "yuv420p");
}

TEST_F(Transcode, ATransparentImageLetsThePictureThrough) {
  auto image = mark(WatermarkTemplate::Type::image);
  image.file = picture("mark.jpg", "red");
  image.wanted.transparency = 50;
  TranscodeWish wish{.wanted = wanted()};
  wish.watermarks = {image};
  const auto color = frame(make_one(grey(1), wish), 0.5).at(20, 10);
  EXPECT_NEAR(color.red, 191, 25);
  EXPECT_NEAR(color.green, 64, 25);
}

TEST_F(Transcode, AMovingImageIsShownOnceOrStaysOrRepeats) {
  auto image = mark(WatermarkTemplate::Type::image);
  image.file = clip("moving.gif", "-f lavfi -i color=red:s=40x20:r=10:d=0.5");
  using Repeat = WatermarkTemplate::Repeat;
  std::vector<TranscodeWish> wishes;
  for (const auto repeat : {Repeat::once, Repeat::repeat_last_frame, Repeat::repeat}) {
    image.wanted.repeat = repeat;
    wishes.push_back({.wanted = wanted(), .watermarks = {image}});
  }
  const auto made = make(grey(), wishes);
  ASSERT_EQ(made.size(), 3U);
  for (const auto& output : made) {
    EXPECT_TRUE(is_red(frame(output, 0.2).at(20, 10)));
    EXPECT_NEAR(output.metadata.duration_s, 2, 0.05);
  }
  EXPECT_TRUE(is_grey(frame(made[0], 1.5).at(20, 10)));
  EXPECT_TRUE(is_red(frame(made[1], 1.5).at(20, 10)));
  EXPECT_TRUE(is_red(frame(made[2], 1.5).at(20, 10)));
}

TEST_F(Transcode, TextIsDrawnAsItStands) {
  auto text = mark(WatermarkTemplate::Type::text);
  text.content = "%{pts}' -i $(x);[v]\nMM";
  const auto font = find_font("arial.ttf");
  if (!font) GTEST_SKIP() << message_of(font.error());
  text.file = font.value().file;
  text.wanted.font_px = 40;
  text.wanted.font_color = 0xff0000;
  TranscodeWish wish{.wanted = wanted()};
  wish.watermarks = {text};
  const auto shot = frame(make_one(grey(1), wish), 0.5);
  const auto red_in = [&](int top, int bottom) {
    int count = 0;
    for (int y = top; y < bottom; ++y) {
      for (int x = 0; x < 320; ++x) count += is_red(shot.at(x, y)) ? 1 : 0;
    }
    return count;
  };
  EXPECT_GT(red_in(0, 100), 200);
  EXPECT_EQ(red_in(120, 240), 0);
}

TEST_F(Transcode, SubtitlesAreDrawnWhileTheyAreShown) {
  const auto font = find_font("arial.ttf");
  if (!font) GTEST_SKIP() << message_of(font.error());
  const fs::path file = folder_ / "said.vtt";
  std::ofstream(file) << "WEBVTT\n\n00:00.000 --> 00:00.400\nMMMM\n\n00:01.200 --> 00:02.000\n{\\an8}MMMM\n";
  SubtitleWish said;
  said.file = file;
  said.style.font = "arial.ttf";
  said.style.size = {15, Length::Unit::percent};
  said.style.color = 0xff0000;
  said.style.outline = {};
  TranscodeWish whole{.wanted = wanted()};
  whole.wanted.video->height = 120;
  whole.subtitles = {said};
  TranscodeWish later = whole;
  later.start_s = 1;
  const auto made = make(grey(2), {whole, later});
  ASSERT_EQ(made.size(), 2u);
  const auto red_in = [](const Frame& shot, int top, int bottom) {
    int count = 0;
    for (int y = top; y < bottom; ++y) {
      for (int x = 0; x < 160; ++x) count += is_red(shot.at(x, y)) ? 1 : 0;
    }
    return count;
  };
  // At the lower edge, however a cue tries to say otherwise; of a stretch by the source's time.
  EXPECT_GT(red_in(frame(made[0], 0.2), 90, 120), 30);
  EXPECT_EQ(red_in(frame(made[0], 0.8), 0, 120), 0);
  EXPECT_EQ(red_in(frame(made[0], 1.5), 0, 60), 0);
  EXPECT_GT(red_in(frame(made[0], 1.5), 90, 120), 30);
  EXPECT_EQ(red_in(frame(made[1], 0.1), 0, 120), 0);
  EXPECT_GT(red_in(frame(made[1], 0.5), 90, 120), 30);
}

TEST_F(Transcode, SubtitlesOnACopyAreRefused) {
  TranscodeWish wish{.wanted = wanted()};
  wish.wanted.video->codec = VideoCodec::copy;
  wish.wanted.audio->codec = AudioCodec::copy;
  wish.subtitles = {SubtitleWish{}};
  EXPECT_TRUE(make(grey(1), {wish}).empty());
  ASSERT_EQ(failed_.size(), 1u);
  EXPECT_EQ(failed_.at(0).code, ErrorCode::input_configuration_unsupported);
}

TEST_F(Transcode, AnSvgIsDrawnInItsSize) {
  auto svg = mark(WatermarkTemplate::Type::svg);
  svg.content =
      R"(<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="20" height="10">
    <rect width="20" height="10" fill="#ff0000"/><image xlink:href="file:///etc/passwd" width="5" height="5"/></svg>)";
  svg.wanted.width = {25, Length::Unit::percent_of_width};
  svg.wanted.origin = CoordinateOrigin::top_right;
  TranscodeWish wish{.wanted = wanted()};
  wish.watermarks = {svg};
  const auto shot = frame(make_one(grey(1), wish), 0.5);
  EXPECT_TRUE(is_red(shot.at(245, 35)));
  EXPECT_TRUE(is_grey(shot.at(230, 35)));
  EXPECT_TRUE(is_grey(shot.at(245, 50)));
}

TEST_F(Transcode, AMosaicHidesItsRectangleAndNoMore) {
  const auto source = clip("lines.mp4",
                           "-f lavfi -i color=black:s=320x240:r=25:d=1 -vf \"geq=lum='255*mod(X,2)':cb=128:cr=128\" "
                           "-c:v libx264 -qp 10 -preset ultrafast -pix_fmt yuv420p");
  MosaicWish mosaic;
  mosaic.x = mosaic.y = {25, Length::Unit::percent};
  mosaic.width = mosaic.height = {50, Length::Unit::percent};
  TranscodeWish wish{.wanted = wanted()};
  wish.wanted.video->crf = 10;
  wish.mosaics = {mosaic};
  const auto shot = frame(make_one(source, wish), 0.5);
  const auto contrast = [&](int x, int y) { return std::abs(shot.at(x, y).green - shot.at(x + 1, y).green); };
  EXPECT_LT(contrast(160, 120), 60);
  EXPECT_GT(contrast(20, 120), 120);
  EXPECT_GT(contrast(300, 120), 120);
}

TEST_F(Transcode, ABlurredBackgroundFillsTheBorders) {
  auto square = wanted();
  square.video->width = square.video->height = 240;
  square.video->adaptive = false;
  square.video->fill = FillType::gauss;
  const auto source =
      clip("red.mp4", "-f lavfi -i color=red:s=320x120:r=25:d=1 -c:v libx264 -preset ultrafast -pix_fmt yuv420p");
  const auto made = make_one(source, {.wanted = square});
  EXPECT_EQ(made.metadata.width, 240);
  EXPECT_EQ(made.metadata.height, 240);
  const auto shot = frame(made, 0.5);
  EXPECT_TRUE(is_red(shot.at(120, 10)));
  EXPECT_TRUE(is_red(shot.at(120, 120)));
}

TEST_F(Transcode, HdrStaysWhereTheTemplateKeepsIt) {
  const auto source = clip("hdr.mp4",
                           "-f lavfi -i testsrc2=s=320x240:d=1 -pix_fmt yuv420p10le -c:v libx265 -preset ultrafast "
                           "-x265-params log-level=error:colorprim=bt2020:transfer=smpte2084:colormatrix=bt2020nc");
  auto kept = wanted();
  kept.video->codec = VideoCodec::h265;
  kept.video->keep_hdr = true;
  const auto made = make(source, {{.wanted = kept}, {.wanted = wanted()}});
  ASSERT_EQ(made.size(), 2U);
  EXPECT_EQ(made[0].metadata.video[0].dynamic_range, "HDR");
  EXPECT_EQ(made[0].metadata.video[0].pixel_format, "yuv420p10le");
  EXPECT_EQ(made[1].metadata.video[0].dynamic_range, "SDR");
}

TEST_F(Transcode, WhatAContainerCannotHoldIsRefusedByName) {
  auto av1_in_ts = wanted("hls");
  av1_in_ts.video->codec = VideoCodec::av1;
  auto mp2_in_flv = wanted("flv");
  mp2_in_flv.audio->codec = AudioCodec::mp2;
  make(film("film.mp4", "160x120", 1), {{.wanted = av1_in_ts}, {.wanted = mp2_in_flv}});
  ASSERT_EQ(failed_.size(), 2U);
  for (const auto& [index, problem] : failed_) EXPECT_EQ(problem.code, ErrorCode::input_configuration_unsupported);
}

}  // namespace
}  // namespace vod
