#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"
#include "model/metadata.h"
#include "ports/processes.h"

namespace vod {

/// Finds out what a source is, by its content, with ffprobe in the sandbox; ends within limits::probe_ms_max. Errors
/// are those of the SourceFileError family (empty, playlist, not media, malformed, unsupported, too large, probe
/// time-out), sandbox_missing, io_failed when the file can't be read, task_failed when ffprobe can't be run. No md5.
Result<MediaMetadata> probe_source(Processes& processes, const std::filesystem::path& file);

/// FFmpeg's input options that hold any of its programs to the table of allowed formats and codecs.
std::vector<std::string> guarded_input_options();

}  // namespace vod
