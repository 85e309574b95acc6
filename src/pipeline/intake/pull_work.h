#pragma once

#include <stop_token>

#include "model/task.h"
#include "pipeline/workshop.h"

namespace vod {

/// Performs a claimed pull to its end: fetches the URL through the guarded client into a blob (again, a few times, when
/// the network fails), probes it, and writes the media, the end of the task and PullComplete in one transaction. A file
/// that is no media fails the pull, and no media is made. Fence and `stop` as in perform_procedure().
void perform_pull(Workshop& workshop, Task task, std::stop_token stop);

}  // namespace vod
