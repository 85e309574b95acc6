#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>

#include "backends/processes/media_processes.h"
#include "base/random.h"
#include "model/errors.h"

namespace vod {

/// For tests: a folder, real FFmpeg in the sandbox, and clips made on the spot.
class MediaTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    log_ = make_silent_log();
    processes_ = make_media_processes({}, *log_);
    if (processes_->level() == SandboxLevel::none)
      processes_ = make_media_processes({.insecure_no_sandbox = true, .programs = {}}, *log_);
  }
  static void TearDownTestSuite() {
    processes_.reset();
    log_.reset();
  }
  void SetUp() override { std::filesystem::create_directories(folder_); }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  /// Runs FFmpeg with the arguments and gives the file, which the arguments don't name.
  std::filesystem::path clip(const std::string& name, const std::string& arguments) {
    const auto file = folder_ / name;
    const std::string command = "ffmpeg -v error -nostdin -y " + arguments + " '" + file.string() + "'";
    EXPECT_EQ(std::system(command.c_str()), 0) << command;
    return file;
  }
  /// A picture and a tone of so many seconds.
  std::filesystem::path film(const std::string& name, const std::string& size = "640x360", double seconds = 2) {
    const std::string duration = std::to_string(seconds);
    return clip(name, "-f lavfi -i testsrc2=s=" + size + ":r=25:d=" + duration + " -f lavfi -i sine=d=" + duration +
                          " -c:v libx264 -preset ultrafast -pix_fmt yuv420p -c:a aac");
  }
  std::filesystem::path file(const std::string& name, const std::string& content) {
    std::ofstream(folder_ / name, std::ios::binary) << content;
    return folder_ / name;
  }

  static Processes& processes() { return *processes_; }

  SystemRandom random_;
  std::filesystem::path folder_ = std::filesystem::temp_directory_path() / ("media_test_" + random_.hex(12));

 private:
  inline static std::unique_ptr<Log> log_;
  inline static std::unique_ptr<Processes> processes_;
};

}  // namespace vod
