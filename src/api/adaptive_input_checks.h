#pragma once

#include "base/result.h"
#include "wire/types.h"

namespace vod::check {

/// The adaptive streams of media processing: their fields in their ranges.
Done adaptive_tasks(const wire::MediaProcessTaskInput& input);

}  // namespace vod::check
