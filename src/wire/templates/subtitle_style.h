#pragma once

#include <string_view>

#include "base/result.h"
#include "model/subtitle_style.h"
#include "wire/types.h"

namespace vod::wire {

/// How a task wants subtitles drawn, with the API's ranges and defaults; which fonts there are is not its business.
/// invalid_parameter_value names the field, after `prefix`, which ends with a dot or is empty.
Result<SubtitleStyle> subtitle_style_of(const SubtitleInfoInput& input, std::string_view prefix);

}  // namespace vod::wire
