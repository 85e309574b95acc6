#pragma once

#include <spdlog/logger.h>

#include <memory>

namespace vod {

/// The program's log, handed to whoever reports. Thread-safe. Secrets never go in.
using Log = spdlog::logger;

/// A log to standard error.
std::unique_ptr<Log> make_stderr_log(spdlog::level::level_enum level);
/// A log that keeps nothing, for tests.
std::unique_ptr<Log> make_silent_log();

}  // namespace vod
