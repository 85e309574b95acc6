#pragma once

#include <cstdint>

#include "base/bells.h"
#include "base/clock.h"
#include "base/log.h"
#include "engine/storage_rules.h"
#include "ports/database.h"

namespace vod::engine {

/// Starts a media's way to another storage class, or its retrieval; one that takes no time is over with the
/// transaction. What comes out of an archive tells so by RestoreMediaComplete. Errors: file_not_exist and those of
/// way_of().
Done move_storage(Transaction& tx, Bells& bells, AppId app, FileId file, const StorageWish& wish,
                  const StorageDelays& delays, std::int64_t now_ms);

/// Ends moves that are due, and restored copies that are over. Their times are compared with the wall time of the start
/// plus the monotonic time since, so that a jump of the wall clock ends nothing early.
class StorageMover {
 public:
  /// The references outlive the mover.
  StorageMover(Database& database, Bells& bells, const Clock& clock, Log& log);

  /// Ends a bounded number of them and gives the monotonic time of the next look. Waits for the database.
  std::int64_t step(std::int64_t now_ms);

 private:
  /// Gives the wall time of the next look.
  Result<std::int64_t> carry_out(std::int64_t wall_ms);

  Database& database_;
  Bells& bells_;
  Log& log_;
  const std::int64_t wall_minus_monotonic_ms_;
};

}  // namespace vod::engine
