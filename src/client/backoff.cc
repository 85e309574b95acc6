#include "client/backoff.h"

#include <algorithm>

#include "model/limits.h"

namespace vod::client {

std::int64_t Backoff::next_ms() {
  step_ms_ =
      step_ms_ == 0 ? limits::consumer_backoff_first_ms : std::min(2 * step_ms_, limits::consumer_backoff_ms_max);
  const std::int64_t fifth_ms = step_ms_ / 5;
  return step_ms_ - fifth_ms + static_cast<std::int64_t>(random_.below(static_cast<std::uint64_t>(2 * fifth_ms + 1)));
}

}  // namespace vod::client
