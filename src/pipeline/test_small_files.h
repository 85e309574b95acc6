#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "ports/processes.h"

namespace vod {

/// For tests: programs that write can make no file larger than so many bytes. What goes beyond is refused as a full
/// disk refuses it, with another error.
class SmallFiles : public Processes {
 public:
  SmallFiles(Processes& real, std::uint64_t bytes) : real_(real), bytes_(bytes) {}

  Result<std::unique_ptr<RunningProcess>> start(ProcessPlan plan, LineFunction line) override {
    if (!plan.writable.empty()) plan.limits.file_bytes = bytes_;
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
  const std::uint64_t bytes_;
};

}  // namespace vod
