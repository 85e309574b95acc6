#pragma once

#include <string_view>

#include "base/result.h"

namespace vod {

/// Looks at the first bytes of a source before FFmpeg sees any of it. Files that name other files are refused whatever
/// their name says: HLS and DASH playlists, ffconcat scripts, session descriptions, other playlists (source_playlist).
/// An empty file is source_empty. Everything else passes: what it is, the probe finds out.
Done check_first_bytes(std::string_view beginning);

}  // namespace vod
