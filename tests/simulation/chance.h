#pragma once

#include <cstdint>

namespace vod::simulation {

/// The one source of all decisions of a simulation: what a seed gives, it gives again.
class Chance {
 public:
  explicit Chance(std::uint64_t seed) : state_(seed * 0x9e3779b97f4a7c15U + 0x5851f42d4c957f2dU) {}

  std::uint64_t next() {
    std::uint64_t mixed = (state_ += 0x9e3779b97f4a7c15U);
    mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9U;
    mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebU;
    return mixed ^ (mixed >> 31);
  }
  /// In [0, bound); bound > 0.
  std::uint64_t below(std::uint64_t bound) { return next() % bound; }
  /// In [low, high].
  std::int64_t between(std::int64_t low, std::int64_t high) {
    return low + static_cast<std::int64_t>(below(static_cast<std::uint64_t>(high - low) + 1));
  }
  bool percent(std::uint64_t share) { return below(100) < share; }
  template <class Items>
  auto& of(Items& items) {
    return items[below(items.size())];
  }

 private:
  std::uint64_t state_;
};

}  // namespace vod::simulation
