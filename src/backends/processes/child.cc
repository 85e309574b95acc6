#include "backends/processes/child.h"

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <csignal>

#include "backends/processes/warden.h"
#include "model/limits.h"

namespace vod::processes {
namespace {

// A line of progress has some 30 bytes; this bounds what a hostile one can take.
constexpr std::size_t line_bytes_max = 64 << 10;
// Shells and bubblewrap report a program's death by a signal so.
constexpr int signal_exit_base = 128;
constexpr int signals_max = 64;
// One program that never stops writing may not keep the others from being looked after.
constexpr int reads_at_a_time = 64;

std::int64_t milliseconds(const timeval& time) { return time.tv_sec * 1'000LL + time.tv_usec / 1'000; }

// Reads what is there without waiting, a bounded piece of it; false at the end of the stream.
template <class Take>
bool drain(int descriptor, Take take) {
  std::array<char, 16 << 10> buffer;
  for (int reads = 0; reads < reads_at_a_time; ++reads) {
    const ssize_t count = read(descriptor, buffer.data(), buffer.size());
    if (count == 0) return false;
    if (count < 0) return errno == EAGAIN || errno == EINTR;
    take(std::string_view(buffer.data(), static_cast<std::size_t>(count)));
  }
  return true;
}

}  // namespace

std::int64_t steady_ms() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

void Child::kill(ProcessEnd reason) {
  if (ending) return;
  ending = true;
  result.end = reason;
  ::kill(-process.pid, SIGKILL);
}

void Child::take_output(std::string_view bytes) {
  if (!line) {
    const std::size_t room = limits::process_stdout_bytes_max - result.standard_output.size();
    result.standard_output.append(bytes.substr(0, room));
    if (bytes.size() > room) kill(ProcessEnd::output_too_large);
    return;
  }
  unfinished_line.append(bytes);
  std::size_t begin = 0;
  for (std::size_t end; (end = unfinished_line.find('\n', begin)) != std::string::npos; begin = end + 1)
    line(std::string_view(unfinished_line).substr(begin, end - begin));
  unfinished_line.erase(0, begin);
  if (unfinished_line.size() > line_bytes_max) {
    unfinished_line.clear();
    kill(ProcessEnd::output_too_large);
  }
}

void Child::take_errors(std::string_view bytes) {
  std::string& kept = result.standard_error;
  kept.append(bytes);
  if (kept.size() > limits::process_stderr_bytes_kept) kept.erase(0, kept.size() - limits::process_stderr_bytes_kept);
}

void Child::read_output(std::int64_t now_ms) {
  const auto heard = [&](auto take) {
    return [this, now_ms, take](std::string_view bytes) {
      heard_ms = now_ms;
      (this->*take)(bytes);
    };
  };
  if (process.standard_output.valid() && !drain(process.standard_output.number(), heard(&Child::take_output)))
    process.standard_output.reset();
  if (process.standard_error.valid() && !drain(process.standard_error.number(), heard(&Child::take_errors)))
    process.standard_error.reset();
}

void Child::enforce(std::int64_t now_ms) {
  if (cancel_asked.load()) kill(ProcessEnd::cancelled);
  if (limits.wall_ms > 0 && now_ms - started_ms >= limits.wall_ms) kill(ProcessEnd::wall_time);
  if (limits.silence_ms > 0 && now_ms - heard_ms >= limits.silence_ms) kill(ProcessEnd::silence);
}

std::int64_t Child::next_limit_ms(std::int64_t now_ms) const {
  if (ending) return -1;
  std::int64_t next = -1;
  const auto sooner = [&](std::int64_t at_ms) {
    const std::int64_t left = std::max<std::int64_t>(0, at_ms - now_ms);
    next = next < 0 ? left : std::min(next, left);
  };
  if (limits.wall_ms > 0) sooner(started_ms + limits.wall_ms);
  if (limits.silence_ms > 0) sooner(heard_ms + limits.silence_ms);
  return next;
}

bool Child::collect_end(std::int64_t now_ms) {
  // Seen but not yet taken in: the number is still ours, so the group can be killed without hitting a stranger.
  siginfo_t seen{};
  if (waitid(P_PID, static_cast<id_t>(process.pid), &seen, WEXITED | WNOHANG | WNOWAIT) != 0 || seen.si_pid == 0)
    return false;
  ::kill(-process.pid, SIGKILL);
  Warden::forget(book, process.pid);
  int status = 0;
  rusage used{};
  wait4(process.pid, &status, 0, &used);
  read_output(now_ms);
  if (line && !unfinished_line.empty()) line(unfinished_line);

  result.wall_ms = now_ms - started_ms;
  result.cpu_ms = milliseconds(used.ru_utime) + milliseconds(used.ru_stime);
  if (WIFSIGNALED(status)) {
    result.signal = WTERMSIG(status);
  } else {
    result.exit_code = WEXITSTATUS(status);
    if (result.exit_code > signal_exit_base && result.exit_code <= signal_exit_base + signals_max)
      result.signal = result.exit_code - signal_exit_base;
  }
  if (!ending && result.signal != 0) {
    // The kernel kills at the hard limit; nothing else tells it apart from another SIGKILL. Its two accounts of the
    // time differ by some ticks, by more on a busy virtual machine.
    constexpr std::int64_t accounts_differ_ms = 200;
    const bool used_up = limits.cpu_s > 0 && result.cpu_ms >= limits.cpu_s * 1'000 - accounts_differ_ms;
    result.end = used_up ? ProcessEnd::cpu_time : ProcessEnd::killed_by_signal;
  }
  ended = true;
  return true;
}

}  // namespace vod::processes
