#pragma once

#include <stop_token>

#include "pipeline/workshop.h"

namespace vod {

/// Waits for the time, or for a stop.
void rest(std::int64_t ms, const std::stop_token& stop);

/// Writes what hours of work may have led to: a full disk passes, so the change is tried again until there is room or
/// `stop` is requested. Other errors are given back at once.
Done patient_write(Workshop& workshop, const Database::Change& change, const std::stop_token& stop);

}  // namespace vod
