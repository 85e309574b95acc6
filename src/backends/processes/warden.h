#pragma once

#include <sys/types.h>

#include "backends/processes/descriptor.h"

namespace vod::processes {

/// A small process beside the server that kills what the server leaves when it dies, however it dies.
///
/// A program asks the kernel to die with the server, but what bubblewrap starts is the server's grandchild: between its
/// clone and its own wish to die with bubblewrap lie milliseconds in which a dead server would leave it behind for
/// good. So each program's process group is written down here before the program begins.
class Warden {
 public:
  /// Starts it. Without one (no process could be made) all else works; programs then rely on the kernel alone.
  Warden();
  /// Lets it go, which kills the groups that are still written down.
  ~Warden();
  Warden(const Warden&) = delete;
  Warden& operator=(const Warden&) = delete;

  /// Where groups are written down; -1 without a warden. Lives as long as this.
  int book() const { return book_.number(); }

  /// Only system calls, for a child between vfork and exec. Nothing happens without a book.
  static void note(int book, pid_t group);
  /// To be called while the group's leader is not waited for yet: its number is nobody else's then.
  static void forget(int book, pid_t group);

 private:
  Descriptor book_;
  pid_t pid_ = -1;
};

}  // namespace vod::processes
