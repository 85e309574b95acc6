#pragma once

#include <filesystem>

#include "backends/disk_blobs/disk_blobs.h"

namespace vod {

/// One file on its way into the store. Bytes go to the disk while more come in, so that the sync at the end is short
/// and no more than two windows of limits::blob_writeback_bytes wait in memory.
class DiskBlobWriter final : public BlobWriter {
 public:
  /// Owns the file at `path`, which it removes unless commit() succeeds.
  DiskBlobWriter(DiskBlobs& store, BlobId id, std::filesystem::path path, File file);
  ~DiskBlobWriter() override;

  Done write(std::span<const std::byte> bytes) override;
  Done append(const BlobId& other) override;
  std::uint64_t size_bytes() const override { return size_bytes_; }
  Result<BlobId> commit() override;
  const BlobId& id() const override { return id_; }

 private:
  void write_back();

  DiskBlobs& store_;
  const BlobId id_;
  const std::filesystem::path path_;
  File file_;
  std::uint64_t size_bytes_ = 0;
  std::uint64_t handed_to_disk_bytes_ = 0;
  bool is_named_ = false;
};

}  // namespace vod
