#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "base/result.h"

namespace vod {

enum class BackupStatus { none, running, finished, failed };

/// What is known of the latest backup of this run.
struct BackupState {
  BackupStatus status = BackupStatus::none;
  std::string path;
  /// "Database", "Media" or "Check".
  std::string step;
  /// Of the step.
  std::uint64_t done_bytes = 0;
  std::uint64_t all_bytes = 0;
  /// Media files in the copy.
  std::uint64_t blobs = 0;
  /// Wall clock; 0 = not yet.
  std::int64_t started_ms = 0;
  std::int64_t finished_ms = 0;
  /// Why it failed.
  std::string message;
};

/// Copies database and media together while the server runs. Thread-safe.
class Backups {
 public:
  virtual ~Backups() = default;
  /// Begins a backup into a new folder of the server's machine and returns. Errors: resource_unavailable while one
  /// runs; invalid_parameter_value for a path that can't be one.
  virtual Done start(const std::filesystem::path& to) = 0;
  virtual BackupState state() const = 0;
};

}  // namespace vod
