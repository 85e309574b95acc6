#pragma once

#include <filesystem>
#include <string>

#include "base/result.h"
#include "pipeline/adaptive/ladder.h"

namespace vod {

/// Writes what AttachMediaSubtitles would add to a stream for the ladder's subtitles, and `master` with them, whose
/// text without them is `plain`. input_invalid for a subtitle that was deleted meanwhile; disk_full.
Done offer_subtitles(const PlannedLadder& ladder, const std::string& plain, const std::filesystem::path& master);

}  // namespace vod
