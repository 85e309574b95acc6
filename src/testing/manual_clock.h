// The room testing: fakes for the ports, a clock that tests move, chance with a seed, peers that misbehave. Fakes pass
// the contract suites of their ports and have faults that can be asked for. Only tests see it.
#pragma once

#include <atomic>
#include <cstdint>

#include "base/clock.h"

namespace vod::testing {

/// A clock that stands until a test moves it. Thread-safe.
class ManualClock final : public Clock {
 public:
  explicit ManualClock(std::int64_t wall_ms = 1'714'979'293'000) : wall_ms_(wall_ms) {}

  std::int64_t monotonic_ms() const override { return monotonic_ms_; }
  std::int64_t wall_ms() const override { return wall_ms_; }

  /// Time passes.
  void advance(std::int64_t ms) {
    monotonic_ms_ += ms;
    wall_ms_ += ms;
  }
  /// Somebody sets the wall clock.
  void jump_wall(std::int64_t ms) { wall_ms_ += ms; }

 private:
  std::atomic<std::int64_t> monotonic_ms_ = 1'000'000;
  std::atomic<std::int64_t> wall_ms_;
};

}  // namespace vod::testing
