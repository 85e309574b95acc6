#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <string_view>
#include <thread>

#include "plan.h"

namespace vod::bench {

/// A receiver of callbacks that answers everything with 200 at once, on one thread, and keeps its connections open.
class FastReceiver {
 public:
  /// Told of each body when it is whole, on the receiver's thread; may be empty.
  using Seen = std::function<void(std::string_view body)>;
  explicit FastReceiver(Seen seen = {});
  ~FastReceiver();
  FastReceiver(const FastReceiver&) = delete;
  FastReceiver& operator=(const FastReceiver&) = delete;

  std::string url() const { return "http://127.0.0.1:" + std::to_string(port_) + "/callback"; }
  std::int64_t count() const { return count_.load(std::memory_order_acquire); }
  /// Waits until so many have come; gives up when none comes for ten seconds.
  void wait_for(std::int64_t count) const;

 private:
  void run();

  Seen seen_;
  int listener_ = -1;
  int port_ = 0;
  std::atomic<bool> stop_ = false;
  std::atomic<std::int64_t> count_ = 0;
  std::thread thread_;
};

}  // namespace vod::bench
