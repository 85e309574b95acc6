#pragma once

#include <cstdint>
#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

#include "base/result.h"
#include "model/limits.h"
#include "model/metadata.h"
#include "ports/processes.h"

namespace vod {

/// What every probe of ours may take.
inline constexpr ProcessLimits probe_limits = {.wall_ms = limits::probe_ms_max,
                                               .cpu_s = limits::probe_ms_max / 1'000,
                                               .memory_bytes = limits::probe_memory_bytes_max,
                                               .file_bytes = 1};

/// ffprobe's options for the report that read_probe() reads.
std::vector<std::string> probe_questions();

/// What an ended ffprobe found in a file of so many bytes. Errors are those of probe_source().
Result<MediaMetadata> read_probe(const ProcessResult& result, std::uint64_t size_bytes);

/// Runs a planned probe within probe_limits, to its end.
Result<MediaMetadata> run_probe(Processes& processes, ProcessPlan plan, std::uint64_t size_bytes);

/// What ffprobe tells of a source's packets, in compact lines: those that `questions` (options for ffprobe) ask for,
/// within probe_limits. The source was probed before; it is read as the format that it is. Errors are those of
/// error_of_run(), task_cancelled after a stop.
Result<std::string> packets_of(Processes& processes, const std::filesystem::path& file, const MediaMetadata& source,
                               std::vector<std::string> questions, const std::stop_token& stop);

/// io_failed, with the file's name.
Error unreadable_file(const std::filesystem::path& file);

}  // namespace vod
