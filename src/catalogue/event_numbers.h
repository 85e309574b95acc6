#pragma once

#include <cstdint>

#include "ports/database.h"

namespace vod::catalogue {

/// Leaves out the next `count` sequence numbers, by one row of no app that was done before it began. For a restored
/// database: the server that it comes from went on numbering, and a receiver that knows events by their ids would take
/// new ones for those.
Done skip_event_numbers(Transaction& tx, std::int64_t count, std::int64_t now_ms);

}  // namespace vod::catalogue
