#pragma once

#include <atomic>
#include <cstdint>
#include <future>
#include <string>

#include "backends/processes/launch.h"
#include "ports/processes.h"

namespace vod::processes {

/// One program that runs, as the supervisor sees it. The supervisor's thread owns all but `cancel_asked` and
/// `finished`.
struct Child {
  Launched process;
  ProcessLimits limits;
  Processes::LineFunction line;
  ProcessResult result;
  /// The warden's, from which it is taken when it ended.
  int book = -1;
  std::int64_t started_ms = 0;
  std::int64_t heard_ms = 0;
  /// What was read of a line that has not ended.
  std::string unfinished_line;
  bool ending = false;
  bool ended = false;
  std::promise<Done> launched;
  std::promise<ProcessResult> finished;
  std::atomic<bool> cancel_asked = false;

  /// Reads what came on both streams; true while either may bring more.
  void read_output(std::int64_t now_ms);
  /// Kills the program when a limit is passed or the end was asked for.
  void enforce(std::int64_t now_ms);
  /// Takes the end in when there is one: true once, when it came.
  bool collect_end(std::int64_t now_ms);
  /// Milliseconds until a limit of time is reached; -1 = none.
  std::int64_t next_limit_ms(std::int64_t now_ms) const;

 private:
  void take_output(std::string_view bytes);
  void take_errors(std::string_view bytes);
  void kill(ProcessEnd reason);
};

std::int64_t steady_ms();

}  // namespace vod::processes
