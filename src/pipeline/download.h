#pragma once

#include <stop_token>
#include <string>

#include "base/ids.h"
#include "pipeline/workshop.h"

namespace vod {

/// What a download left in the store.
struct Downloaded {
  BlobId blob;
  std::uint64_t size_bytes = 0;
  std::uint64_t crc64 = 0;
  /// Lower-case hex.
  std::string md5;
};

/// Fetches a URL into a blob, bounded by pull_bytes_max; tries again when the network or the sender fails. Errors:
/// source_download with what was wrong (an address that may not be reached, a status, a limit), disk_full,
/// task_cancelled.
Result<Downloaded> download(Workshop& workshop, const std::string& url, std::stop_token stop);

}  // namespace vod
