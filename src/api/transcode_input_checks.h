#pragma once

#include "base/result.h"
#include "wire/types.h"

namespace vod::check {

/// The transcodes of media processing: their fields in their ranges.
Done transcode_tasks(const wire::MediaProcessTaskInput& input);

}  // namespace vod::check
