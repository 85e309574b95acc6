#pragma once

#include <string>
#include <vector>

#include "api/checks.h"

namespace vod::check {

/// One to `most` FileIds, each once.
Result<std::vector<FileId>> file_set(const std::vector<std::string>& texts, std::size_t most, ErrorCode too_many);

}  // namespace vod::check
