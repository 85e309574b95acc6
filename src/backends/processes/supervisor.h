#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "backends/processes/descriptor.h"
#include "backends/processes/launch.h"
#include "backends/processes/warden.h"
#include "ports/processes.h"

namespace vod::processes {

struct Child;

/// The one thread that starts all programs and watches them: their output, their limits of time, their end. Programs
/// die with the thread that started them, so it lives as long as the server. Thread-safe.
class Supervisor {
 public:
  Supervisor();
  /// Kills what still runs.
  ~Supervisor();
  Supervisor(const Supervisor&) = delete;
  Supervisor& operator=(const Supervisor&) = delete;

  /// Starts a program. Never called from a line function.
  Result<std::unique_ptr<RunningProcess>> start(Launch launch, Processes::LineFunction line);

 private:
  friend class SupervisedProcess;
  struct Order {
    Launch launch;
    std::shared_ptr<Child> child;
  };

  void work();
  void take_orders();
  int wait_ms() const;
  void wait_for_news(int timeout_ms);
  void look_after(Child& child);
  void wake() const;

  mutable std::mutex mutex_;
  std::deque<Order> orders_;
  bool stopping_ = false;
  const Warden warden_;
  Descriptor bell_;
  // Only the thread touches these.
  std::vector<std::shared_ptr<Child>> children_;
  std::thread thread_;
};

}  // namespace vod::processes
