#pragma once

#include "model/task.h"

namespace vod::catalogue {

/// Whether the state of an ended task tells of an error, its own or a sub-task's.
bool has_failed(const Task& task);

}  // namespace vod::catalogue
