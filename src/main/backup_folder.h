#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

#include "base/log.h"
#include "base/random.h"
#include "base/result.h"

/// A backup is a folder: `openvod.db`, `blobs/` as in a data folder, `root-key.json` where the server has one, and
/// `backup.json`, which is written when everything else is there, checked and synced. While it is made the folder's
/// name ends with ".partial", so what was interrupted is neither taken for a backup nor has its name.
namespace vod::backup {

struct Progress {
  std::string step;  // "Database", "Media", "Check".
  std::uint64_t done_bytes = 0;
  std::uint64_t all_bytes = 0;
  std::uint64_t blobs = 0;
};
/// False ends the work with `cancelled`.
using Report = std::function<bool(const Progress&)>;

/// Takes every blob that the rows of folder/openvod.db name from `from` (a data folder or a backup) into `folder`.
/// Errors name the first one that is missing or has another size.
Result<Progress> take_blobs(const std::filesystem::path& from, const std::filesystem::path& folder, Random& random,
                            Log& log, const Report& report);

/// Looks whether folder/openvod.db is sound and every blob that it names is there with its size.
Done check(const std::filesystem::path& folder, Random& random, Log& log, const Report& report);

/// Everything that was written to the file system of the folder is on the disk when it returns.
Done sync_file_system(const std::filesystem::path& folder);

/// Writes backup.json.
Done write_label(const std::filesystem::path& folder, std::int64_t now_ms, std::uint64_t blobs);
/// invalid_parameter_value unless it is a whole backup; the text says why.
Done check_label(const std::filesystem::path& folder);

}  // namespace vod::backup
