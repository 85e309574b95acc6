#include "main/serve.h"

#include <fmt/format.h>
#include <signal.h>
#include <systemd/sd-daemon.h>

#include <cstdio>

#include "main/greeting.h"
#include "main/running.h"
#include "model/errors.h"

namespace vod {
namespace {

// Blocked in every thread, so that only wait_for_signal() sees them.
sigset_t stop_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  return signals;
}

int failed(const Error& error) {
  fmt::print(stderr, "openvod: {}\n", message_of(error));
  return 1;
}

bool is_loopback(const std::string& endpoint) {
  return endpoint.starts_with("http://127.") || endpoint.starts_with("http://[::1]");
}

Done announce(const Running& running, const Settings& settings) {
  VOD_TRY(write_whole_file(running.data() / "endpoint", running.endpoint() + "\n", 0644));
  if (!settings.ready_file.empty()) {
    VOD_TRY(write_whole_file(settings.ready_file, running.endpoint() + "\n", 0644));
  }
  sd_notify(0, "READY=1");
  return done();
}

}  // namespace

int serve(const Settings& settings, std::span<const ConsoleFile> console) {
  const sigset_t signals = stop_signals();
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  signal(SIGPIPE, SIG_IGN);

  const auto log = make_stderr_log(spdlog::level::from_str(settings.log_level));
  auto running = Running::start(settings, *log, console);
  if (!running) return failed(running.error());
  fmt::print("{}", greeting(*running.value(), settings, reader_of_stdout()));
  std::fflush(stdout);
  if (!is_loopback(running.value()->endpoint()) && settings.tls_listen.empty()) {
    log->warn("listening beyond loopback without TLS: requests and media can be read on the way");
  }
  if (const auto announced = announce(*running.value(), settings); !announced) return failed(announced.error());

  int signal_number = 0;
  sigwait(&signals, &signal_number);
  log->info("stopping: finishing the calls in flight");
  sd_notify(0, "STOPPING=1");
  std::error_code ignored;
  std::filesystem::remove(running.value()->data() / "endpoint", ignored);
  running.value().reset();
  return 0;
}

}  // namespace vod
