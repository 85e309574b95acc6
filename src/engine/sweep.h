#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>

#include "base/clock.h"
#include "base/log.h"
#include "engine/blob_trash.h"
#include "engine/objects.h"
#include "ports/blobs.h"
#include "ports/database.h"

namespace vod::engine {

/// Removes what nobody needs: blobs in the trash, abandoned uploads and objects, expired temporary keys, and orphans,
/// which are blobs that no row names. Nothing that a row names is ever removed.
///
/// A blob is an orphan when two looks at least limits::sweep_grace_ms apart, on the monotonic clock of one run of the
/// server, both found no row for it: a blob exists before its row, and wall clocks jump. For the same reason ages are
/// counted from the wall time of the start plus the monotonic time since.
class Sweep {
 public:
  /// The references outlive the sweep.
  Sweep(Database& database, Blobs& blobs, Objects& objects, BlobTrash& trash, const Clock& clock, Log& log);

  /// Does one unit of work and gives the monotonic time of the next. Waits for the disk and for changes of the
  /// database: not for a thread that others wait for. One call at a time.
  std::int64_t step(std::int64_t now_ms);

 private:
  struct Suspect {
    std::int64_t since_ms = 0;
    std::int64_t round = 0;  // The round that saw it last.
  };

  void empty_trash();
  /// One look at everything but blobs.
  Done end_what_is_over();
  Done discard(const std::vector<catalogue::UploadRow>& uploads);
  Done drop_abandoned_objects(std::int64_t before_ms);
  /// Looks at the next blobs. True when the round is over.
  Result<bool> look_at_blobs(std::int64_t now_ms);

  Database& database_;
  Blobs& blobs_;
  Objects& objects_;
  BlobTrash& trash_;
  const Clock& clock_;
  Log& log_;
  const std::int64_t wall_minus_monotonic_ms_;
  std::int64_t round_ = 0;
  std::int64_t next_round_ms_ = 0;  // Monotonic; 0 before the first.
  bool is_in_round_ = false;
  std::string cursor_;
  std::unordered_map<std::string, Suspect> suspects_;
};

}  // namespace vod::engine
