#pragma once

#include <stop_token>

#include "model/task.h"
#include "pipeline/workshop.h"

namespace vod {

/// Performs a claimed EditMedia to its end: cuts and joins its files to a new media, which its procedure then runs on.
/// Fence and `stop` as in perform_procedure(). A source that was deleted meanwhile fails it.
void perform_edit(Workshop& workshop, Task task, std::stop_token stop);

}  // namespace vod
