#include "main/step_thread.h"

#include <pthread.h>

#include <algorithm>
#include <chrono>
#include <utility>

namespace vod {

StepThread::StepThread(std::string name, const Clock& clock, Bells& bells, std::vector<std::string> bell_names,
                       Step step)
    : name_(std::move(name)),
      clock_(clock),
      bells_(bells),
      bell_names_(std::move(bell_names)),
      step_(std::move(step)),
      thread_([this] { run(); }) {}

StepThread::~StepThread() {
  {
    const std::lock_guard lock(state_->mutex);
    state_->is_over = true;
  }
  state_->woken.notify_all();
  thread_.join();
}

void StepThread::State::ring() {
  const std::lock_guard lock(mutex);
  is_rung = true;
  woken.notify_all();
}

void StepThread::run() {
  pthread_setname_np(pthread_self(), name_.substr(0, 15).c_str());
  constexpr std::int64_t longest_wait_ms = 60'000;
  while (true) {
    // Listen before looking: a ring in between is kept.
    std::vector<Bells::Ticket> tickets;
    for (const std::string& bell : bell_names_)
      tickets.push_back(bells_.wait(bell, [state = state_] { state->ring(); }));
    const std::int64_t now_ms = clock_.monotonic_ms();
    const std::int64_t wait_ms = std::clamp<std::int64_t>(step_(now_ms) - now_ms, 0, longest_wait_ms);
    bool is_over = false;
    {
      std::unique_lock lock(state_->mutex);
      state_->woken.wait_for(lock, std::chrono::milliseconds(wait_ms),
                             [this] { return state_->is_rung || state_->is_over; });
      state_->is_rung = false;
      is_over = state_->is_over;
    }
    for (const Bells::Ticket ticket : tickets) bells_.cancel(ticket);
    if (is_over) return;
  }
}

}  // namespace vod
