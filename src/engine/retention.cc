#include "engine/retention.h"

#include <utility>

#include "catalogue/media.h"
#include "catalogue/tasks.h"
#include "catalogue/uploads.h"
#include "engine/media.h"
#include "model/errors.h"
#include "model/limits.h"

namespace vod::engine {

Retention::Retention(Database& database, Bells& bells, BlobTrash& trash, wire::PublicUrl url, const Clock& clock,
                     Log& log)
    : database_(database),
      bells_(bells),
      trash_(trash),
      url_(std::move(url)),
      log_(log),
      wall_minus_monotonic_ms_(clock.wall_ms() - clock.monotonic_ms()) {}

std::int64_t Retention::step(std::int64_t now_ms) {
  const auto dropped = drop(now_ms + wall_minus_monotonic_ms_);
  if (!dropped) {
    log_.warn("dropping what is over failed, to be tried again: {}", message_of(dropped.error()));
    return now_ms + limits::retention_look_ms;
  }
  return dropped.value() == 0 ? now_ms + limits::retention_look_ms : now_ms;
}

Result<std::int64_t> Retention::drop(std::int64_t wall_ms) {
  constexpr std::size_t media_at_once = 4;  // Each takes its outputs, segments and tasks along.
  std::int64_t dropped = 0;
  VOD_TRY(database_.write([&](Transaction& tx) -> Done {
    VOD_TRY(const auto expired, catalogue::list_expired_media(tx, wall_ms, media_at_once));
    for (const Media& media : expired) {
      VOD_TRY(delete_media(tx, bells_, trash_, media.app, media.id, {}, url_, wall_ms));
    }
    VOD_TRY(const auto tasks,
            catalogue::drop_old_tasks(tx, wall_ms - limits::task_record_ms, wall_ms - limits::session_id_procedure_ms,
                                      limits::change_rows_max / 4));
    VOD_TRY(const auto sessions, catalogue::drop_old_upload_sessions(tx, wall_ms, limits::change_rows_max / 4));
    dropped = static_cast<std::int64_t>(expired.size()) + tasks + sessions;
    return done();
  }));
  return dropped;
}

}  // namespace vod::engine
