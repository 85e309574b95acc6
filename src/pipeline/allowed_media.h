#pragma once

#include <string>
#include <string_view>

namespace vod {

/// The formats and codecs that may reach FFmpeg's parsers, in one table: what is not in it is refused by name, also
/// when FFmpeg could read it. Comma-separated, as FFmpeg's own allow-list options take them.
const std::string& allowed_formats();
const std::string& allowed_codecs();

/// Formats that hold a single picture, or a moving one without sound.
bool is_picture_format(std::string_view container);

}  // namespace vod
