#pragma once

#include <cstdint>

#include "base/bells.h"
#include "base/random.h"
#include "catalogue/task_starts.h"
#include "model/task.h"
#include "ports/database.h"
#include "wire/types.h"

namespace vod::engine {

/// Starts an EditMedia of files, checked; its FileId is known when it is over. Errors: resource_not_found for a media that
/// is not there or has no original, value_session_id.
Result<TaskId> start_edit(Transaction& tx, Bells& bells, Random& random, const catalogue::TaskWish& wish,
                          const wire::EditMediaRequest& request, std::int64_t now_ms);

/// Starts a SplitMedia, checked. The same errors.
Result<TaskId> start_split(Transaction& tx, Bells& bells, Random& random, const catalogue::TaskWish& wish,
                           const wire::SplitMediaRequest& request, std::int64_t now_ms);

}  // namespace vod::engine
