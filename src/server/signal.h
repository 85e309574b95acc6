#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>

#include <chrono>

namespace vod {

namespace asio = boost::asio;

/// Wakes one coroutine of an I/O thread from within the same thread. Set before the wait, it is remembered.
class Signal {
 public:
  explicit Signal(const asio::any_io_executor& executor) : timer_(executor) {}

  void set();
  void clear() { is_set_ = false; }
  bool is_set() const { return is_set_; }
  /// Returns when the signal is set, or at the deadline; at most one coroutine waits.
  asio::awaitable<void> wait_until(std::chrono::steady_clock::time_point deadline);
  asio::awaitable<void> wait();

 private:
  asio::steady_timer timer_;
  bool is_set_ = false;
};

}  // namespace vod
