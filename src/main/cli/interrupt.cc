#include "main/cli/interrupt.h"

#include <algorithm>
#include <chrono>
#include <csignal>
#include <thread>

namespace vod::cli {
namespace {

// A signal handler has nothing but statics to write to.
volatile std::sig_atomic_t signal_seen = 0;

void note_signal(int) { signal_seen = 1; }

}  // namespace

void watch_interrupts() {
  struct sigaction action{};
  action.sa_handler = note_signal;
  // The second signal finds the default again.
  action.sa_flags = static_cast<int>(SA_RESETHAND);
  sigemptyset(&action.sa_mask);
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
}

bool interrupted() { return signal_seen != 0; }

bool sleep_unless_interrupted(std::int64_t sleep_ms) {
  constexpr std::int64_t slice_ms = 50;
  for (std::int64_t left_ms = sleep_ms; left_ms > 0 && !interrupted(); left_ms -= slice_ms) {
    std::this_thread::sleep_for(std::chrono::milliseconds(std::min(left_ms, slice_ms)));
  }
  return !interrupted();
}

}  // namespace vod::cli
