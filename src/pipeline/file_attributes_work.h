#pragma once

#include <stop_token>

#include "model/task.h"
#include "pipeline/workshop.h"

namespace vod {

/// Performs a claimed DescribeFileAttributes task: the MD5 and SHA-1 of the media's original (of a playlist alone, not
/// of its segments) become the task's output, the MD5 the media's too. After a stop nothing is written.
void perform_file_attributes(Workshop& workshop, Task task, std::stop_token stop);

}  // namespace vod
