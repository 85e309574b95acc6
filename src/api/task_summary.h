#pragma once

#include "api/context.h"
#include "model/task.h"
#include "wire/types.h"

namespace vod {

/// A task as lists show it, with the progress that it has right now. Why it failed is read from its detail, where the
/// task comes with it; `file_name` too.
wire::TaskSummary task_summary(const Context& context, const Task& task);

}  // namespace vod
