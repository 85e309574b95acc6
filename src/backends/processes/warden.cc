#include "backends/processes/warden.h"

#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>

#include "model/limits.h"

namespace vod::processes {
namespace {

// A record is a group, or its negative to forget it. It is not waited for a warden that hangs or is gone.
void write_record(int book, pid_t record) {
  if (book >= 0) send(book, &record, sizeof(record), MSG_NOSIGNAL | MSG_DONTWAIT);
}

// Only system calls from here on: this is a fork of a process with threads, whose locks nobody will ever open.
[[noreturn]] void keep_book(int book) {
  setsid();  // A signal to the server's group is not for us: the server's end is.
  struct sigaction ignored{};
  ignored.sa_handler = SIG_IGN;
  for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE}) sigaction(signal, &ignored, nullptr);
  prctl(PR_SET_NAME, "openvod-warden");
  // The server's listeners, locks and database go with it, and our copy of the book's other end is one of its writers.
  dup2(book, 0);
  close_from(1);

  std::array<pid_t, limits::programs_noted_max> groups{};
  for (;;) {
    pid_t record = 0;
    const ssize_t count = recv(0, &record, sizeof(record), 0);
    if (count < 0 && errno == EINTR) continue;
    if (count != sizeof(record)) break;
    const auto place = std::find(groups.begin(), groups.end(), record > 0 ? 0 : -record);
    if (place != groups.end()) *place = std::max(record, 0);
  }
  for (const pid_t group : groups) {
    if (group > 0) kill(-group, SIGKILL);
  }
  _exit(0);
}

}  // namespace

Warden::Warden() {
  int ends[2];
  if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0) return;
  const Descriptor theirs(ends[0]);
  Descriptor ours(ends[1]);
  pid_ = fork();
  if (pid_ == 0) keep_book(theirs.number());
  if (pid_ > 0) book_ = std::move(ours);
}

Warden::~Warden() {
  book_.reset();
  if (pid_ > 0) waitpid(pid_, nullptr, 0);
}

void Warden::note(int book, pid_t group) { write_record(book, group); }
void Warden::forget(int book, pid_t group) { write_record(book, -group); }

}  // namespace vod::processes
