#pragma once

#include <cstdint>
#include <filesystem>
#include <stop_token>

#include "model/metadata.h"
#include "pipeline/intake/hls_source.h"
#include "pipeline/workshop.h"

namespace vod {

// FFmpeg is shown no playlist that came from outside, and no decryption is left to it: the bytes that a playlist stands
// for are put together here, one after another, and what comes out is a file like any other source.

/// What is in an HLS media, by its first bytes and by what its playlist says: container "hls". Errors as of
/// probe_source().
Result<MediaMetadata> probe_hls(Workshop& workshop, const HlsSource& source);

/// Makes one file of it in `folder` (an empty work folder): a track that is plain MPEG-TS or packed sound is put
/// together; what is fragmented, has gaps in its times or sound of its own is copied by FFmpeg into one file besides.
/// source_malformed and the errors of runs; disk_full, task_cancelled.
Result<std::filesystem::path> join_hls(Workshop& workshop, const HlsSource& source, const std::filesystem::path& folder,
                                       const std::stop_token& stop);

}  // namespace vod
