#pragma once

#include <stop_token>

#include "model/task.h"
#include "pipeline/workshop.h"

namespace vod {

/// Performs a claimed procedure task to its end: probes the source, makes what is still to be made, stores each output
/// as it is ready, and writes the end with its event. Each write checks the task's fence; when that has moved on, or
/// `stop` was requested, nothing more is written: whoever moved it has written the end, or the task is claimed again at
/// the next start and goes on where it was.
void perform_procedure(Workshop& workshop, Task task, std::stop_token stop);

}  // namespace vod
