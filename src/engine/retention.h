#pragma once

#include <cstdint>

#include "base/bells.h"
#include "base/clock.h"
#include "base/log.h"
#include "engine/blob_trash.h"
#include "ports/database.h"
#include "wire/views.h"

namespace vod::engine {

/// Drops what is over: media at their ExpireTime (with FileDeleted, as by DeleteMedia), records of tasks after three
/// days, upload sessions after their end. Ages are counted from the wall time of the start plus the monotonic time
/// since, so that a jump of the wall clock drops nothing early.
class Retention {
 public:
  /// The references outlive the retention.
  Retention(Database& database, Bells& bells, BlobTrash& trash, wire::PublicUrl url, const Clock& clock, Log& log);

  /// Drops a bounded number of rows and gives the monotonic time of the next look. Waits for the database.
  std::int64_t step(std::int64_t now_ms);

 private:
  Result<std::int64_t> drop(std::int64_t wall_ms);

  Database& database_;
  Bells& bells_;
  BlobTrash& trash_;
  const wire::PublicUrl url_;
  Log& log_;
  const std::int64_t wall_minus_monotonic_ms_;
};

}  // namespace vod::engine
