#pragma once

#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "ports/processes.h"

namespace vod {

/// What a runner of programs brings along to be tested: itself, and programs of known behaviour. Plans come without
/// limits.
class ProcessesUnderTest {
 public:
  virtual ~ProcessesUnderTest() = default;
  virtual Processes& processes() = 0;
  /// Prints `output` and `errors`, then exits.
  virtual ProcessPlan prints(const std::string& output, const std::string& errors, int exit_code) = 0;
  virtual ProcessPlan runs_forever() = 0;
  /// Writes the text to `name` in the plan's writable folder, which the caller sets.
  virtual ProcessPlan writes(const std::filesystem::path& folder, const std::string& name, const std::string& text) = 0;
  /// Prints more than the runner collects.
  virtual ProcessPlan floods() = 0;
};

using MakeProcessesUnderTest = std::unique_ptr<ProcessesUnderTest> (*)();

/// What every answer to ports/processes.h keeps.
class ProcessesContract : public testing::TestWithParam<MakeProcessesUnderTest> {
 protected:
  Processes& processes() { return subject_->processes(); }
  ProcessResult result_of(ProcessPlan plan) {
    auto result = processes().run(std::move(plan));
    EXPECT_TRUE(result);
    return result ? std::move(result.value()) : ProcessResult{};
  }

  std::unique_ptr<ProcessesUnderTest> subject_ = GetParam()();
};

TEST_P(ProcessesContract, OutputAndExitCodeComeBack) {
  const auto result = result_of(subject_->prints("one\ntwo\n", "oh\n", 3));
  EXPECT_EQ(result.end, ProcessEnd::exited);
  EXPECT_EQ(result.exit_code, 3);
  EXPECT_EQ(result.standard_output, "one\ntwo\n");
  EXPECT_EQ(result.standard_error, "oh\n");
}

TEST_P(ProcessesContract, LinesAreSeenInOrderAndNotCollected) {
  std::vector<std::string> lines;
  auto process = processes().start(subject_->prints("one\ntwo\nthree", "", 0),
                                   [&](std::string_view line) { lines.emplace_back(line); });
  ASSERT_TRUE(process);
  const auto result = process.value()->wait();
  EXPECT_EQ(lines, (std::vector<std::string>{"one", "two", "three"}));
  EXPECT_EQ(result.standard_output, "");
}

TEST_P(ProcessesContract, CancelEndsARunningProgram) {
  auto process = processes().start(subject_->runs_forever(), nullptr);
  ASSERT_TRUE(process);
  std::thread other([&] { process.value()->cancel(); });
  const auto result = process.value()->wait();
  other.join();
  EXPECT_EQ(result.end, ProcessEnd::cancelled);
}

TEST_P(ProcessesContract, DroppingARunningProgramEndsIt) {
  auto process = processes().start(subject_->runs_forever(), nullptr);
  ASSERT_TRUE(process);
  process.value().reset();
  EXPECT_EQ(result_of(subject_->prints("next\n", "", 0)).standard_output, "next\n");
}

TEST_P(ProcessesContract, WallTimeEndsAProgram) {
  auto plan = subject_->runs_forever();
  plan.limits.wall_ms = 50;
  EXPECT_EQ(result_of(std::move(plan)).end, ProcessEnd::wall_time);
}

TEST_P(ProcessesContract, SilenceEndsAProgram) {
  auto plan = subject_->runs_forever();
  plan.limits.silence_ms = 50;
  plan.limits.wall_ms = 60'000;
  EXPECT_EQ(result_of(std::move(plan)).end, ProcessEnd::silence);
}

TEST_P(ProcessesContract, AFloodOfOutputEndsAProgram) {
  EXPECT_EQ(result_of(subject_->floods()).end, ProcessEnd::output_too_large);
}

TEST_P(ProcessesContract, FilesAppearInTheWritableFolder) {
  const auto folder = std::filesystem::temp_directory_path() /
                      ("processes_contract_" + std::to_string(reinterpret_cast<std::uintptr_t>(this)));
  std::filesystem::create_directories(folder);
  const auto result = result_of(subject_->writes(folder, "made.txt", "made"));
  EXPECT_EQ(result.exit_code, 0) << result.standard_error;
  std::ifstream file(folder / "made.txt");
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>(file), {}), "made");
  std::filesystem::remove_all(folder);
}

}  // namespace vod
