#pragma once

#include <stop_token>

#include "model/task.h"
#include "pipeline/workshop.h"

namespace vod {

/// Performs a claimed SplitMedia to its end: makes a new media of each segment, on which the segment's procedure then
/// runs. All of them or none: a segment that can't be made fails the task. Fence and `stop` as in perform_procedure().
void perform_split(Workshop& workshop, Task task, std::stop_token stop);

}  // namespace vod
