#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "ports/processes.h"

namespace vod {

/// For tests: media programs as they are, for those that change something of them.
class RelayedProcesses : public Processes {
 public:
  explicit RelayedProcesses(Processes& real) : real_(real) {}

  Result<std::unique_ptr<RunningProcess>> start(ProcessPlan plan, LineFunction line) override {
    return real_.start(std::move(plan), std::move(line));
  }
  SandboxLevel level() const override { return real_.level(); }
  ProcessesHealth health() const override { return real_.health(); }
  std::string in_path(const ReadableFile& file) const override { return real_.in_path(file); }
  std::string out_path(const ProcessPlan& plan, std::string_view name) const override {
    return real_.out_path(plan, name);
  }

 private:
  Processes& real_;
};

/// Programs that write can make no file larger than so many bytes. What goes beyond is refused as a full disk refuses
/// it, with another error.
class SmallFiles final : public RelayedProcesses {
 public:
  SmallFiles(Processes& real, std::uint64_t bytes) : RelayedProcesses(real), bytes_(bytes) {}

  Result<std::unique_ptr<RunningProcess>> start(ProcessPlan plan, LineFunction line) override {
    if (!plan.writable.empty()) plan.limits.file_bytes = bytes_;
    return RelayedProcesses::start(std::move(plan), std::move(line));
  }

 private:
  const std::uint64_t bytes_;
};

/// Something happens right before each program is started, or another one is started instead.
class InterruptedProcesses final : public RelayedProcesses {
 public:
  using Before = std::function<std::unique_ptr<RunningProcess>(const ProcessPlan& plan, const LineFunction& line)>;

  InterruptedProcesses(Processes& real, Before before) : RelayedProcesses(real), before_(std::move(before)) {}

  Result<std::unique_ptr<RunningProcess>> start(ProcessPlan plan, LineFunction line) override {
    if (auto instead = before_(plan, line)) return instead;
    return RelayedProcesses::start(std::move(plan), std::move(line));
  }

 private:
  Before before_;
};

}  // namespace vod
