#pragma once

#include "base/result.h"
#include "wire/types.h"

namespace vod::check {

/// The sub-tasks of media processing that make pictures: their fields in their ranges.
Done picture_tasks(const wire::MediaProcessTaskInput& input);

}  // namespace vod::check
