// bench events: what notification costs, against the queue servers that people would use instead. Publishing and
// changing have no call of their own on the wire, since events are written by what they report: those cases run in
// process.
#pragma once

#include <fmt/core.h>

#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <set>
#include <string>
#include <string_view>

#include "base/result.h"
#include "model/errors.h"
#include "report.h"

namespace vod::bench {

namespace fs = std::filesystem;
using SteadyClock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr int in_flight = 64;
constexpr int consumers = 4;
constexpr int batch = 16;                  // Pulled, and confirmed, at a time.
constexpr std::size_t body_bytes = 1'200;  // A ProcedureStateChanged of two transcodes.
constexpr std::uint64_t backlog_default = 10'000'000;

/// What is to be measured, from the environment.
struct Plan {
  /// OPENVOD_BENCH_DIR: a folder of our own on the disk that is measured; emptied.
  fs::path folder;
  /// OPENVOD_BENCH_CASES: names with commas; empty: all.
  std::set<std::string, std::less<>> only;
  /// OPENVOD_BENCH_RUNS and OPENVOD_BENCH_MS: runs of each side, and the length of one.
  int runs = 3;
  int run_ms = 3'000;
  /// OPENVOD_BENCH_EVENTS: the size of the backlog.
  std::uint64_t backlog = backlog_default;
  /// The server's program, for what is measured from outside.
  fs::path openvod;

  static Plan from_environment(const fs::path& own_program);
  bool wants(std::string_view name) const { return only.empty() || only.contains(name); }
  /// An empty folder below `folder`.
  fs::path fresh(std::string_view name) const;
};

/// The body of every event: EventContent without its handle.
const std::string& event_body();

/// Ends the program with the reason: a benchmark has nobody to report to.
[[noreturn]] inline void give_up(std::string_view what, std::string_view why) {
  fmt::print(stderr, "bench events: {}: {}\n", what, why);
  std::exit(1);
}
template <class T>
T must(Result<T> result, std::string_view what) {
  if (!result) give_up(what, message_of(result.error()));
  return std::move(result).value();
}
inline void must(const Done& result, std::string_view what) {
  if (!result) give_up(what, message_of(result.error()));
}
inline void must(bool holds, std::string_view what, std::string_view why) {
  if (!holds) give_up(what, why);
}

inline double seconds_since(SteadyClock::time_point start) {
  return std::chrono::duration<double>(SteadyClock::now() - start).count();
}

/// Runs both sides in turns and reports them.
template <class Ours, class Theirs>
void compare(const Plan& plan, Measurement measurement, const Ours& ours, const Theirs& theirs) {
  for (int i = 0; i < plan.runs; ++i) {
    measurement.against_values.push_back(theirs());
    measurement.values.push_back(ours());
  }
  report(measurement);
}

}  // namespace vod::bench
