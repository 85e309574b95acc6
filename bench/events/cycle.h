#pragma once

#include <atomic>
#include <cstdint>
#include <functional>

#include "plan.h"
#include "ports/database.h"

namespace vod::bench {

/// How far a run is. `published` is -1 until all is published.
struct Tally {
  std::atomic<std::int64_t> published = -1;
  std::atomic<std::int64_t> confirmed = 0;

  bool is_over() const {
    const std::int64_t all = published.load(std::memory_order_acquire);
    return all >= 0 && confirmed.load(std::memory_order_relaxed) >= all;
  }
};

/// Full cycles a second: `publish` publishes until it has enough and gives how many, `consume` runs on four threads at
/// the same time until all is confirmed. Each gets its number, from 0.
double cycles_per_second(const std::function<std::int64_t()>& publish,
                         const std::function<void(int consumer, Tally& tally)>& consume);

/// Submits a change and the next one when it is durable, 64 of them side by side, until `end`; gives how many became
/// durable.
std::int64_t keep_in_flight(Database& database, const Database::Change& change, SteadyClock::time_point end);

}  // namespace vod::bench
