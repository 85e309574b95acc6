#pragma once

#include <linux/filter.h>

#include <vector>

#include "base/result.h"

namespace vod::processes {

/// A deny-list as a BPF program: no sockets, no new processes (threads are allowed), no tracing, mounting, keys, kernel
/// modules, io_uring or other doors that a media program never needs. Refused calls answer EPERM.
/// sandbox_missing where the kernel or libseccomp can't do it.
Result<std::vector<sock_filter>> media_filter();

}  // namespace vod::processes
