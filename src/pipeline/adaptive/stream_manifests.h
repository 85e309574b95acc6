#pragma once

#include <string>

#include "pipeline/adaptive/ladder.h"

namespace vod {

/// The master playlist of an HLS stream, from what was made: variants in the order of the template, each with its
/// bandwidths as measured, and the sound that stands beside them as groups of their own. Pure.
std::string master_playlist(const MadeLadder& ladder);

/// The MPEG-DASH manifest of an on-demand stream: one adaptation set of pictures and one of sound, each representation
/// one file with its index. Pure.
std::string dash_manifest(const MadeLadder& ladder);

}  // namespace vod
