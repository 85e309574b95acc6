#include "backends/processes/warden.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

namespace vod::processes {
namespace {

// A leader of a group of its own that waits for a signal.
pid_t idle_group() {
  const pid_t pid = fork();
  if (pid == 0) {
    setpgid(0, 0);
    for (;;) pause();
  }
  setpgid(pid, pid);
  return pid;
}

int end_of(pid_t pid) {
  int status = 0;
  waitpid(pid, &status, 0);
  return WIFSIGNALED(status) ? WTERMSIG(status) : 0;
}

TEST(Warden, KillsWhatADeadServerLeaves) {
  const pid_t left = idle_group();
  const pid_t server = fork();
  if (server == 0) {
    const Warden warden;
    Warden::note(warden.book(), left);
    raise(SIGKILL);
  }
  EXPECT_EQ(end_of(server), SIGKILL);
  EXPECT_EQ(end_of(left), SIGKILL);  // Hangs without a warden.
}

TEST(Warden, LeavesAloneWhatIsForgotten) {
  const pid_t done = idle_group();
  const pid_t left = idle_group();
  {
    const Warden warden;
    Warden::note(warden.book(), done);
    Warden::note(warden.book(), left);
    Warden::forget(warden.book(), done);
  }
  EXPECT_EQ(end_of(left), SIGKILL);
  EXPECT_EQ(kill(done, 0), 0);
  kill(done, SIGTERM);
  EXPECT_EQ(end_of(done), SIGTERM);
}

}  // namespace
}  // namespace vod::processes
