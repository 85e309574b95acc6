#include "backends/processes/media_processes.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

#include "backends/processes/ffmpeg_versions.h"
#include "base/random.h"
#include "model/errors.h"
#include "ports/processes_contract.h"

namespace vod {
namespace {

namespace fs = std::filesystem;

// Programs are shell scripts; the filter lets a shell run no other program but by becoming it.
ProcessPlan script(std::string text) {
  ProcessPlan plan;
  plan.argv = {"sh", "-c", std::move(text)};
  return plan;
}

class RealUnderTest final : public ProcessesUnderTest {
 public:
  explicit RealUnderTest(SandboxLevel strongest)
      : processes_(make_media_processes({.insecure_no_sandbox = true, .programs = {}, .strongest = strongest}, *log_)) {
  }

  Processes& processes() override { return *processes_; }
  ProcessPlan prints(const std::string& output, const std::string& errors, int exit_code) override {
    return script("printf '" + output + "'; printf '" + errors + "' >&2; exit " + std::to_string(exit_code));
  }
  ProcessPlan runs_forever() override { return script("exec sleep 1000"); }
  ProcessPlan writes(const fs::path& folder, const std::string& name, const std::string& text) override {
    ProcessPlan plan = script({});
    plan.writable = folder;
    plan.argv[2] = "printf '" + text + "' > '" + processes_->out_path(plan, name) + "'";
    return plan;
  }
  ProcessPlan floods() override { return script("while :; do printf '%08000d' 0; done"); }

 private:
  std::unique_ptr<Log> log_ = make_silent_log();
  std::unique_ptr<Processes> processes_;
};

template <SandboxLevel level>
std::unique_ptr<ProcessesUnderTest> at_level() {
  return std::make_unique<RealUnderTest>(level);
}

INSTANTIATE_TEST_SUITE_P(Full, ProcessesContract, testing::Values(&at_level<SandboxLevel::full>));
INSTANTIATE_TEST_SUITE_P(Reduced, ProcessesContract, testing::Values(&at_level<SandboxLevel::reduced>));
INSTANTIATE_TEST_SUITE_P(None, ProcessesContract, testing::Values(&at_level<SandboxLevel::none>));

/// What a program in FFmpeg's place must not be able to do, at both levels.
class Sandbox : public testing::TestWithParam<SandboxLevel> {
 protected:
  void SetUp() override {
    if (GetParam() == SandboxLevel::full && processes_->level() != SandboxLevel::full)
      GTEST_SKIP() << "this machine has no full sandbox: " << processes_->health().reason;
    ASSERT_EQ(processes_->level(), GetParam()) << processes_->health().reason;
    fs::create_directories(folder_ / "out");
  }
  void TearDown() override { fs::remove_all(folder_); }

  ProcessResult result_of(ProcessPlan plan) {
    auto result = processes_->run(std::move(plan));
    EXPECT_TRUE(result) << message_of(result.error());
    return result ? std::move(result.value()) : ProcessResult{};
  }
  fs::path file_with(const std::string& name, const std::string& text) {
    std::ofstream(folder_ / name) << text;
    return folder_ / name;
  }

