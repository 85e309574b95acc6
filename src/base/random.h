#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace vod {

/// Chance as it is handed to whoever needs it. Thread-safe.
class Random {
 public:
  virtual ~Random() = default;
  virtual void fill(std::span<std::byte> bytes) = 0;

  std::uint64_t u64();
  /// Uniform enough in [0, bound); bound > 0.
  std::uint64_t below(std::uint64_t bound);
  /// `digits` lower-case hex digits.
  std::string hex(std::size_t digits);
  /// `length` letters and digits.
  std::string alphanumeric(std::size_t length);
  /// A version 4 UUID, as RequestId wants it.
  std::string uuid();
};

/// The system's cryptographic generator.
class SystemRandom final : public Random {
 public:
  void fill(std::span<std::byte> bytes) override;
};

}  // namespace vod
