#pragma once

#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/result.h"

namespace vod {

/// Limits how often one key may call one action: a bucket of tokens for each, as large as one second's worth.
/// Thread-safe.
class RateLimits {
 public:
  /// 0 = no limit.
  explicit RateLimits(std::uint32_t calls_per_second_max) : calls_per_second_max_(calls_per_second_max) {}

  /// request_limit_exceeded when the call comes too soon.
  Done take(std::string_view secret_id, std::string_view action, std::int64_t monotonic_ms);

 private:
  struct Bucket {
    double tokens = 0;
    std::int64_t filled_ms = 0;
  };
  std::uint32_t calls_per_second_max_;
  std::mutex mutex_;
  std::unordered_map<std::string, Bucket> buckets_;
};

}  // namespace vod
