#pragma once

#include <cstdint>

#include "base/ids.h"
#include "ports/database.h"

namespace vod::catalogue {

/// What an application holds and does.
struct Usage {
  std::int64_t media = 0;
  /// Of the files that the paths of media name.
  std::int64_t original_bytes = 0;
  /// Of everything else that is stored for it: outputs, segments, covers, uploads on their way.
  std::int64_t other_bytes = 0;
  std::int64_t tasks_waiting = 0;
  std::int64_t tasks_processing = 0;
  /// Ended since the time asked for: without an error, and with one of the task or of a sub-task.
  std::int64_t tasks_finished = 0;
  std::int64_t tasks_failed = 0;
};

/// Its cost grows with the tasks that are open or ended since then, and with nothing else.
Result<Usage> usage_of(ReadTransaction& tx, AppId app, std::int64_t since_ms);

}  // namespace vod::catalogue
