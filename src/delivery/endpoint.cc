#include "delivery/endpoint.h"

#include <algorithm>
#include <utility>

#include "model/limits.h"

namespace vod {

Endpoint::Endpoint() : places_(limits::callbacks_first_per_endpoint) {}

bool Endpoint::may_begin(std::int64_t now_ms, bool has_breaker) const {
  return in_flight_ < places_ && pace_.may_begin(now_ms) && (!has_breaker || breaker_.may_begin(now_ms));
}

std::int64_t Endpoint::ready_ms(std::int64_t now_ms, bool has_breaker) const {
  std::int64_t ready_ms = pace_.ready_ms(now_ms);
  if (!has_breaker || breaker_.may_begin(now_ms)) return ready_ms;
  // A probe under way rings when it ends.
  return breaker_.state() == Breaker::State::open ? std::max(ready_ms, breaker_.probe_at_ms()) : INT64_MAX;
}

bool Endpoint::began(std::int64_t now_ms) {
  ++in_flight_;
  pace_.began(now_ms);
  return breaker_.began(now_ms);
}

void Endpoint::ended(std::int64_t now_ms, std::int64_t began_ms, bool is_probe, bool asks_for_less,
                     std::optional<EndpointFailure> failure) {
  --in_flight_;
  is_proven_ = !failure;
  breaker_.ended(now_ms, !failure, is_probe);
  if (!failure) {
    places_ = std::min(places_ + 1, limits::callbacks_per_endpoint_max);
    pace_.speed_up();
    return;
  }
  places_ = std::max(places_ / 2, limits::callbacks_per_failing_endpoint_max);
  if (asks_for_less) pace_.slow_down(now_ms, began_ms);
  last_failure_ = std::move(failure);
}

void Endpoint::withdrawn(std::int64_t now_ms, bool is_probe) {
  --in_flight_;
  if (is_probe) breaker_.ended(now_ms, false, true);
}

void Endpoint::show(EndpointHealth& health, std::int64_t now_ms, std::int64_t now_wall_ms) const {
  switch (breaker_.state()) {
    case Breaker::State::closed:
      health.state = pace_.per_second() > 0 ? EndpointState::slowed : EndpointState::closed;
      break;
    case Breaker::State::open:
      health.state = EndpointState::open;
      health.next_try_ms = now_wall_ms + std::max<std::int64_t>(breaker_.probe_at_ms() - now_ms, 0);
      break;
    case Breaker::State::probing:
      health.state = EndpointState::probing;
      break;
  }
  const auto counts = breaker_.counts(now_ms);
  health.in_flight = in_flight_;
  health.attempts = counts.attempts;
  health.failures = counts.failures;
  health.last_failure = last_failure_;
  health.per_second_max = pace_.per_second();
}

}  // namespace vod
