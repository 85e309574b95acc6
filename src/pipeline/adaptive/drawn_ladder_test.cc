#include <cstdlib>

#include "pipeline/adaptive/test_adaptive.h"
#include "pipeline/overlays/fonts.h"

namespace vod {
namespace {

/// One frame of a rendition.
struct Frame {
  int width = 0;
  int height = 0;
  std::string rgb;

  bool is_red(int x, int y) const { return part(x, y, 0) > 150 && part(x, y, 1) < 100 && part(x, y, 2) < 100; }
  /// Red pixels in a part of the picture, in tenths of its sides, as a share of that part.
  double red_share(int left, int top, int right, int bottom) const {
    int red = 0;
    int all = 0;
    for (int y = height * top / 10; y < height * bottom / 10; ++y) {
      for (int x = width * left / 10; x < width * right / 10; ++x, ++all) red += is_red(x, y) ? 1 : 0;
    }
    return static_cast<double>(red) / all;
  }

 private:
  int part(int x, int y, int color) const {
    return static_cast<unsigned char>(rgb.at(static_cast<std::size_t>((y * width + x) * 3 + color)));
  }
};

/// Ladders of 160x90 and 320x180 from a grey film of 2 s, with something drawn on them.
class DrawnLadder : public AdaptiveTest {
 protected:
  void SetUp() override {
    AdaptiveTest::SetUp();
    wish_.wanted = ladder("ts-segment");
    wish_.wanted.streams[0].video->height = 90;
    for (auto& stream : wish_.wanted.streams) stream.video->bitrate_kbps = 400;
    source_ =
        clip("grey.mp4", "-f lavfi -i color=gray:s=320x180:r=24:d=2 -c:v libx264 -preset ultrafast -pix_fmt yuv420p");
  }

  static WatermarkWish mark(WatermarkTemplate::Type type) {
    WatermarkWish wish;
    wish.wanted.type = type;
    wish.wanted.width = {64, Length::Unit::pixels};
    return wish;
  }
  // Both renditions at a time, the small one first.
  std::vector<Frame> frames(const MadeOutput& made, double at_s) {
    std::vector<Frame> found;
    for (const auto& variant : master_playlist_of(made).variants) {
      const auto file = (made.file.parent_path() / variant.uri).string();
      found.push_back({static_cast<int>(variant.width), static_cast<int>(variant.height),
                       said("ffmpeg -v error -nostdin -i '" + file + "' -ss " + std::to_string(at_s) +
                            " -frames:v 1 -f rawvideo -pix_fmt rgb24 -")});
    }
    return found;
  }

  AdaptiveWish wish_;
  std::filesystem::path source_;
};

TEST_F(DrawnLadder, EachKindOfWatermarkHasTheSameShareOfAllRenditions) {
  auto image = mark(WatermarkTemplate::Type::image);
  image.file = clip("mark.png", "-f lavfi -i color=red:s=40x20:d=1:r=1 -frames:v 1 -update 1");
  image.wanted.origin = CoordinateOrigin::bottom_right;
  image.wanted.x = {32, Length::Unit::pixels};
  image.wanted.y = {10, Length::Unit::percent};
  auto svg = mark(WatermarkTemplate::Type::svg);
  svg.content = R"(<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10">)"
                R"(<rect width="20" height="10" fill="#ff0000"/></svg>)";
  svg.wanted.origin = CoordinateOrigin::top_right;
  auto text = mark(WatermarkTemplate::Type::text);
  text.content = "%{pts}' -i $(x)\nMMMM";
  text.wanted.font_px = 40;
  text.wanted.font_color = 0xff0000;
  const auto font = find_font("arial.ttf");
  if (!font) GTEST_SKIP() << message_of(font.error());
  text.file = font.value().file;
  wish_.watermarks = {image, svg, text};

