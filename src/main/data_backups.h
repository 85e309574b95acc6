#pragma once

#include <atomic>
#include <filesystem>
#include <mutex>
#include <optional>

#include "base/bells.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/random.h"
#include "engine/blob_trash.h"
#include "main/backup_folder.h"
#include "ports/backups.h"
#include "ports/database.h"

namespace vod {

/// Backups of the data folder that this server runs on: the database first, in small steps on the writer's connection,
/// then the blobs that the copy names, whose deletion waits meanwhile.
class DataBackups final : public Backups {
 public:
  /// The references outlive it.
  DataBackups(Database& database, engine::BlobTrash& trash, std::filesystem::path data, const Clock& clock,
              Random& random, Bells& bells, Log& log);

  Done start(const std::filesystem::path& to) override;
  BackupState state() const override;

  /// Makes the backup that was asked for, if one was, from beginning to end: for a thread of its own.
  std::int64_t step();
  /// What runs ends soon, and fails.
  void stop() { is_stopping_ = true; }

  static constexpr const char* bell = "backup";

 private:
  Result<std::uint64_t> make(const std::filesystem::path& to);
  bool report(const backup::Progress& progress);

  Database& database_;
  engine::BlobTrash& trash_;
  const std::filesystem::path data_;
  const Clock& clock_;
  Random& random_;
  Bells& bells_;
  Log& log_;
  std::atomic<bool> is_stopping_ = false;
  mutable std::mutex mutex_;
  BackupState state_;
  std::optional<std::filesystem::path> asked_;
};

}  // namespace vod
