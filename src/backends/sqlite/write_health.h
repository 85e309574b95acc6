#pragma once

#include <atomic>
#include <mutex>
#include <optional>

#include "base/log.h"
#include "base/result.h"

namespace vod::sqlite {

/// Whether writes can still be trusted. The first failure stays until the program starts again. Thread-safe.
class WriteHealth {
 public:
  explicit WriteHealth(Log& log) : log_(log) {}

  void fail(const Error& why);
  bool failed() const { return failed_.load(std::memory_order_acquire); }
  std::optional<Error> failure() const;

 private:
  Log& log_;
  std::atomic<bool> failed_ = false;
  mutable std::mutex mutex_;
  std::optional<Error> failure_;
};

}  // namespace vod::sqlite
