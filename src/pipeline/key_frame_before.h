#pragma once

#include <filesystem>
#include <stop_token>

#include "base/result.h"
#include "model/metadata.h"
#include "ports/processes.h"

namespace vod {

/// When the last key frame is shown that is not after `time_s`, in seconds from the beginning of the media; 0 where
/// there is none. Reads the packets of the seconds before with ffprobe, of more where they have no key frame. For
/// formats without an index of their key frames: where there is one, FFmpeg's own seek finds it. Errors as of a probe,
/// task_cancelled after a stop.
Result<double> key_frame_before(Processes& processes, const std::filesystem::path& file, const MediaMetadata& source,
                                double time_s, const std::stop_token& stop);

}  // namespace vod
