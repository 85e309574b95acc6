#pragma once

#include "pipeline/made_output.h"

namespace vod {

/// Outputs that are pictures, without probing by a program: there may be thousands of files.
bool is_pictures(OutputKind kind);

/// The pictures as they really are, each with the planned size. Of sources that don't know their length the pictures
/// past the end are left out; a source that does was cut short when one is missing. Writes the WebVTT file of a sprite.
Result<MadeOutput> look_at_pictures(const MediaMetadata& source, const PlannedOutput& planned,
                                    const std::filesystem::path& folder);

}  // namespace vod
