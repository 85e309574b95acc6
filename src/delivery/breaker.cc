#include "delivery/breaker.h"

#include "model/limits.h"

namespace vod {
namespace {

constexpr std::int64_t slot_ms = limits::breaker_window_ms / 10;

}  // namespace

bool Breaker::may_begin(std::int64_t now_ms) const {
  return state_ == State::closed || (state_ == State::open && now_ms >= probe_at_ms_);
}

bool Breaker::began(std::int64_t now_ms) {
  if (state_ != State::open || now_ms < probe_at_ms_) return false;
  state_ = State::probing;
  return true;
}

void Breaker::ended(std::int64_t now_ms, bool is_success, bool is_probe) {
  if (is_probe) {
    if (!is_success) return open(now_ms);
    state_ = State::closed;
    slots_ = {};
  }
  if (state_ != State::closed) return;
  const std::int64_t number = now_ms / slot_ms;
  Slot& slot = slots_[static_cast<std::size_t>(number) % slots];
  if (slot.number != number) slot = {number, {}};
  ++slot.counts.attempts;
  if (is_success) return;
  ++slot.counts.failures;
  const Counts all = counts(now_ms);
  const double share = static_cast<double>(all.failures) / static_cast<double>(all.attempts);
  if (all.attempts >= limits::breaker_attempts_min && share >= limits::breaker_failures_share) open(now_ms);
}

Breaker::Counts Breaker::counts(std::int64_t now_ms) const {
  const std::int64_t oldest = now_ms / slot_ms - static_cast<std::int64_t>(slots) + 1;
  Counts sum;
  for (const Slot& slot : slots_) {
    if (slot.number < oldest) continue;
    sum.attempts += slot.counts.attempts;
    sum.failures += slot.counts.failures;
  }
  return sum;
}

void Breaker::open(std::int64_t now_ms) {
  state_ = State::open;
  probe_at_ms_ = now_ms + limits::breaker_open_ms;
}

}  // namespace vod
