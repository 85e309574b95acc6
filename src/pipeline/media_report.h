#pragma once

#include <string_view>

#include "base/result.h"
#include "model/metadata.h"

namespace vod {

/// The entries that ffprobe is asked for, as its -show_entries option takes them.
extern const std::string_view report_entries;

/// Reads ffprobe's report (JSON). source_not_media when it is no report or names no picture and no sound;
/// source_too_large when it passes a limit of size, duration or number of streams; source_no_resolution for a picture
/// without a size.
Result<MediaMetadata> read_media_report(std::string_view report, std::uint64_t size_bytes);

}  // namespace vod
