#pragma once

#include <filesystem>

#include "base/log.h"
#include "base/random.h"
#include "main/backup_folder.h"

namespace vod::backup {

/// Fills an empty data folder from a backup, with no server on it, and checks what is there then. A restore that was
/// interrupted leaves a mark, with which no server starts; the next restore begins anew. Errors:
/// invalid_parameter_value for a folder that is not empty and for what is no whole backup.
Done restore(const std::filesystem::path& from, const std::filesystem::path& data, std::int64_t now_ms, Random& random,
             Log& log, const Report& report);

}  // namespace vod::backup
