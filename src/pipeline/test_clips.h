#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

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

  /// How loud the sound of a file is in its first channel: the amplitude of a tone, 1 at full scale. Its beginning and
  /// end, where encoders fade, are left out.
  double loudness(const std::filesystem::path& media) {
    const auto raw = clip("loudness.f32", "-i '" + media.string() + "' -vn -af 'pan=mono|c0=c0' -f f32le");
    std::ifstream stream(raw, std::ios::binary);
    const std::string bytes(std::istreambuf_iterator<char>(stream), {});
    std::vector<float> samples(bytes.size() / sizeof(float));
    std::copy_n(bytes.data(), samples.size() * sizeof(float), reinterpret_cast<char*>(samples.data()));
    const auto edge = samples.size() / 5;
    double energy = 0;
    for (std::size_t i = edge; i + edge < samples.size(); ++i) energy += static_cast<double>(samples[i]) * samples[i];
    return std::sqrt(2 * energy / static_cast<double>(samples.size() - 2 * edge));
  }

  static Processes& processes() { return *processes_; }

  SystemRandom random_;
  std::filesystem::path folder_ = std::filesystem::temp_directory_path() / ("media_test_" + random_.hex(12));

 private:
  inline static std::unique_ptr<Log> log_;
  inline static std::unique_ptr<Processes> processes_;
};

}  // namespace vod
