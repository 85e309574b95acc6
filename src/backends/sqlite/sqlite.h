// The room backends: answers to ports, a folder each; main alone names them, and none knows what it is used for.
//
// This one is the embedded database: one SQLite file that answers ports/database.h. One writer thread commits in
// groups, a pool of connections reads, a third thread checkpoints. It refuses to know what the tables mean.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>

#include "base/log.h"
#include "base/result.h"
#include "model/limits.h"
#include "ports/database.h"

namespace vod {

struct SqliteOptions {
  /// The database file; `-wal`, `-shm` and `.ballast` stand beside it. Empty (ephemeral only): a fresh folder in memory
  /// where the machine has one, removed when the database closes.
  std::filesystem::path path{};
  /// Never syncs and holds no ballast: for what may vanish with the process.
  bool ephemeral = false;
  /// The name of a registered SQLite VFS; empty is the system's. Tests put their fault layer here.
  std::string vfs{};
  std::int64_t read_ms_max = limits::read_ms_max;
  std::uint64_t wal_bytes_max = limits::wal_bytes_max;
  std::uint64_t ballast_bytes = limits::ballast_bytes;
  /// Space of deleted rows that stays in the file for the next ones; what is more goes back to the disk bit by bit.
  std::uint64_t free_bytes_kept = 16 << 20;
  /// Hears of every durable change, on the writer's thread; must be quick.
  std::function<void(std::span<const Change>)> on_changes{};
};

/// Opens or creates the database; `log` outlives it. Closing finishes what was submitted first. A file that is damaged
/// or is no database is refused by name (database_failed) and nothing is deleted; resource_insufficient when the disk
/// is too full to open it.
Result<std::unique_ptr<Database>> open_sqlite(SqliteOptions options, Log& log);

}  // namespace vod
