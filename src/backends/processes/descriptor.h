#pragma once

#include "base/descriptor.h"

namespace vod::processes {

/// Closes all descriptors from a number on. Only system calls: for a child before exec. False when it can't be done.
bool close_from(unsigned first);

}  // namespace vod::processes
