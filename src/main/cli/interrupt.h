#pragma once

#include <cstdint>

namespace vod::cli {

/// From here on SIGINT and SIGTERM don't end the process: they make interrupted() true, and commands leave in order. A
/// second one ends it at once.
void watch_interrupts();
bool interrupted();
/// Sleeps, or less when interrupted; false then.
bool sleep_unless_interrupted(std::int64_t sleep_ms);

}  // namespace vod::cli