  SystemRandom random_;
  std::unique_ptr<Log> log_ = make_silent_log();
  fs::path folder_ = fs::temp_directory_path() / ("sandbox_test_" + random_.hex(12));
  std::unique_ptr<Processes> processes_ =
      make_media_processes({.insecure_no_sandbox = false, .programs = {}, .strongest = GetParam()}, *log_);
};

INSTANTIATE_TEST_SUITE_P(Levels, Sandbox, testing::Values(SandboxLevel::full, SandboxLevel::reduced),
                         [](const auto& level) { return std::string(name_of(level.param)); });

TEST_P(Sandbox, OnlyTheInputOfThePlanCanBeRead) {
  if (processes_->health().files_visible) GTEST_SKIP() << "this kernel has no Landlock";
  const ReadableFile input{file_with("input", "the input"), "source"};
  const fs::path canary = file_with("canary", "the canary");
  ProcessPlan plan = script("cat() { while read -r line || [ \"$line\" ]; do echo \"$line\"; done < \"$1\"; }; cat " +
                            processes_->in_path(input) + "; cat " + canary.string() + "; cat /etc/passwd");
  plan.readable = {input};
  plan.writable = folder_ / "out";
  const auto result = result_of(std::move(plan));
  EXPECT_EQ(result.standard_output, "the input\n");
}

TEST_P(Sandbox, NothingCanBeWrittenBesideTheWritableFolder) {
  if (processes_->health().files_visible) GTEST_SKIP() << "this kernel has no Landlock";
  const ReadableFile input{file_with("input", "the input"), "source"};
  ProcessPlan plan = script({});
  plan.readable = {input};
  plan.writable = folder_ / "out";
  plan.argv[2] = "echo x > " + (folder_ / "beside").string() + "; echo x > " + processes_->in_path(input) +
                 "; echo x > /left; echo x > /tmp/left_by_sandbox_test; echo x > " + processes_->out_path(plan, "made");
  result_of(std::move(plan));
  EXPECT_FALSE(fs::exists(folder_ / "beside"));
  EXPECT_FALSE(fs::exists("/left"));
  EXPECT_FALSE(fs::exists("/tmp/left_by_sandbox_test"));
  EXPECT_TRUE(fs::exists(folder_ / "out" / "made"));
  EXPECT_EQ(fs::file_size(folder_ / "input"), 9U);
}

TEST_P(Sandbox, AListenerOnLoopbackSeesNobody) {
  const int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof(address);
  ASSERT_EQ(bind(listener, reinterpret_cast<sockaddr*>(&address), size), 0);
  ASSERT_EQ(listen(listener, 1), 0);
  ASSERT_EQ(getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size), 0);
  const std::string port = std::to_string(ntohs(address.sin_port));

