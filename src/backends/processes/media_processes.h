// Runs FFmpeg shut in. The room's door: make_media_processes(). Behind it: the supervisor, the one thread that starts
// and watches programs; launch(), from vfork to exec; and what shuts programs in: bubblewrap, seccomp, Landlock,
// limits. It refuses to know what the programs are for.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "base/log.h"
#include "ports/processes.h"

namespace vod {

struct MediaProcessesOptions {
  /// Runs programs without any sandbox where none is available.
  bool insecure_no_sandbox = false;
  /// Where a program is when PATH is not to be asked; also the way to have other programs run.
  std::map<std::string, std::filesystem::path> programs;
  /// Takes no stronger level than this, as on a machine that has none.
  SandboxLevel strongest = SandboxLevel::full;
};

/// Media programs in the strongest sandbox that this machine allows. Comes back at once: which level that is, is found
/// out in the background. `log` must outlive it.
std::unique_ptr<Processes> make_media_processes(MediaProcessesOptions options, Log& log);

}  // namespace vod
