#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "wire/types.h"

namespace vod::check {

/// What is drawn over the pictures of a sub-task: at most 10 watermarks with texts of a bounded length, at most 2
/// subtitles in styles and fonts that there are. `field` is the set's path in the request.
Done watermarks(const std::vector<wire::WatermarkInput>& inputs, const std::string& field);
Done drawn_subtitles(const std::vector<wire::SubtitleInfoInput>& inputs, const std::string& field);

}  // namespace vod::check