  const auto made = make_wish(wish_, source_);
  ASSERT_TRUE(made) << problem_;
  const auto shots = frames(*made, 1);
  ASSERT_EQ(shots.size(), 2U);
  EXPECT_EQ(shots[0].width, 160);
  EXPECT_EQ(shots[1].width, 320);
  for (const Frame& shot : shots) {
    // In 320x180 the image has 64x32, 32 from the right and 18 from below; the drawing 64x32 in its corner.
    const int scale = 320 / shot.width;
    EXPECT_TRUE(shot.is_red(250 / scale, 145 / scale)) << shot.width;
    EXPECT_FALSE(shot.is_red(212 / scale, 145 / scale)) << shot.width;
    EXPECT_FALSE(shot.is_red(300 / scale, 145 / scale)) << shot.width;
    EXPECT_FALSE(shot.is_red(250 / scale, 174 / scale)) << shot.width;
    EXPECT_TRUE(shot.is_red(288 / scale, 16 / scale)) << shot.width;
    EXPECT_FALSE(shot.is_red(244 / scale, 16 / scale)) << shot.width;
    EXPECT_FALSE(shot.is_red(288 / scale, 44 / scale)) << shot.width;
    // Two lines of text stand above the middle and left of the drawing.
    EXPECT_GT(shot.red_share(0, 0, 6, 5), 0.04) << shot.width;
    EXPECT_EQ(shot.red_share(0, 6, 6, 10), 0) << shot.width;
  }
  EXPECT_NEAR(shots[0].red_share(0, 0, 6, 5), shots[1].red_share(0, 0, 6, 5), 0.06);
}

TEST_F(DrawnLadder, AnEndlessWatermarkIsShownInItsTimeAndTheStreamEnds) {
  auto image = mark(WatermarkTemplate::Type::image);
  image.file = clip("moving.gif", "-f lavfi -i color=red:s=40x20:r=10:d=0.5");
  image.wanted.repeat = WatermarkTemplate::Repeat::repeat;
  image.shown = {1, 0};
  wish_.watermarks = {image};
  const auto made = make_wish(wish_, source_);
  ASSERT_TRUE(made) << problem_;
  for (const Frame& shot : frames(*made, 0.5)) EXPECT_FALSE(shot.is_red(shot.width / 10, shot.height / 20));
  for (const Frame& shot : frames(*made, 1.5)) EXPECT_TRUE(shot.is_red(shot.width / 10, shot.height / 20));
  std::vector<wire::MediaPlaylist> playlists;
  for (const auto& variant : master_playlist_of(*made).variants)
    playlists.push_back(media_playlist(made->file.parent_path() / variant.uri));
  ASSERT_EQ(playlists[0].segments.size(), 2U);
  ASSERT_EQ(playlists[1].segments.size(), 2U);
  for (std::size_t i = 0; i < 2; ++i)
    EXPECT_EQ(playlists[0].segments[i].duration_us, playlists[1].segments[i].duration_us);
  EXPECT_EQ(playlists[0].duration_us(), 2'000'000U);
}

TEST_F(DrawnLadder, SubtitlesHaveTheSameShareOfAllRenditionsWhileTheyAreShown) {
  const auto font = find_font("arial.ttf");
  if (!font) GTEST_SKIP() << message_of(font.error());
  SubtitleWish said;
  said.file = file("said.vtt", "WEBVTT\n\n00:00.000 --> 00:00.900\nMMMM\n");
  said.style.font = "arial.ttf";
  said.style.size = {20, Length::Unit::percent};
  said.style.color = 0xff0000;
  said.style.outline = {};
  wish_.subtitles = {said};
  const auto made = make_wish(wish_, source_);
  ASSERT_TRUE(made) << problem_;
  const auto shots = frames(*made, 0.5);
  ASSERT_EQ(shots.size(), 2U);
  for (const Frame& shot : shots) {
    EXPECT_GT(shot.red_share(2, 7, 8, 10), 0.1) << shot.width;
    EXPECT_EQ(shot.red_share(0, 0, 10, 6), 0) << shot.width;
  }
  EXPECT_NEAR(shots[0].red_share(2, 7, 8, 10), shots[1].red_share(2, 7, 8, 10), 0.06);
  for (const Frame& shot : frames(*made, 1.5)) EXPECT_EQ(shot.red_share(0, 0, 10, 10), 0) << shot.width;
}

TEST_F(DrawnLadder, WatermarksOutsideOfTheStreamsTimeAreRefused) {
  auto image = mark(WatermarkTemplate::Type::image);
  image.file = clip("mark.png", "-f lavfi -i color=red:s=40x20:d=1:r=1 -frames:v 1 -update 1");
  image.shown = {5, 6};
  wish_.watermarks = {image};
  EXPECT_FALSE(make_wish(wish_, source_));
  EXPECT_NE(problem_.find("no stretch"), std::string::npos) << problem_;
}

}  // namespace
}  // namespace vod
