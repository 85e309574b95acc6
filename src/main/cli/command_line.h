#pragma once

#include "base/clock.h"

namespace vod::cli {

/// The whole program: reads the arguments, runs the command that they choose, gives the exit code (exit_code.h).
int run_command_line(int argc, const char* const* argv, const Clock& clock);

}  // namespace vod::cli
