#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <random>

#include "ports/blobs.h"

namespace vod::testing {

/// Blobs in memory, for tests and simulation. Passes the contract suite; fails on request. Thread-safe.
class MemoryBlobs final : public Blobs {
 public:
  /// Ids follow from the seed alone.
  explicit MemoryBlobs(std::uint64_t seed = 1);
  ~MemoryBlobs() override;

  /// From now on this share of writes, appends, commits and adoptions fails with the code, by chance of the seed.
  void fail(double share, ErrorCode code);
  void set_used_share(double share);
  std::size_t count() const;

  Result<std::unique_ptr<BlobWriter>> create() override;
  Result<std::unique_ptr<BlobReader>> open(const BlobId& id) const override;
  Result<BlobStat> stat(const BlobId& id) const override;
  Done remove(const BlobId& id) override;
  Result<std::vector<BlobId>> list(const std::string& cursor, std::size_t limit) const override;
  Result<BlobId> adopt(const std::filesystem::path& file) override;
  /// Writes the blob to a temporary file, removed with the store.
  Result<std::filesystem::path> local_path(const BlobId& id) const override;
  Result<std::filesystem::path> make_work_folder() override;
  Result<double> used_share() const override;

 private:
  class Writer;
  class Reader;
  using Content = std::shared_ptr<const std::string>;

  Done chance_of_failure();
  std::string next_id();
  Result<Content> find(const BlobId& id) const;

  const std::filesystem::path folder_;
  mutable std::mutex mutex_;
  std::mt19937_64 chance_;
  double fail_share_ = 0;
  ErrorCode fail_code_{};
  double used_share_ = 0.1;
  std::map<std::string, Content> contents_;
};

}  // namespace vod::testing
