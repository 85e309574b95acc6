#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace vod {

/// How strongly media programs are shut in (security rules, section 2).
enum class SandboxLevel { full, reduced, none };
std::string_view name_of(SandboxLevel level);

/// A file, or a folder with all that is in it, that the program may read: its place outside, and the name that it has
/// inside (/in/<name>).
struct ReadableFile {
  std::filesystem::path outside;
  std::string name;
};

struct ProcessLimits {
  std::int64_t wall_ms = 0;
  std::int64_t cpu_s = 0;
  std::uint64_t memory_bytes = 0;
  std::uint64_t file_bytes = 0;
  std::uint32_t files_open = 256;
  std::uint32_t processes = 128;
  /// Ends the program when neither stdout nor stderr said anything for so long; 0 = no such limit.
  std::int64_t silence_ms = 0;
};

/// One program to run. `argv[0]` is a program name known to the runner ("ffmpeg", "ffprobe"); inside, readable files
/// stand under `in_path(file)` and the writable folder under `out_path()`.
struct ProcessPlan {
  std::vector<std::string> argv;
  std::vector<ReadableFile> readable;
  /// The one folder that the program may write to; empty = none.
  std::filesystem::path writable;
  ProcessLimits limits;
};

enum class ProcessEnd { exited, killed_by_signal, wall_time, cpu_time, silence, cancelled, output_too_large };

struct ProcessResult {
  ProcessEnd end = ProcessEnd::exited;
  int exit_code = 0;
  int signal = 0;
  /// The whole standard output when it was collected, bounded by limits::process_stdout_bytes_max.
  std::string standard_output;
  /// The last limits::process_stderr_bytes_kept bytes.
  std::string standard_error;
  std::int64_t wall_ms = 0;
  /// CPU that the program and its children used, as far as the level of the sandbox lets it be known.
  std::int64_t cpu_ms = 0;
};

/// What people are shown about the runner.
struct ProcessesHealth {
  SandboxLevel level = SandboxLevel::none;
  /// Why the level is not full, as a sentence; empty at full.
  std::string reason;
  /// False at full and where Landlock shuts the program's files in; true where a program could read other files.
  bool files_visible = false;
  /// As FFmpeg gives it ("5.1.9-0+deb12u1"); empty when it can't be run.
  std::string ffmpeg_version;
  /// What is wrong with that version, or why FFmpeg can't be run; empty when nothing is.
  std::string ffmpeg_problem;
  /// Of the encoders that outputs are made with, those that FFmpeg has.
  std::vector<std::string> encoders = {};
};

/// A running program. Dropping it kills the program and all its children.
class RunningProcess {
 public:
  virtual ~RunningProcess() = default;
  /// Asks for the end; wait() then returns with `cancelled` within a second. Thread-safe.
  virtual void cancel() = 0;
  /// Waits for the end.
  virtual ProcessResult wait() = 0;
};

/// Runs media programs shut in. Thread-safe. Programs die with the server.
class Processes {
 public:
  /// Sees standard output line by line as it comes, on a thread of the runner's.
  using LineFunction = std::function<void(std::string_view line)>;

  virtual ~Processes() = default;
  /// Starts a program; sandbox_missing when the level is none and that was not allowed. With `line` set, lines go there
  /// and are not collected.
  virtual Result<std::unique_ptr<RunningProcess>> start(ProcessPlan plan, LineFunction line) = 0;
  /// The level that programs run at. It is found in the background; this waits until it is known.
  virtual SandboxLevel level() const = 0;
  /// Waits like level(), and for FFmpeg to tell its version.
  virtual ProcessesHealth health() const = 0;
  /// Where a readable file or the writable folder stands as the program sees it.
  virtual std::string in_path(const ReadableFile& file) const = 0;
  virtual std::string out_path(const ProcessPlan& plan, std::string_view name) const = 0;

  /// Starts a program, collects its output and waits for its end.
  Result<ProcessResult> run(ProcessPlan plan) {
    VOD_TRY(const auto process, start(std::move(plan), nullptr));
    return process->wait();
  }
};

}  // namespace vod
