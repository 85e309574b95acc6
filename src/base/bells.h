#pragma once

#include <cstdint>
#include <functional>
#include <list>
#include <mutex>
#include <string>
#include <unordered_map>

namespace vod {

/// Wakes those who wait for something by name ("events of app 7", "tasks"). A ring wakes at most one waiter, oldest
/// first, so that a burst does not wake a herd; whoever was woken and leaves work over rings again. A ring with no
/// waiter is forgotten: look first, then wait, then look once more. Thread-safe; callbacks run on the ringing thread,
/// outside the lock, and must not block.
class Bells {
 public:
  using Ticket = std::uint64_t;

  /// `woken` runs once, at the next ring that reaches this waiter.
  Ticket wait(const std::string& name, std::function<void()> woken);
  /// True when the waiter was still waiting; false when it was woken or is being woken.
  bool cancel(Ticket ticket);
  void ring(const std::string& name);
  void ring_all(const std::string& name);

 private:
  struct Waiter {
    Ticket ticket;
    std::function<void()> woken;
  };
  std::mutex mutex_;
  Ticket next_ticket_ = 1;
  std::unordered_map<std::string, std::list<Waiter>> waiters_;
  std::unordered_map<Ticket, std::string> names_;
};

}  // namespace vod
