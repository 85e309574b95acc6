#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <utility>

#include "backends/disk_blobs/file.h"
#include "base/random.h"
#include "ports/blobs.h"

namespace vod {

/// Blobs as files of a local disk.
///
/// DATA/blobs/a/b/ab....    one file a blob, below the first two digits of its id; a folder is made when its first
///                          blob comes
/// DATA/blobs/incoming/id   files on their way in
/// and DATA's folder "work" holds the work folders of tasks
///
/// A blob gets its name by rename after its bytes are synced, and commit() returns after the folder is synced: what has
/// a name is whole, also after a power cut. What is in incoming/ and work/ when the store is opened belonged to a
/// killed server and is removed. One store per folder (the database's lock sees to that).
class DiskBlobs final : public Blobs {
 public:
  struct Options {
    bool is_ephemeral = false;  // Never syncs: for what may vanish with the process.
    DiskFault fault;            // For tests.
  };
  /// Makes what is missing below `data`. `random` outlives the store.
  static Result<std::unique_ptr<DiskBlobs>> open(std::filesystem::path data, Random& random, Options options);
  static Result<std::unique_ptr<DiskBlobs>> open(std::filesystem::path data, Random& random) {
    return open(std::move(data), random, Options());
  }

  Result<std::unique_ptr<BlobWriter>> create() override;
  Result<std::unique_ptr<BlobReader>> open(const BlobId& id) const override;
  Result<BlobStat> stat(const BlobId& id) const override;
  Done remove(const BlobId& id) override;
  Result<std::vector<BlobId>> list(const std::string& cursor, std::size_t limit) const override;
  Result<BlobId> adopt(const std::filesystem::path& file) override;
  /// Takes a file of another store in under the same id: as a hard link where both are on one file system (blobs never
  /// change), else as a copy. What is there already stays. Durable after a sync of the file system, which is the
  /// caller's.
  Done import(const BlobId& id, const std::filesystem::path& file);
  Result<std::filesystem::path> local_path(const BlobId& id) const override;
  Result<std::filesystem::path> make_work_folder() override;
  Result<double> used_share() const override;

 private:
  friend class DiskBlobWriter;

  DiskBlobs(std::filesystem::path data, Random& random, Options options);
  std::filesystem::path folder_of(const BlobId& id) const;
  std::filesystem::path path_of(const BlobId& id) const;
  /// Renames a synced file to the blob's path and syncs the folder.
  Done give_name(const std::filesystem::path& file, const BlobId& id);
  /// Syncs the folders above the one of this id, once in the life of the store: it may be new.
  Done sync_parents(const BlobId& id);
  int injected(DiskStep step) const { return options_.fault ? options_.fault(step) : 0; }

  const std::filesystem::path blobs_;
  const std::filesystem::path incoming_;
  const std::filesystem::path work_;
  Random& random_;
  const Options options_;
  std::array<std::atomic<bool>, 16> is_outer_durable_{};   // By the first digit.
  std::array<std::atomic<bool>, 256> is_inner_durable_{};  // By the first two.
};

}  // namespace vod
