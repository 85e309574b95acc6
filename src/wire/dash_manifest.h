#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace vod::wire {

/// The files that an MPEG-DASH manifest consists of, each once, in its order: initializations and segments, by
/// SegmentBase, SegmentList or SegmentTemplate (with a timeline, or a duration), with the BaseURLs before them, as
/// references relative to the manifest. source_malformed says what is wrong; source_too_large when a limit is passed
/// (limits::manifest_*). External entities and the like are not looked at: only what stands in the text counts.
Result<std::vector<std::string>> files_of_dash_manifest(std::string_view text);

}  // namespace vod::wire
