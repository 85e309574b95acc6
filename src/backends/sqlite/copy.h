#pragma once

#include <sqlite3.h>

#include <filesystem>
#include <memory>

#include "backends/sqlite/connection.h"
#include "ports/database.h"

namespace vod::sqlite {

/// A copy of the whole database into a new file, by SQLite's backup over the writer's own connection: what that
/// connection changes meanwhile goes into the copy too, so the copy never starts over. On the writer's thread.
class Copy {
 public:
  /// `from` outlives it. The file must not exist.
  static Result<std::unique_ptr<Copy>> begin(Connection& from, const std::filesystem::path& file);
  ~Copy();
  Copy(const Copy&) = delete;
  Copy& operator=(const Copy&) = delete;

  /// Copies the next limits::copy_pages_at_once pages. True when all are there; then finish().
  Result<bool> step();
  std::uint64_t done_pages() const;
  std::uint64_t all_pages() const;

 private:
  Copy(sqlite3* to, sqlite3_backup* backup) : to_(to), backup_(backup) {}

  sqlite3* to_;
  sqlite3_backup* backup_;
};

}  // namespace vod::sqlite
