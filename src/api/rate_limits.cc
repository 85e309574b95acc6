#include "api/rate_limits.h"

#include <fmt/format.h>

#include <algorithm>

#include "model/errors.h"
#include "model/limits.h"

namespace vod {

Done RateLimits::take(std::string_view secret_id, std::string_view action, std::int64_t monotonic_ms) {
  if (calls_per_second_max_ == 0) return done();
  const double full = calls_per_second_max_;
  const std::lock_guard lock(mutex_);
  if (buckets_.size() >= limits::rate_buckets_max) buckets_.clear();  // All start full again: lenient, and bounded.
  const auto [place, is_new] =
      buckets_.try_emplace(fmt::format("{}/{}", secret_id, action), Bucket{full, monotonic_ms});
  Bucket& bucket = place->second;
  if (!is_new) {
    const double earned = full * static_cast<double>(monotonic_ms - bucket.filled_ms) / 1'000.0;
    bucket.tokens = std::min(full, bucket.tokens + earned);
    bucket.filled_ms = monotonic_ms;
  }
  if (bucket.tokens < 1) {
    return error(ErrorCode::request_limit_exceeded, {},
                 fmt::format("{} may be called {} times a second by one key.", action, calls_per_second_max_));
  }
  bucket.tokens -= 1;
  return done();
}

}  // namespace vod
