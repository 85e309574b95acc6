#include "testing/fake_processes.h"

#include <condition_variable>
#include <csignal>
#include <fstream>

#include "base/text.h"
#include "model/errors.h"
#include "model/limits.h"

namespace vod {
namespace {

class FakeProcess final : public RunningProcess {
 public:
  FakeProcess(FakeRun run, ProcessPlan plan, Processes::LineFunction line, bool killed)
      : run_(std::move(run)), plan_(std::move(plan)), line_(std::move(line)), killed_(killed) {}

  void cancel() override {
    const std::lock_guard lock(mutex_);
    cancelled_ = true;
    changed_.notify_all();
  }

  ProcessResult wait() override {
    ProcessResult result;
    if (killed_) {
      result.end = ProcessEnd::killed_by_signal;
      result.signal = SIGKILL;
      return result;
    }
    speak(result);
    result.cpu_ms = run_.cpu_ms;
    if (result.end != ProcessEnd::exited) return result;
    if (run_.hangs) {
      result.end = end_of_a_hanging_program();
      return result;
    }
    for (const auto& [name, content] : run_.files) {
      const auto path = plan_.writable / name;
      std::filesystem::create_directories(path.parent_path());
      std::ofstream(path, std::ios::binary) << content;
    }
    result.exit_code = run_.exit_code;
    return result;
  }

 private:
  void speak(ProcessResult& result) {
    result.standard_error = run_.errors;
    if (!line_) {
      if (run_.output.size() > limits::process_stdout_bytes_max) result.end = ProcessEnd::output_too_large;
      result.standard_output = run_.output.substr(0, limits::process_stdout_bytes_max);
      return;
    }
    std::string_view rest = run_.output;
    while (!rest.empty()) {
      const auto end = rest.find('\n');
      line_(rest.substr(0, end));
      rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
    }
  }

  ProcessEnd end_of_a_hanging_program() {
    const auto& limits = plan_.limits;
    if (limits.silence_ms > 0 && (limits.wall_ms == 0 || limits.silence_ms < limits.wall_ms))
      return ProcessEnd::silence;
    if (limits.wall_ms > 0) return ProcessEnd::wall_time;
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return cancelled_; });
    return ProcessEnd::cancelled;
  }

  const FakeRun run_;
  const ProcessPlan plan_;
  const Processes::LineFunction line_;
  const bool killed_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool cancelled_ = false;
};

}  // namespace

void FakeProcesses::set_faults(Random& random, std::uint64_t percent) {
  const std::lock_guard lock(mutex_);
  random_ = &random;
  fault_percent_ = percent;
}

std::vector<ProcessPlan> FakeProcesses::started() const {
  const std::lock_guard lock(mutex_);
  return started_;
}

Result<std::unique_ptr<RunningProcess>> FakeProcesses::start(ProcessPlan plan, LineFunction line) {
  if (level_ == SandboxLevel::none) return error(ErrorCode::sandbox_missing);
  bool killed = false;
  {
    const std::lock_guard lock(mutex_);
    started_.push_back(plan);
    killed = random_ != nullptr && random_->below(100) < fault_percent_;
  }
  FakeRun run = behaviour_(plan);
  return std::unique_ptr<RunningProcess>(
      std::make_unique<FakeProcess>(std::move(run), std::move(plan), std::move(line), killed));
}

ProcessesHealth FakeProcesses::health() const {
  return {.level = level_,
          .reason = {},
          .files_visible = false,
          .ffmpeg_version = "5.1.9",
          .ffmpeg_problem = {},
          .encoders = {"libx264", "aac"}};
}

}  // namespace vod
