#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "base/bells.h"
#include "base/clock.h"

namespace vod {

/// A thread for background work: calls `step(now)` until it is destroyed. Each step gives the monotonic time of the
/// next one (INT64_MAX = when a bell rings); a ring of one of the bells brings it forward.
class StepThread {
 public:
  using Step = std::function<std::int64_t(std::int64_t now_ms)>;
  /// The references outlive the thread; `name` shows in the system's list of threads (15 characters).
  StepThread(std::string name, const Clock& clock, Bells& bells, std::vector<std::string> bell_names, Step step);
  /// Waits for the running step.
  ~StepThread();

 private:
  // Shared with the bells: a ring may still be on its way when the thread is gone.
  struct State {
    std::mutex mutex;
    std::condition_variable woken;
    bool is_rung = false;
    bool is_over = false;

    void ring();
  };
  void run();

  const std::string name_;
  const Clock& clock_;
  Bells& bells_;
  const std::vector<std::string> bell_names_;
  const Step step_;
  const std::shared_ptr<State> state_ = std::make_shared<State>();
  std::thread thread_;
};

}  // namespace vod
