#pragma once

#include <span>

#include "base/clock.h"
#include "server/console_file.h"

namespace vod::cli {

/// The whole program: reads the arguments, runs the command that they choose, gives the exit code (exit_code.h).
/// `console` is what a server shows as its web console.
int run_command_line(int argc, const char* const* argv, const Clock& clock, std::span<const ConsoleFile> console = {});

}  // namespace vod::cli
