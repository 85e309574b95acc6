#include "program.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <thread>

#include "base/text.h"

namespace vod::bench {
namespace {

constexpr milliseconds start_max{60'000};
constexpr milliseconds look_again{5};

sockaddr_in loopback(int port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

// In the child, between fork and exec: nothing here allocates or locks.
[[noreturn]] void become(const passwd* user, int log, char** arguments, char** environment) {
  ::setpgid(0, 0);
  if (user != nullptr && (::setgroups(0, nullptr) != 0 || ::setgid(user->pw_gid) != 0 || ::setuid(user->pw_uid) != 0)) {
    ::_exit(126);
  }
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  ::dup2(log, STDOUT_FILENO);
  ::dup2(log, STDERR_FILENO);
  ::execvpe(arguments[0], arguments, environment);
  ::_exit(127);
}

}  // namespace

Program::Program(const Start& start) : name_(start.arguments.front()), log_(start.log) {
  std::vector<char*> arguments;
  for (const auto& argument : start.arguments) arguments.push_back(const_cast<char*>(argument.c_str()));
  arguments.push_back(nullptr);
  std::vector<char*> environment;
  for (const auto& entry : start.environment) environment.push_back(const_cast<char*>(entry.c_str()));
  const auto is_ours = [&](std::string_view entry) {
    const std::string_view name = entry.substr(0, entry.find('=') + 1);
    return std::ranges::any_of(start.environment, [&](const auto& own) { return own.starts_with(name); });
  };
  for (char** entry = environ; *entry != nullptr; ++entry) {
    if (!is_ours(*entry)) environment.push_back(*entry);
  }
  environment.push_back(nullptr);
  const passwd* const user = start.user.empty() ? nullptr : ::getpwnam(start.user.c_str());
  must(start.user.empty() || user != nullptr, name_, "has no user " + start.user);
  const int log = ::open(log_.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  id_ = ::fork();
  if (id_ == 0) become(user, log, arguments.data(), environment.data());
  ::close(log);
  must(id_ > 0, name_, "can't be started");
  ::setpgid(id_, id_);
}

Program::~Program() {
  if (id_ < 0) return;
  ::kill(-id_, SIGKILL);
  ::waitpid(id_, nullptr, 0);
}

void Program::wait_until(const std::function<bool()>& ready) {
  const auto end = SteadyClock::now() + start_max;
  while (!ready()) {
    const bool has_ended = ::waitpid(id_, nullptr, WNOHANG) != 0;
    if (has_ended) id_ = -1;
    must(!has_ended && SteadyClock::now() < end, name_, "did not start, see " + log_.string());
    std::this_thread::sleep_for(look_again);
  }
}

void Program::finish() {
  ::kill(id_, SIGTERM);
  finish_by_itself();
}

void Program::finish_by_itself() {
  const auto end = SteadyClock::now() + start_max;
  while (::waitpid(id_, nullptr, WNOHANG) == 0 && SteadyClock::now() < end) std::this_thread::sleep_for(look_again);
  ::kill(-id_, SIGKILL);
  id_ = -1;
}

int free_port() {
  const int probe = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address = loopback(0);
  socklen_t size = sizeof(address);
  const bool bound = ::bind(probe, reinterpret_cast<sockaddr*>(&address), size) == 0 &&
                     ::getsockname(probe, reinterpret_cast<sockaddr*>(&address), &size) == 0;
  ::close(probe);
  must(bound, "127.0.0.1", "has no free port");
  return ntohs(address.sin_port);
}

bool is_open(int port) {
  const int probe = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const sockaddr_in address = loopback(port);
  const bool open = ::connect(probe, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0;
  ::close(probe);
  return open;
}

bool is_installed(const std::string& program) {
  if (program.find('/') != std::string::npos) return fs::exists(program);
  const char* const path = std::getenv("PATH");
  for (const std::string_view folder : split(path != nullptr ? path : "", ':')) {
    if (fs::exists(fs::path(folder) / program)) return true;
  }
  return false;
}

}  // namespace vod::bench
