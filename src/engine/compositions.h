#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "base/bells.h"
#include "base/random.h"
#include "catalogue/task_starts.h"
#include "model/task.h"
#include "ports/database.h"
#include "wire/types.h"

namespace vod::engine {

/// A media that a composition uses, and the path of the field that names it.
struct ComposedFile {
  FileId file;
  std::string field;
};

/// Starts a ComposeMedia, checked; its FileId is known when it is over. Errors: value_file_id with the field for a
/// media that is not there or has no original, value_session_id.
Result<TaskId> start_compose(Transaction& tx, Bells& bells, Random& random, const catalogue::TaskWish& wish,
                             const wire::ComposeMediaRequest& request, const std::vector<ComposedFile>& files,
                             std::int64_t now_ms);

}  // namespace vod::engine
