#pragma once

#include <atomic>
#include <cstdint>
#include <mutex>
#include <string_view>
#include <vector>

namespace vod {

/// Counts signatures that come again inside the clock window. They are let through, as in the cloud, since clients
/// repeat calls byte for byte; a growing count shows an operator that somebody replays. Memory is bounded: each
/// signature has one place in a table, and a newer one there pushes it out, so the count may miss some. Thread-safe.
class Replays {
 public:
  Replays();
  void note(std::string_view signature, std::int64_t now_ms);
  std::uint64_t count() const { return count_.load(std::memory_order_relaxed); }

 private:
  struct Seen {
    std::uint64_t hash = 0;
    std::int64_t at_ms = 0;
  };
  std::atomic<std::uint64_t> count_ = 0;
  std::mutex mutex_;
  std::vector<Seen> seen_;
};

}  // namespace vod
