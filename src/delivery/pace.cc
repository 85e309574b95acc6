#include "delivery/pace.h"

#include <algorithm>
#include <cmath>

#include "model/limits.h"

namespace vod {
namespace {

constexpr double growth = 1.0 / 16;
constexpr double burst_s = 0.1;

}  // namespace

double Pace::burst() const { return std::max(1.0, per_second_ * burst_s); }

double Pace::tokens_at(std::int64_t now_ms) const {
  const double more = static_cast<double>(now_ms - at_ms_) / 1'000 * per_second_;
  return std::min(burst(), tokens_ + more);
}

std::int64_t Pace::ready_ms(std::int64_t now_ms) const {
  if (per_second_ <= 0) return now_ms;
  const double tokens = tokens_at(now_ms);
  if (tokens >= 1) return now_ms;
  return now_ms + std::max<std::int64_t>(static_cast<std::int64_t>(std::ceil((1 - tokens) / per_second_ * 1'000)), 1);
}

void Pace::began(std::int64_t now_ms) {
  const std::int64_t second = now_ms / 1'000;
  if (second != second_) {
    begun_before_ = second == second_ + 1 ? begun_now_ : 0;
    begun_now_ = 0;
    second_ = second;
  }
  ++begun_now_;
  if (per_second_ <= 0) return;
  // A retry of an app without a limit may overdraw; the debt stays small.
  tokens_ = std::max(tokens_at(now_ms) - 1, -1.0);
  at_ms_ = now_ms;
}

void Pace::slow_down(std::int64_t now_ms, std::int64_t began_ms) {
  if (began_ms < slowed_ms_) return;
  const bool is_first = per_second_ <= 0;
  const double rate = is_first ? std::max({begun_now_, begun_before_, 1.0}) : per_second_;
  if (is_first) full_ = rate;
  per_second_ = std::max(rate / 2, limits::callback_rate_min);
  slowed_ms_ = now_ms;
  tokens_ = 0;
  at_ms_ = now_ms;
}

void Pace::speed_up() {
  if (per_second_ <= 0 || full_ <= 0) return;
  per_second_ += per_second_ * growth;
  if (per_second_ < 2 * full_) return;
  per_second_ = 0;
  full_ = 0;
}

}  // namespace vod
