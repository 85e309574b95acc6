#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/ids.h"
#include "base/result.h"

namespace vod {

/// Bytes on their way in. Dropped without commit(), nothing stays. One thread at a time.
class BlobWriter {
 public:
  virtual ~BlobWriter() = default;
  /// Appends; resource_insufficient when the disk is full, io_failed otherwise.
  virtual Done write(std::span<const std::byte> bytes) = 0;
  /// Appends a whole blob, inside the store where it can.
  virtual Done append(const BlobId& other) = 0;
  virtual std::uint64_t size_bytes() const = 0;
  /// Syncs the bytes and gives them their name. After success the blob is there, whole, also after a power cut.
  virtual Result<BlobId> commit() = 0;
  /// The blob's id from the beginning on, so that it can be noted before it exists.
  virtual const BlobId& id() const = 0;
};

/// Bytes being read. The blob stays readable until the reader is gone, even when it is removed meanwhile.
class BlobReader {
 public:
  virtual ~BlobReader() = default;
  virtual std::uint64_t size_bytes() const = 0;
  /// Reads up to bytes.size() bytes at the offset and gives the count; 0 at the end. Thread-safe.
  virtual Result<std::size_t> read(std::uint64_t offset, std::span<std::byte> bytes) const = 0;
  /// A file descriptor for sendfile(), or -1 where the store has none. Owned by the reader.
  virtual int descriptor() const = 0;
};

struct BlobStat {
  std::uint64_t size_bytes = 0;
  std::int64_t created_wall_ms = 0;
};

/// Immutable bytes, named by id. Thread-safe. Errors: not_found, resource_insufficient (disk full), io_failed.
class Blobs {
 public:
  virtual ~Blobs() = default;
  virtual Result<std::unique_ptr<BlobWriter>> create() = 0;
  virtual Result<std::unique_ptr<BlobReader>> open(const BlobId& id) const = 0;
  virtual Result<BlobStat> stat(const BlobId& id) const = 0;
  /// Removing what is not there is no error.
  virtual Done remove(const BlobId& id) = 0;
  /// Up to `limit` ids after `cursor` ("" = from the start) in a fixed order.
  virtual Result<std::vector<BlobId>> list(const std::string& cursor, std::size_t limit) const = 0;
  /// Takes a finished file of a work folder into the store by moving it where that is possible; synced when it returns.
  virtual Result<BlobId> adopt(const std::filesystem::path& file) = 0;
  /// A path that media programs can read the blob at.
  virtual Result<std::filesystem::path> local_path(const BlobId& id) const = 0;
  /// A fresh empty folder on the store's file system, for one task's outputs. The caller removes it; what a killed
  /// server left is removed at the next start.
  virtual Result<std::filesystem::path> make_work_folder() = 0;
  /// How full the store's disk is, 0 to 1.
  virtual Result<double> used_share() const = 0;
};

}  // namespace vod
