#pragma once

#include <cstdint>
#include <span>

#include "base/ids.h"
#include "ports/database.h"

/// How many events are queued, without looking at each: of the app's queued events up to a sequence number the count is
/// a row that moves with them, in the same transactions; the few behind that number are counted when asked for. So a
/// new event, which is always behind it, costs nothing, and a crash can't make the count wrong.
namespace vod::catalogue {

struct QueueCount {
  std::uint64_t queued = 0;
  /// How many of them were looked at; when they are many, count_further() is due.
  std::uint64_t looked_at = 0;
};
Result<QueueCount> count_queued(ReadTransaction& tx, AppId app);

/// Moves the row on by up to `rows` queued events; gives by how many.
Result<std::int64_t> count_further(Transaction& tx, AppId app, std::int64_t rows);

/// These events became queued again (+1), or left the queue (-1). Called by whatever changes the state of an event that
/// is there already.
Done note_queue_change(Transaction& tx, AppId app, std::span<const std::uint64_t> sequences, std::int64_t change);

}  // namespace vod::catalogue
