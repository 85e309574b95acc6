#pragma once

#include <array>
#include <cstdint>

namespace vod {

/// Keeps attempts away from an endpoint that fails (notification rules, section 3): too large a share of failures in
/// the window opens it; after a pause one probe may go, and its end closes it or opens it again. Pure: time comes in,
/// in monotonic milliseconds.
class Breaker {
 public:
  enum class State { closed, open, probing };
  struct Counts {
    std::uint64_t attempts = 0;
    std::uint64_t failures = 0;
  };

  State state() const { return state_; }
  bool may_begin(std::int64_t now_ms) const;
  /// An attempt begins; true when it is the probe.
  bool began(std::int64_t now_ms);
  /// An attempt ended. While the breaker is not closed only the probe counts: others began before it opened.
  void ended(std::int64_t now_ms, bool is_success, bool is_probe);
  /// From when the probe may go; only while open.
  std::int64_t probe_at_ms() const { return probe_at_ms_; }
  /// What the window holds.
  Counts counts(std::int64_t now_ms) const;

 private:
  static constexpr std::size_t slots = 10;
  struct Slot {
    std::int64_t number = -1;
    Counts counts;
  };

  void open(std::int64_t now_ms);

  State state_ = State::closed;
  std::int64_t probe_at_ms_ = 0;
  std::array<Slot, slots> slots_;
};

}  // namespace vod
