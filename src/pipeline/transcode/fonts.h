#pragma once

#include <filesystem>
#include <string_view>

#include "base/result.h"

namespace vod {

/// The file of the font that a template names by the API's word ("simkai.ttf", "arial.ttf"): a free one of the same
/// look, from a Debian package. task_failed, with the package's name, when it is not installed.
Result<std::filesystem::path> font_file(std::string_view word);

}  // namespace vod
