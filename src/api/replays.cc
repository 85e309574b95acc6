#include "api/replays.h"

#include <functional>

#include "model/limits.h"

namespace vod {

Replays::Replays() : seen_(limits::signatures_seen_max) {}

void Replays::note(std::string_view signature, std::int64_t now_ms) {
  const std::uint64_t hash = std::hash<std::string_view>()(signature) | 1U;  // 0 is an empty place.
  const std::lock_guard lock(mutex_);
  Seen& place = seen_[(hash >> 1U) % seen_.size()];
  // A signature is valid from one end of the window to the other.
  if (place.hash == hash && now_ms - place.at_ms <= 2 * limits::signature_window_s * 1'000) {
    count_.fetch_add(1, std::memory_order_relaxed);
  }
  place = {hash, now_ms};
}

}  // namespace vod
