#pragma once

#include <stop_token>

#include "model/task.h"
#include "pipeline/workshop.h"

namespace vod {

/// Performs a claimed ComposeMedia to its end: finds its sources, makes the runs of its plan, and writes the new media,
/// the end of the task and ComposeMediaComplete in one transaction. Fence and `stop` as in perform_procedure().
void perform_compose(Workshop& workshop, Task task, std::stop_token stop);

}  // namespace vod
