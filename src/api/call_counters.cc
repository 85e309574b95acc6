#include "api/call_counters.h"

#include <fmt/format.h>

#include <iterator>

#include "api/action_table.h"
#include "model/errors.h"

namespace vod {
namespace {

constexpr std::array<std::int64_t, 8> bounds_us = {100, 500, 1'000, 5'000, 20'000, 100'000, 1'000'000, 10'000'000};

}  // namespace

CallCounters::CallCounters() : actions_(served_actions().size()) { static_assert(bounds_us.size() == bounds); }

void CallCounters::count(const ServedAction& action, std::chrono::nanoseconds took) {
  const auto took_us = std::chrono::duration_cast<std::chrono::microseconds>(took).count();
  OfAction& row = actions_[action.index];
  row.calls.fetch_add(1, std::memory_order_relaxed);
  row.total_us.fetch_add(static_cast<std::uint64_t>(took_us), std::memory_order_relaxed);
  for (std::size_t i = 0; i < bounds; ++i) {
    if (took_us > bounds_us[i]) continue;
    row.up_to[i].fetch_add(1, std::memory_order_relaxed);
    break;
  }
}

void CallCounters::count_error(const Error& error) {
  const std::lock_guard lock(mutex_);
  ++errors_[std::string(error_row(error.code).wire_code)];
}

std::string CallCounters::text() const {
  std::string text =
      "# HELP openvod_call_seconds Time from a call's arrival to its answer, waiting included.\n"
      "# TYPE openvod_call_seconds histogram\n";
  const auto table = served_actions();
  for (std::size_t i = 0; i < table.size(); ++i) {
    const OfAction& row = actions_[i];
    const std::uint64_t calls = row.calls.load();
    if (calls == 0) continue;
    std::uint64_t below = 0;
    for (std::size_t bound = 0; bound < bounds; ++bound) {
      below += row.up_to[bound].load();
      fmt::format_to(std::back_inserter(text), "openvod_call_seconds_bucket{{action=\"{}\",le=\"{}\"}} {}\n",
                     table[i].name, static_cast<double>(bounds_us[bound]) / 1e6, below);
    }
    fmt::format_to(std::back_inserter(text),
                   "openvod_call_seconds_bucket{{action=\"{0}\",le=\"+Inf\"}} {1}\n"
                   "openvod_call_seconds_sum{{action=\"{0}\"}} {2}\n"
                   "openvod_call_seconds_count{{action=\"{0}\"}} {1}\n",
                   table[i].name, calls, static_cast<double>(row.total_us.load()) / 1e6);
  }
  text +=
      "# HELP openvod_call_errors_total Calls that were answered with an error, by code.\n"
      "# TYPE openvod_call_errors_total counter\n";
  const std::lock_guard lock(mutex_);
  for (const auto& [code, count] : errors_) {
    fmt::format_to(std::back_inserter(text), "openvod_call_errors_total{{code=\"{}\"}} {}\n", code, count);
  }
  return text;
}

}  // namespace vod
