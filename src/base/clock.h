#pragma once

#include <cstdint>

namespace vod {

/// Time as it is handed to whoever needs it. Thread-safe.
class Clock {
 public:
  virtual ~Clock() = default;
  /// Never goes back; for leases, time-outs and ages. Its zero means nothing.
  virtual std::int64_t monotonic_ms() const = 0;
  /// Milliseconds since 1970 UTC, for what people and signatures see. May jump.
  virtual std::int64_t wall_ms() const = 0;
};

/// The machine's own clocks.
class SystemClock final : public Clock {
 public:
  std::int64_t monotonic_ms() const override;
  std::int64_t wall_ms() const override;
};

/// CPU time of the calling process in microseconds, user and system.
std::int64_t process_cpu_us();

}  // namespace vod
