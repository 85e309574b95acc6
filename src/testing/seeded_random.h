#pragma once

#include <mutex>
#include <random>
#include <span>

#include "base/random.h"

namespace vod::testing {

/// Chance that a seed repeats. Thread-safe.
class SeededRandom final : public Random {
 public:
  explicit SeededRandom(std::uint64_t seed) : generator_(seed) {}

  void fill(std::span<std::byte> bytes) override {
    const std::lock_guard lock(mutex_);
    for (std::byte& byte : bytes) byte = static_cast<std::byte>(generator_() & 0xff);
  }

 private:
  std::mutex mutex_;
  std::mt19937_64 generator_;
};

}  // namespace vod::testing
