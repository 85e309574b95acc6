#include "pipeline/whole_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "pipeline/test_clips.h"

namespace vod {
namespace {

namespace fs = std::filesystem;

class WholeFile : public MediaTest {
 protected:
  // The file is whole; without its last bytes, so many of them, it is not.
  void expect_end_is_missed(const fs::path& made, std::uint64_t bytes) {
    EXPECT_TRUE(check_whole(made, 0)) << made;
    const auto size = fs::file_size(made);
    fs::resize_file(made, size - bytes);
    const auto checked = check_whole(made, 0);
    ASSERT_FALSE(checked) << made << " without its last " << bytes << " bytes";
    EXPECT_EQ(checked.error().code, ErrorCode::io_failed);
    EXPECT_EQ(checked.error().subject, made.filename());
  }
};

TEST_F(WholeFile, TheLastByteIsMissed) {
  const std::string picture = "-f lavfi -i testsrc2=s=160x120:d=1 -frames:v 1";
  const std::string film = "-f lavfi -i testsrc2=s=160x120:d=1 -c:v libx264 -preset ultrafast";
  expect_end_is_missed(clip("a.jpg", picture), 1);
  expect_end_is_missed(clip("a.png", picture), 1);
  expect_end_is_missed(clip("a.webp", picture), 1);
  expect_end_is_missed(clip("a.gif", "-f lavfi -i testsrc2=s=160x120:r=5:d=1"), 1);
  expect_end_is_missed(clip("a.ts", film), 1);
  expect_end_is_missed(clip("a.mp4", film), 1);
  expect_end_is_missed(clip("front.mp4", film + " -movflags +faststart"), 1);
  expect_end_is_missed(clip("fragments.mp4", film + " -movflags +dash+delay_moov+global_sidx"), 1);
  expect_end_is_missed(clip("a.m4a", "-f lavfi -i sine=d=1"), 1);
}

TEST_F(WholeFile, APageTooLittleIsMissed) {
  expect_end_is_missed(clip("a.ts", "-f lavfi -i testsrc2=s=160x120:d=1 -c:v libx264 -preset ultrafast"), 4'096);
}

TEST_F(WholeFile, APlaylistHasAnEndAndAllThatItNames) {
  const auto playlist = clip("a.m3u8",
                             "-f lavfi -i testsrc2=s=160x120:d=2 -c:v libx264 -preset ultrafast -g 25 -hls_time 1 "
                             "-hls_list_size 0");
  EXPECT_TRUE(check_whole(playlist, 0));
  EXPECT_TRUE(check_all_whole(folder_, 0));
  const auto text = fs::file_size(playlist);
  fs::resize_file(playlist, text - 4);
  EXPECT_FALSE(check_whole(playlist, 0));
  fs::remove(playlist);
  clip("a.m3u8",
       "-f lavfi -i testsrc2=s=160x120:d=2 -c:v libx264 -preset ultrafast -g 25 -hls_time 1 -hls_list_size 0");
  fs::resize_file(folder_ / "a1.ts", 0);
  EXPECT_FALSE(check_whole(playlist, 0));
  fs::remove(folder_ / "a1.ts");
  EXPECT_FALSE(check_whole(playlist, 0));
}

TEST_F(WholeFile, AFileThatReachedItsLimitIsTooLarge) {
  const auto made = file("a.flv", "12345");
  EXPECT_TRUE(check_whole(made, 6));
  const auto checked = check_whole(made, 5);
  ASSERT_FALSE(checked);
  EXPECT_EQ(checked.error().code, ErrorCode::input_result_too_large);
}

TEST_F(WholeFile, WhatIsNoFileIsRefused) {
  const auto made = file("a.txt", "made");
  EXPECT_TRUE(check_all_whole(folder_, 0));
  for (const fs::path& place : {made, folder_ / "nowhere", fs::path("/etc")}) {
    fs::create_symlink(place, folder_ / "link");
    const auto checked = check_all_whole(folder_, 0);
    ASSERT_FALSE(checked) << place;
    EXPECT_EQ(checked.error().subject, "link");
    fs::remove(folder_ / "link");
  }
}

// As deep as no path can name it.
TEST_F(WholeFile, AFolderThatCannotBeListedIsAnError) {
  const std::string name(200, 'd');
  int at = open(folder_.c_str(), O_RDONLY | O_DIRECTORY);
  for (int depth = 0; depth < 25; ++depth) {
    ASSERT_EQ(mkdirat(at, name.c_str(), S_IRWXU), 0);
    const int next = openat(at, name.c_str(), O_RDONLY | O_DIRECTORY);
    close(at);
    at = next;
  }
  close(at);
  EXPECT_FALSE(check_all_whole(folder_, 0));
}

TEST_F(WholeFile, WhatHasNothingInItIsForOthersToJudge) {
  EXPECT_TRUE(check_whole(file("a.mp4", ""), 0));
  EXPECT_TRUE(check_all_whole(folder_ / "nowhere", 0));
}

}  // namespace
}  // namespace vod
