#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "base/result.h"

namespace vod {

struct ServedAction;

/// Counts calls by action, errors by code and times by action, for /-/metrics. Thread-safe; counting a call is a few
/// atomic additions, only errors take a lock.
class CallCounters {
 public:
  CallCounters();
  void count(const ServedAction& action, std::chrono::nanoseconds took);
  void count_error(const Error& error);
  /// In Prometheus' text format.
  std::string text() const;

 private:
  static constexpr std::size_t bounds = 8;
  struct OfAction {
    std::atomic<std::uint64_t> calls = 0;
    std::atomic<std::uint64_t> total_us = 0;
    std::array<std::atomic<std::uint64_t>, bounds> up_to{};
  };
  std::vector<OfAction> actions_;  // In the order of served_actions().
  mutable std::mutex mutex_;
  std::map<std::string, std::uint64_t> errors_;  // By wire code: the table of errors bounds them.
};

}  // namespace vod
