#pragma once

#include <filesystem>

#include "base/result.h"
#include "catalogue/objects.h"
#include "ports/blobs.h"

namespace vod {

/// What is computed of a file's bytes besides their CRC-64.
enum class StoredHash {
  md5,   // The ETag is the MD5.
  none,  // The ETag is made of the CRC-64, which takes a fraction of the time: for large files nobody asked the MD5 of.
};

/// Moves a finished file of a work folder into the store and gives the row that will name it: `named` with blob, size,
/// hashes and content type. A blob that no row comes to name is swept. disk_full, io_failed.
Result<catalogue::ObjectRow> store_file(Blobs& blobs, const std::filesystem::path& file,
                                        const catalogue::ObjectRow& named, StoredHash wanted = StoredHash::md5);

}  // namespace vod
