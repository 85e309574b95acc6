#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <string>

#include "server/route.h"

namespace vod {

/// What the transport counts, for /-/metrics. Thread-safe.
struct ServerCounters {
  using Count = std::atomic<std::uint64_t>;
  static constexpr std::size_t routes = static_cast<std::size_t>(Route::api) + 1;

  Count connections_accepted = 0;
  Count connections_refused = 0;
  Count connections_timed_out = 0;
  std::atomic<std::int64_t> connections_open = 0;
  std::atomic<std::int64_t> calls_waiting = 0;
  Count requests_malformed = 0;
  Count answers_lost = 0;
  Count body_bytes_in = 0;
  Count object_bytes_out = 0;
  std::array<Count, routes> requests{};

  void count(Route route) { requests[static_cast<std::size_t>(route)].fetch_add(1, std::memory_order_relaxed); }
  /// In Prometheus' text format.
  std::string text() const;
};

}  // namespace vod
