#include "backends/processes/launch.h"

#include <fcntl.h>
#include <linux/capability.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>

#include "backends/processes/landlock.h"
#include "backends/processes/warden.h"
#include "model/errors.h"

namespace vod::processes {
namespace {

// Descriptors that the child gives its own numbers to must lie above them.
constexpr int first_free_descriptor = 10;

// Everything that the child needs, made before it exists: between vfork and exec it only makes system calls.
struct Prepared {
  const char* path = nullptr;
  char* const* argv = nullptr;
  char* const* environment = nullptr;
  const char* folder = nullptr;
  int input = -1;
  int output = -1;
  int errors = -1;
  int descriptor_3 = -1;
  int landlock = -1;
  bool drop_rights = false;
  int book = -1;
  const sock_fprog* filter = nullptr;
  pid_t parent = 0;
  rlimit memory{};
  rlimit cpu{};
  rlimit file{};
  rlimit files_open{};
  rlimit processes{};
  // Written by the child, which shares our memory; volatile, since the compiler knows nothing of that.
  const char* volatile failed_step = nullptr;
  volatile int failure = 0;
};

Descriptor above_the_low_numbers(int number) {
  return Descriptor(fcntl(number, F_DUPFD_CLOEXEC, first_free_descriptor));
}

rlimit limit_of(std::uint64_t value) {
  const rlim_t wanted = value == 0 ? RLIM_INFINITY : static_cast<rlim_t>(value);
  return {wanted, wanted};
}

// RLIMIT_NPROC counts all threads of the user, so the allowance goes on top of what the whole machine runs now.
std::uint64_t processes_allowed(std::uint32_t allowance) {
  if (allowance == 0) return 0;
  unsigned long threads = 0;
  if (FILE* file = std::fopen("/proc/loadavg", "re")) {
    if (std::fscanf(file, "%*f %*f %*f %*u/%lu", &threads) != 1) threads = 0;
    std::fclose(file);
  }
  return threads == 0 ? 0 : threads + allowance;
}

bool drop_capabilities() {
  __user_cap_header_struct header{_LINUX_CAPABILITY_VERSION_3, 0};
  __user_cap_data_struct none[2] = {};
  return syscall(SYS_capset, &header, none) == 0;
}

bool lower_limit(__rlimit_resource which, const rlimit& wanted) {
  if (wanted.rlim_cur == RLIM_INFINITY) return true;
  rlimit now{};
  if (getrlimit(which, &now) != 0) return false;
  // An ordinary user can't go above the hard limit that it has.
  const rlimit lowered = {std::min(wanted.rlim_cur, now.rlim_max), std::min(wanted.rlim_max, now.rlim_max)};
  return setrlimit(which, &lowered) == 0;
}

[[noreturn]] void give_up(Prepared& prepared, const char* step) {
  prepared.failed_step = step;
  prepared.failure = errno;
  _exit(127);
}

// The child. It runs in our memory while we are stopped, so it must not change what we own but `failed_step` and
// `failure`.
[[noreturn]] void become(Prepared& prepared) {
  struct sigaction ordinary{};
  ordinary.sa_handler = SIG_DFL;
  for (const int signal : {SIGPIPE, SIGINT, SIGTERM, SIGHUP, SIGCHLD}) sigaction(signal, &ordinary, nullptr);
  // A file that grows too large is an error to report, not a death.
  struct sigaction ignored{};
  ignored.sa_handler = SIG_IGN;
  sigaction(SIGXFSZ, &ignored, nullptr);

  if (setsid() < 0) give_up(prepared, "setsid");
  if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0) give_up(prepared, "dying with the server");
  if (getppid() != prepared.parent) _exit(127);
  Warden::note(prepared.book, getpid());
  if (dup2(prepared.input, 0) < 0 || dup2(prepared.output, 1) < 0 || dup2(prepared.errors, 2) < 0)
    give_up(prepared, "standard streams");
  if (prepared.descriptor_3 >= 0 && dup2(prepared.descriptor_3, 3) < 0) give_up(prepared, "descriptor 3");
  if (chdir(prepared.folder) != 0) give_up(prepared, "its folder");

