#pragma once

#include <string_view>

namespace vod {

/// The value of "name=" in a line of ffprobe's compact reports ("packet|pts_time=1.4|flags=K_"); "" when it has none.
std::string_view value_of(std::string_view line, std::string_view name);

}  // namespace vod
