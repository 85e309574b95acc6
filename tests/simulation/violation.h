#pragma once

#include <fmt/format.h>

#include <string>
#include <utility>

namespace vod::simulation {

/// Thrown by a checker: an invariant of the failure modes does not hold. Not a std::exception, so that no code under
/// test takes it for trouble of its own.
struct Violation {
  /// "I1" to "I7", with a word: "I2 delivered after confirm".
  std::string invariant;
  std::string what;
};

/// Thrown where the process dies: everything in memory is gone from here on.
struct Crash {};

template <class... Values>
[[noreturn]] void violated(std::string invariant, fmt::format_string<Values...> text, Values&&... values) {
  throw Violation{std::move(invariant), fmt::format(text, std::forward<Values>(values)...)};
}

}  // namespace vod::simulation
