#pragma once

#include <linux/filter.h>
#include <sys/types.h>

#include <span>
#include <string>
#include <vector>

#include "backends/processes/descriptor.h"
#include "base/result.h"
#include "ports/processes.h"

namespace vod::processes {

/// One program as it is handed to the kernel.
struct Launch {
  /// argv[0] is an absolute path.
  std::vector<std::string> argv;
  std::string folder = "/";
  ProcessLimits limits;
  /// Becomes descriptor 3 of the program; -1 = none.
  int descriptor_3 = -1;
  /// Takes away capabilities and the right to gain any, before the program runs.
  bool drop_rights = false;
  /// A Landlock ruleset that the program is put under; -1 = none.
  int landlock = -1;
  /// A warden's book that its group is written into before it begins; -1 = none. Whoever waits for it takes it out.
  int book = -1;
  /// A seccomp filter that the program is put under; empty = none.
  std::span<const sock_filter> filter;
};

/// A started program, leader of a session and process group of its own.
struct Launched {
  pid_t pid = -1;
  /// Readable when it ended; invalid on kernels without it.
  Descriptor ended;
  Descriptor standard_output;
  Descriptor standard_error;
};

/// Starts the program with an empty environment, standard input closed off and no other descriptors. It dies with the
/// calling thread: call this from a thread that lives as long as the server. task_failed when it can't be started.
Result<Launched> launch(const Launch& launch);

}  // namespace vod::processes
