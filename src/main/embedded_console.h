#pragma once

#include <span>

#include "server/console_file.h"

namespace vod {

/// The web console that the build packed into the program (cmake/console.cmake); none when it was left out. Only the
/// program itself has one: tests bring their own.
std::span<const ConsoleFile> embedded_console();

}  // namespace vod
