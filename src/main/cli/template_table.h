#pragma once

#include <string>
#include <vector>

namespace vod::cli {

/// The presets of all kinds for people to read, and of those that are not there why.
std::vector<std::string> template_columns();
std::vector<std::vector<std::string>> template_rows();

}  // namespace vod::cli
