#pragma once

#include <cstdint>

#include "base/bells.h"
#include "base/log.h"
#include "engine/objects.h"
#include "ports/database.h"

namespace vod::engine {

/// Makes one file of each object that was uploaded in parts, after Complete and CommitUpload were answered; the probe
/// and the tasks of a media wait for that.
class Joiner {
 public:
  /// The references outlive the joiner.
  Joiner(Database& database, Objects& objects, Bells& bells, Log& log);

  /// Joins at most one object and gives the monotonic time of the next look. Waits for the disk and the database. One
  /// call at a time. work_bell rings when an object was joined.
  std::int64_t step(std::int64_t now_ms);

 private:
  Database& database_;
  Objects& objects_;
  Bells& bells_;
  Log& log_;
  // An object that can't be joined (a full disk, say) must not stand in the way of the others.
  std::size_t skip_ = 0;
};

}  // namespace vod::engine
