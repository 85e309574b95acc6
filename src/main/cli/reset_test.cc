#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "main/cli/command_line.h"
#include "main/cli/exit_code.h"
#include "main/data_folder.h"

namespace vod::cli {
namespace {

namespace fs = std::filesystem;

class Reset : public ::testing::Test {
 protected:
  Reset() {
    fs::create_directories(data_ / "blobs");
    for (const char* name : {"lock", "openvod.db", "root-key.json", "blobs/one"}) std::ofstream(data_ / name) << "x";
  }
  ~Reset() override { fs::remove_all(data_); }

  int run() {
    const std::string data = data_.string();
    const char* argv[] = {"openvod", "reset", "--yes", "--data", data.c_str()};
    return run_command_line(5, argv, clock_);
  }

  SystemClock clock_;
  fs::path data_ = fs::path(::testing::TempDir()) / ("openvod-reset-" + std::to_string(::getpid()));
};

TEST_F(Reset, EmptiesTheFolderOfAStoppedServer) {
  EXPECT_EQ(run(), ExitCode::ok);
  EXPECT_FALSE(fs::exists(data_ / "openvod.db"));
  EXPECT_FALSE(fs::exists(data_ / "blobs"));
  EXPECT_FALSE(fs::exists(data_ / "root-key.json"));
}

TEST_F(Reset, LeavesTheFolderOfARunningServerAlone) {
  Settings settings;
  settings.data = data_.string();
  SystemRandom random;
  const auto held = DataFolder::take(settings, random);
  ASSERT_TRUE(held);
  EXPECT_EQ(run(), ExitCode::failed);
  EXPECT_TRUE(fs::exists(data_ / "blobs/one"));
}

TEST_F(Reset, LeavesAFolderAloneThatIsNotOurs) {
  fs::remove(data_ / "openvod.db");
  EXPECT_EQ(run(), ExitCode::failed);
  EXPECT_TRUE(fs::exists(data_ / "root-key.json"));
}

}  // namespace
}  // namespace vod::cli
