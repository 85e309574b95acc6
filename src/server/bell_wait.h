#pragma once

#include <boost/asio/any_io_executor.hpp>

#include <chrono>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "base/bells.h"
#include "server/signal.h"

namespace vod {

/// A waiting call's ear: listens to one bell from any thread and wakes the call's coroutine on its own.
/// A ring that reaches a call which has no use for it any more is passed on to the next one who waits.
class BellWait {
 public:
  BellWait(Bells& bells, const asio::any_io_executor& executor);
  ~BellWait();
  BellWait(const BellWait&) = delete;
  BellWait& operator=(const BellWait&) = delete;

  /// Starts to listen. A ring from now on is not missed.
  void listen(const std::string& bell);
  /// Returns at a ring, at the deadline, or when poked.
  asio::awaitable<void> wait_until(std::chrono::steady_clock::time_point deadline) {
    return signal_.wait_until(deadline);
  }
  /// Ends the wait; from the same thread.
  void poke() { signal_.set(); }
  /// Stops listening. True when the bell rang for this call: look again, or pass_on().
  bool stop();
  void pass_on() { bells_.ring(bell_); }

 private:
  // What the ringing thread holds: it may come to ring while this object goes.
  struct Ear {
    std::mutex mutex;
    BellWait* owner = nullptr;
  };

  Bells& bells_;
  asio::any_io_executor executor_;
  Signal signal_;
  std::string bell_;
  std::optional<Bells::Ticket> ticket_;
  std::shared_ptr<Ear> ear_;
};

}  // namespace vod