  const rlimit none{0, 0};
  if (setrlimit(RLIMIT_CORE, &none) != 0 || !lower_limit(RLIMIT_CPU, prepared.cpu) ||
      !lower_limit(RLIMIT_FSIZE, prepared.file) || !lower_limit(RLIMIT_NOFILE, prepared.files_open) ||
      !lower_limit(RLIMIT_NPROC, prepared.processes)) {
    give_up(prepared, "limits");
  }
  if (prepared.drop_rights) {
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) give_up(prepared, "no new privileges");
    if (!drop_capabilities()) give_up(prepared, "capabilities");
  }
  if (prepared.landlock >= 0 && !restrict_self(prepared.landlock)) give_up(prepared, "Landlock");
  if (!close_from(prepared.descriptor_3 >= 0 ? 4 : 3)) give_up(prepared, "descriptors");

  sigset_t nothing;
  sigemptyset(&nothing);
  sigprocmask(SIG_SETMASK, &nothing, nullptr);
  if (!lower_limit(RLIMIT_AS, prepared.memory)) give_up(prepared, "the limit of memory");
  if (prepared.filter && syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, prepared.filter) != 0)
    give_up(prepared, "seccomp");
  execve(prepared.path, prepared.argv, prepared.environment);
  give_up(prepared, "the program");
}

pid_t start(Prepared& prepared) {
  sigset_t all;
  sigset_t before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  // vfork: copying the page tables of a server with a large cache would take longer than the program's start.
  const pid_t pid = vfork();
  if (pid == 0) become(prepared);
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
  return pid;
}

Error cannot_start(const std::string& program, const char* step, int problem) {
  return error(ErrorCode::task_failed, program,
               program + " could not be started (" + step + "): " + std::strerror(problem) + ".");
}

bool make_pipe(Descriptor& ours, Descriptor& theirs) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) return false;
  ours = Descriptor(ends[0]);
  const Descriptor low(ends[1]);
  theirs = above_the_low_numbers(low.number());
  fcntl(ours.number(), F_SETFL, O_NONBLOCK);
  return theirs.valid();
}

}  // namespace

Result<Launched> launch(const Launch& launch) {
  const std::string& program = launch.argv.front();
  Launched launched;
  Descriptor output;
  Descriptor errors;
  const Descriptor null(open("/dev/null", O_RDONLY | O_CLOEXEC));
  const Descriptor input = above_the_low_numbers(null.number());
  if (!input.valid() || !make_pipe(launched.standard_output, output) || !make_pipe(launched.standard_error, errors))
    return cannot_start(program, "pipes", errno);
  const Descriptor third = launch.descriptor_3 >= 0 ? above_the_low_numbers(launch.descriptor_3) : Descriptor();

  std::vector<char*> argv;
  for (const auto& argument : launch.argv) argv.push_back(const_cast<char*>(argument.c_str()));
  argv.push_back(nullptr);
  // Paths that FFmpeg's libraries look for; nothing of our own environment goes along.
  char* const environment[] = {const_cast<char*>("PATH=/usr/bin:/bin"), const_cast<char*>("LANG=C.UTF-8"),
                               const_cast<char*>("HOME=/"), nullptr};
  const sock_fprog filter{static_cast<unsigned short>(launch.filter.size()),
                          const_cast<sock_filter*>(launch.filter.data())};

  Prepared prepared;
  prepared.path = program.c_str();
  prepared.argv = argv.data();
  prepared.environment = environment;
  prepared.folder = launch.folder.c_str();
  prepared.input = input.number();
  prepared.output = output.number();
  prepared.errors = errors.number();
  prepared.descriptor_3 = third.number();
  prepared.landlock = launch.landlock;
  prepared.drop_rights = launch.drop_rights;
  prepared.book = launch.book;
  prepared.filter = launch.filter.empty() ? nullptr : &filter;
  prepared.parent = getpid();
  prepared.memory = limit_of(launch.limits.memory_bytes);
  prepared.cpu = limit_of(static_cast<std::uint64_t>(launch.limits.cpu_s));
  prepared.file = limit_of(launch.limits.file_bytes);
  prepared.files_open = limit_of(launch.limits.files_open);
  prepared.processes = limit_of(processes_allowed(launch.limits.processes));

  launched.pid = start(prepared);
  if (launched.pid < 0) return cannot_start(program, "vfork", errno);
  if (prepared.failed_step != nullptr) {
    Warden::forget(launch.book, launched.pid);
    waitpid(launched.pid, nullptr, 0);
    return cannot_start(program, prepared.failed_step, prepared.failure);
  }
  launched.ended = Descriptor(static_cast<int>(syscall(SYS_pidfd_open, launched.pid, 0)));
  return launched;
}

}  // namespace vod::processes
