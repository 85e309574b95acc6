#pragma once

#include <filesystem>

#include "base/result.h"
#include "pipeline/made_output.h"

namespace vod {

/// Makes an adaptive stream of what FFmpeg left in the run's folder: looks at the segments, encrypts them where the
/// plan says so, and writes the playlists or the manifest. The segments end in a folder that is named by what is in it,
/// so that a stream made again never mixes with the one before. task_failed for a rendition that is missing or not
/// whole.
Result<MadeOutput> look_at_ladder(const PlannedOutput& planned, const std::filesystem::path& folder);

}  // namespace vod
