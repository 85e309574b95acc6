#pragma once

#include <cstdint>

#include "base/random.h"

namespace vod::client {

/// How long a loop waits before it tries a server again: 1 s, then twice as long each time up to 30 s, each with up to
/// a fifth more or less, so that many clients don't come back as one. Not thread-safe; the chance outlives it.
class Backoff {
 public:
  explicit Backoff(Random& random) : random_(random) {}

  /// The wait after one more failure.
  std::int64_t next_ms();
  /// It works again: the next failure starts from 1 s.
  void reset() { step_ms_ = 0; }
  /// Whether the last try failed.
  bool is_failing() const { return step_ms_ != 0; }

 private:
  Random& random_;
  std::int64_t step_ms_ = 0;
};

}  // namespace vod::client
