#pragma once

#include <filesystem>
#include <vector>

namespace vod {

/// All files in a folder and those in it, in the order of their paths; what can't be listed is left out.
std::vector<std::filesystem::path> files_below(const std::filesystem::path& folder);

}  // namespace vod
