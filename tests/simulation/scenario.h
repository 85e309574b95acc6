#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"

namespace vod::simulation {

/// A workload with its faults, read from a text file: lines of a word and a number, `#` begins a comment. The words
/// below are settings; every other word is an operation (operations.h) and its number how often it comes, against the
/// others.
struct Scenario {
  std::string name;
  /// Applications; the first ones pull, then `push_apps` have a callback URL.
  std::int64_t pull_apps = 1;
  std::int64_t push_apps = 0;
  /// Operations of one seed are so many at most.
  std::int64_t steps = 60;
  /// Of a hundred changes, so many meet the death of the process, somewhere around their sync.
  std::int64_t crash_percent = 0;
  /// Of a hundred confirms, so many have something else happen while they wait for their sync.
  std::int64_t interleave_percent = 0;
  /// Of a hundred answers of receivers, so many are failures.
  std::int64_t receiver_failures = 30;
  std::vector<std::pair<std::string, std::uint64_t>> operations;
};

/// Errors: not_found; invalid_parameter with the line that is wrong.
Result<Scenario> read_scenario(const std::filesystem::path& file);
/// All scenarios of a folder, by name.
Result<std::vector<Scenario>> read_scenarios(const std::filesystem::path& folder);

}  // namespace vod::simulation
