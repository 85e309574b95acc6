#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "base/result.h"
#include "catalogue/objects.h"
#include "ports/blobs.h"

namespace vod {

/// What is computed of a file's bytes besides their CRC-64.
enum class StoredHash {
  md5,   // The ETag is the MD5.
  none,  // The ETag is made of the CRC-64, which takes a fraction of the time: for large files nobody asked the MD5 of.
};

/// What the bytes of a file say of themselves.
struct FileHashes {
  std::uint64_t size_bytes = 0;
  std::uint64_t crc64 = 0;
  std::string etag;
};

/// Reads the whole file, a large one with two threads. io_failed.
Result<FileHashes> hash_file(const std::filesystem::path& file, StoredHash wanted);

/// Moves a finished file of a work folder into the store and gives the row that will name it: `named` with blob, size,
/// hashes and content type. A blob that no row comes to name is swept. disk_full, io_failed.
Result<catalogue::ObjectRow> store_file(Blobs& blobs, const std::filesystem::path& file,
                                        const catalogue::ObjectRow& named, StoredHash wanted = StoredHash::md5);
/// The same of a file that was hashed already.
Result<catalogue::ObjectRow> store_file(Blobs& blobs, const std::filesystem::path& file,
                                        const catalogue::ObjectRow& named, const FileHashes& hashes);

}  // namespace vod
