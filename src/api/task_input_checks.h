#pragma once

#include <optional>

#include "base/result.h"
#include "wire/types.h"

namespace vod::check {

/// The sub-tasks that ProcessMedia and procedures name: at least one, at most 50, each with fields in their ranges.
/// That the templates exist is found out when the task runs: it fails then, sub-task by sub-task.
Done media_process_task(const std::optional<wire::MediaProcessTaskInput>& input);

}  // namespace vod::check
