#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "ports/processes.h"

namespace vod::processes {

/// The arguments that shut a program in with bubblewrap: user, pid, ipc, mount, network, uts and cgroup namespaces of
/// its own, no capabilities, no environment, system folders and the plan's files read-only, and /out to write to. The
/// program runs as process 1, so that its end, its signal and its CPU time are bubblewrap's own. The seccomp filter is
/// read from `filter_descriptor`.
std::vector<std::string> bubblewrap_arguments(const std::filesystem::path& bubblewrap,
                                              const std::filesystem::path& program, const ProcessPlan& plan,
                                              int filter_descriptor);

/// Folders and files of the system that media programs need to run: libraries, their cache, fonts.
const std::vector<std::filesystem::path>& system_folders();
const std::vector<std::filesystem::path>& system_files();

}  // namespace vod::processes
