#pragma once

#include <string_view>

#include "base/result.h"
#include "pipeline/run_part.h"

namespace vod {

/// The stretch that two offsets of a request name, in seconds. 0 is the beginning or the end; a negative one counts
/// from the end. `end_s` of what is given is never 0. An end that passes the media's by less than a tenth of a second
/// is its end, since durations are told with three digits. input_time_offset for a stretch that is empty, or not in the
/// media; `what` names the media in its message.
Result<Clip> clip_range(double start_offset_s, double end_offset_s, double duration_s, std::string_view what);

}  // namespace vod