  // FFmpeg itself is asked to connect, with every protocol allowed.
  ProcessPlan plan;
  plan.argv = {"ffprobe", "-v", "error", "tcp://127.0.0.1:" + port};
  plan.limits.wall_ms = 20'000;
  EXPECT_NE(result_of(std::move(plan)).exit_code, 0);
  EXPECT_LT(accept(listener, nullptr, nullptr), 0);
  close(listener);
}

TEST_P(Sandbox, NoOtherProcessCanBeStarted) {
  const auto result = result_of(script("/bin/true; echo $?; (echo child)"));
  EXPECT_EQ(result.standard_output.find("child"), std::string::npos);
  EXPECT_NE(result.standard_error.find("ork"), std::string::npos) << result.standard_error;
}

TEST_P(Sandbox, NoCapabilitiesAndNoWayToGainAny) {
  // Without /proc in the full sandbox, the file system tells: even root can't take a file of its own root away.
  const auto result = result_of(script("exec chroot / /bin/true"));
  EXPECT_NE(result.exit_code, 0);
  const auto unshared = result_of(script("exec unshare --user /bin/true"));
  EXPECT_NE(unshared.exit_code, 0);
}

TEST_P(Sandbox, TheEnvironmentOfTheServerStaysOutside) {
  setenv("OPENVOD_SANDBOX_TEST", "secret", 1);
  const auto result = result_of(script("echo \"[$OPENVOD_SANDBOX_TEST]\""));
  EXPECT_EQ(result.standard_output, "[]\n");
}

TEST_P(Sandbox, NoDescriptorOfTheServerGoesAlong) {
  const int leak = open("/etc/hostname", O_RDONLY);
  ASSERT_GE(leak, 0);
  const int high = dup2(leak, 7);
  const auto result = result_of(script("read -r line <&7 && echo read"));
  EXPECT_EQ(result.standard_output, "");
  close(leak);
  close(high);
}

TEST_P(Sandbox, FileSizeIsLimited) {
  ProcessPlan plan = script({});
  plan.writable = folder_ / "out";
  plan.limits.file_bytes = 1 << 20;
  plan.argv[2] = "while printf '%0100000d' 0; do :; done > " + processes_->out_path(plan, "big");
  plan.limits.wall_ms = 60'000;
  result_of(std::move(plan));
  EXPECT_LE(fs::file_size(folder_ / "out" / "big"), 1U << 20);
}

TEST_P(Sandbox, CpuTimeIsLimitedAndKnown) {
  ProcessPlan plan = script("while :; do :; done");
  plan.limits.cpu_s = 1;
  plan.limits.wall_ms = 120'000;
  const auto result = result_of(std::move(plan));
  EXPECT_EQ(result.end, ProcessEnd::cpu_time);
  EXPECT_GE(result.cpu_ms, 800);
}

TEST_P(Sandbox, MemoryIsLimited) {
  ProcessPlan plan = script("x=0123456789abcdef; while :; do x=$x$x; done");
  plan.limits.memory_bytes = 64 << 20;
  plan.limits.wall_ms = 60'000;
  const auto result = result_of(std::move(plan));
  EXPECT_TRUE(result.end == ProcessEnd::killed_by_signal || result.exit_code != 0);
}

TEST_P(Sandbox, FFmpegRuns) {
  ProcessPlan plan;
  plan.argv = {"ffmpeg", "-version"};
  const auto result = result_of(std::move(plan));
  EXPECT_EQ(result.exit_code, 0) << result.standard_error;
  EXPECT_FALSE(processes_->health().ffmpeg_version.empty());
}

TEST_P(Sandbox, KillingTheServerLeavesNoProgram) {
  // A server of our own to kill: it starts a program that touches a file as long as it lives.
  const fs::path out = folder_ / "out";
  int ready[2];
  ASSERT_EQ(pipe(ready), 0);
  const pid_t server = fork();
  if (server == 0) {
    const auto log = make_silent_log();
    const auto mine =
        make_media_processes({.insecure_no_sandbox = false, .programs = {}, .strongest = GetParam()}, *log);
    ProcessPlan plan = script({});
    plan.writable = out;
    plan.argv[2] = "while :; do echo x >> " + mine->out_path(plan, "alive") + "; done";
    auto running = mine->start(std::move(plan), nullptr);
    const char answer = running ? 'y' : 'n';
    if (write(ready[1], &answer, 1) != 1) _exit(1);
    for (;;) pause();
  }
  char answer = 0;
  ASSERT_EQ(read(ready[0], &answer, 1), 1);
  ASSERT_EQ(answer, 'y');
  for (int i = 0; i < 500 && !fs::exists(out / "alive"); ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  kill(server, SIGKILL);
  waitpid(server, nullptr, 0);
  std::this_thread::sleep_for(std::chrono::seconds(1));
  const auto size = fs::file_size(out / "alive");
  std::this_thread::sleep_for(std::chrono::milliseconds(200));
  EXPECT_EQ(fs::file_size(out / "alive"), size);
  close(ready[0]);
  close(ready[1]);
}

TEST(MediaProcesses, WithoutASandboxMediaIsRefused) {
  const auto log = make_silent_log();
  const auto processes =
      make_media_processes({.insecure_no_sandbox = false, .programs = {}, .strongest = SandboxLevel::none}, *log);
  EXPECT_EQ(processes->level(), SandboxLevel::none);
  const auto result = processes->run(script("echo ran"));
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::sandbox_missing);
}

TEST(MediaProcesses, AMissingProgramIsNamed) {
  const auto log = make_silent_log();
  const auto processes = make_media_processes({}, *log);
  ProcessPlan plan;
  plan.argv = {"no-such-program"};
  const auto result = processes->run(std::move(plan));
  ASSERT_FALSE(result);
  EXPECT_NE(message_of(result.error()).find("no-such-program"), std::string::npos);
}

TEST(FfmpegVersions, KnownBadOnesAreNamed) {
  using processes::problem_of_ffmpeg;
  EXPECT_NE(problem_of_ffmpeg("2.8.4"), "");
  EXPECT_NE(problem_of_ffmpeg("4.2.7-0ubuntu0.1"), "");
  EXPECT_NE(problem_of_ffmpeg("5.1.1"), "");
  EXPECT_NE(problem_of_ffmpeg("n7.0.1"), "");
  EXPECT_EQ(problem_of_ffmpeg("5.1.9-0+deb12u1"), "");
  EXPECT_EQ(problem_of_ffmpeg("6.1"), "");
  EXPECT_EQ(problem_of_ffmpeg("N-113007-g8d24a28d06"), "");
  EXPECT_EQ(processes::ffmpeg_version_in("ffmpeg version 5.1.9-0+deb12u1 Copyright (c)\n"), "5.1.9-0+deb12u1");
  EXPECT_EQ(processes::ffmpeg_version_in("sh: not found"), "");
}

}  // namespace
}  // namespace vod
