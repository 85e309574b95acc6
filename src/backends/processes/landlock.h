#pragma once

#include <filesystem>
#include <span>

#include "backends/processes/descriptor.h"

namespace vod::processes {

/// What a media program may touch where it has no mount namespace of its own.
struct LandlockRules {
  /// Folders and files that it may read and run.
  std::span<const std::filesystem::path> programs;
  std::span<const std::filesystem::path> readable;
  /// The one folder that it may write to; empty = none.
  std::filesystem::path writable;
};

/// A Landlock ruleset to be taken on by landlock_restrict_self() in the child; an invalid descriptor where the kernel
/// has no Landlock. Paths that are not there are left out.
Descriptor make_landlock_ruleset(const LandlockRules& rules);
bool has_landlock();

/// For the child: only the system call, no memory. True when it took hold.
bool restrict_self(int ruleset);

}  // namespace vod::processes
