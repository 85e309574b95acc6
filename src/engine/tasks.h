#pragma once

#include <cstdint>
#include <string>

#include "base/bells.h"
#include "base/random.h"
#include "catalogue/task_starts.h"
#include "model/task.h"
#include "ports/database.h"
#include "wire/views.h"

namespace vod::engine {

using catalogue::TaskWish;

/// Starts media processing; the pipeline takes it from its row. Errors: value_file_id for a media that is not there or
/// has no original, value_session_id for one that was used in the last three days.
Result<TaskId> start_procedure(Transaction& tx, Bells& bells, Random& random, const TaskWish& wish, FileId file,
                               const wire::MediaProcessTaskInput& input, std::int64_t now_ms);

/// Starts the procedure of that name on a media. Errors: as start_procedure, with a window of seven days; and
/// value_procedure_name.
Result<TaskId> start_named_procedure(Transaction& tx, Bells& bells, Random& random, const TaskWish& wish, FileId file,
                                     const std::string& name, std::int64_t now_ms);

/// Starts the computing of a media's hashes. Errors: as start_procedure.
Result<TaskId> start_file_attributes(Transaction& tx, Bells& bells, Random& random, const TaskWish& wish, FileId file,
                                     std::int64_t now_ms);

/// Starts a pull from a URL; its FileId is known when it is over. Errors: value_session_id.
Result<TaskId> start_pull(Transaction& tx, Bells& bells, Random& random, const TaskWish& wish,
                          const wire::PullUploadRequest& request, std::int64_t now_ms);

/// WAITING -> ABORTED, without an event. Errors: value_task_id, failed_operation when it is not waiting.
Done abort_task(Transaction& tx, AppId app, const TaskId& id, std::int64_t now_ms);

/// Ends an open task with InternalError.Cancelled. Errors: value_task_id, failed_operation when it is over.
Done cancel_task(Transaction& tx, Bells& bells, AppId app, const TaskId& id, const wire::PublicUrl& url,
                 std::int64_t now_ms);

/// Starts an ended task again, as a new one. Errors: value_task_id, failed_operation when it is open or has succeeded.
Result<TaskId> retry_task(Transaction& tx, Bells& bells, Random& random, AppId app, const TaskId& id,
                          std::int64_t now_ms);

}  // namespace vod::engine
