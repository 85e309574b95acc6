#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "base/random.h"
#include "ports/processes.h"

namespace vod {

/// What a program does when the fake "runs" it.
struct FakeRun {
  std::string output;
  std::string errors;
  int exit_code = 0;
  /// Says all it has to say and then never ends by itself.
  bool hangs = false;
  /// Files that it leaves in the writable folder: name and content.
  std::vector<std::pair<std::string, std::string>> files;
  std::int64_t cpu_ms = 0;
};

/// Processes without processes: a function says what each plan would do. Time limits of a hanging program are reached
/// at once. Thread-safe where the function is.
class FakeProcesses final : public Processes {
 public:
  using Behaviour = std::function<FakeRun(const ProcessPlan&)>;

  explicit FakeProcesses(Behaviour behaviour, SandboxLevel level = SandboxLevel::full)
      : behaviour_(std::move(behaviour)), level_(level) {}

  /// From now on so many of a hundred programs are killed before they leave anything. `random` must outlive the fake.
  void set_faults(Random& random, std::uint64_t percent);
  /// Every plan that was started so far.
  std::vector<ProcessPlan> started() const;

  Result<std::unique_ptr<RunningProcess>> start(ProcessPlan plan, LineFunction line) override;
  SandboxLevel level() const override { return level_; }
  ProcessesHealth health() const override;
  std::string in_path(const ReadableFile& file) const override { return "/in/" + file.name; }
  std::string out_path(const ProcessPlan&, std::string_view name) const override { return "/out/" + std::string(name); }

 private:
  const Behaviour behaviour_;
  const SandboxLevel level_;
  mutable std::mutex mutex_;
  std::vector<ProcessPlan> started_;
  Random* random_ = nullptr;
  std::uint64_t fault_percent_ = 0;
};

}  // namespace vod
