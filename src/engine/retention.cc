#include "engine/retention.h"

#include "catalogue/tasks.h"
#include "catalogue/uploads.h"
#include "model/errors.h"
#include "model/limits.h"

namespace vod::engine {

Retention::Retention(Database& database, const Clock& clock, Log& log)
    : database_(database), log_(log), wall_minus_monotonic_ms_(clock.wall_ms() - clock.monotonic_ms()) {}

std::int64_t Retention::step(std::int64_t now_ms) {
  const std::int64_t wall_ms = now_ms + wall_minus_monotonic_ms_;
  std::int64_t dropped = 0;
  const auto written = database_.write([&](Transaction& tx) -> Done {
    VOD_TRY(const auto tasks,
            catalogue::drop_old_tasks(tx, wall_ms - limits::task_record_ms, limits::change_rows_max / 2));
    VOD_TRY(const auto sessions, catalogue::drop_old_upload_sessions(tx, wall_ms, limits::change_rows_max / 2));
    dropped = tasks + sessions;
    return done();
  });
  if (!written) {
    log_.warn("dropping old records failed, to be tried again: {}", message_of(written.error()));
    return now_ms + limits::retention_look_ms;
  }
  return dropped == 0 ? now_ms + limits::retention_look_ms : now_ms;
}

}  // namespace vod::engine
