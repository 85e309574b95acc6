#pragma once

namespace vod::cli {

/// What the command line tells its caller. Documented in docs/guide/command-line.md and in --help.
enum ExitCode : int {
  ok = 0,
  failed = 1,       // Something on this side: a file, the disk, the settings.
  usage = 2,        // Wrong flags or arguments.
  unreachable = 3,  // No server answered.
  refused = 4,      // The server answered with an error.
  task_failed = 5,  // The task that was waited for ended with an error.
  timed_out = 6,    // What was waited for did not come in time.
  stopped = 130     // Ctrl+C.
};

inline constexpr const char* exit_code_help =
    "Exit codes: 0 done; 1 failed on this side (file, disk, settings); 2 wrong usage; 3 no server could be reached;\n"
    "4 the server answered with an error; 5 the task that was waited for failed; 6 time ran out while waiting; 130 "
    "Ctrl+C.";

}  // namespace vod::cli
