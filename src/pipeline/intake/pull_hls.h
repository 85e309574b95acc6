#pragma once

#include <cstdint>
#include <string>

#include "pipeline/new_media.h"
#include "pipeline/task_work.h"

namespace vod {

/// Fetches an HLS playlist with all that it names (of a master playlist the variant with the most bits, and its own
/// sound): every segment, key, map and playlist by the rules of pulls, a few at a time. They lie beside a playlist
/// written here, which names them by names of ours. Their rows are written as they come, not sealed. What is live, has
/// DRM or can't be processed as a source is refused; when it fails, nothing stays. Errors: those of download() and
/// find_hls_source(), source_malformed, cancelled when the task is not ours any more.
Result<NewMedia> pull_hls(TaskWork& work, const NewMediaWish& wish, const std::string& url, std::int64_t deadline_ms);

}  // namespace vod
