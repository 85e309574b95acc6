#include "catalogue/usage.h"

#include <algorithm>

#include "catalogue/values.h"
#include "model/task.h"

namespace vod::catalogue {

Result<Usage> usage_of(ReadTransaction& tx, AppId app, std::int64_t since_ms) {
  Usage usage;
  VOD_TRY(tx.query("SELECT media, original_bytes, object_bytes FROM app_usage WHERE sub_app_id = $1", {stored(app)},
                   [&](const SqlRow& row) {
                     usage.media = row.integer(0);
                     usage.original_bytes = row.integer(1);
                     // A media that was written before its object has no size yet; the other way round can't be.
                     usage.other_bytes = std::max<std::int64_t>(row.integer(2) - row.integer(1), 0);
                   }));
  VOD_TRY(
      tx.query("SELECT status, COUNT(*) FROM tasks INDEXED BY tasks_open WHERE status < 2 AND +sub_app_id = $1"
               " GROUP BY status",
               {stored(app)}, [&](const SqlRow& row) {
                 const bool waits = enum_at<TaskStatus>(row, 0) == TaskStatus::waiting;
                 (waits ? usage.tasks_waiting : usage.tasks_processing) = row.integer(1);
               }));
  VOD_TRY(
      tx.query("SELECT COUNT(*), COALESCE(SUM(failed), 0) FROM tasks"
               " WHERE sub_app_id = $1 AND status = 2 AND finish_ms >= $2",
               {stored(app), since_ms}, [&](const SqlRow& row) {
                 usage.tasks_failed = row.integer(1);
                 usage.tasks_finished = row.integer(0) - row.integer(1);
               }));
  return usage;
}

}  // namespace vod::catalogue
