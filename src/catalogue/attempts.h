#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/ids.h"
#include "catalogue/pushes.h"
#include "ports/database.h"
#include "ports/outbound.h"

namespace vod::catalogue {

/// One POST of one event, as the log keeps it.
struct Attempt {
  std::int64_t id = 0;
  PushKey key;
  AppId app;
  /// Counts from 1.
  std::int64_t number = 0;
  std::int64_t started_ms = 0;
  std::string url;
  std::string address;
  OutboundFailure failure = OutboundFailure::none;
  /// 0 when no answer came.
  int status = 0;
  std::string detail;
  OutboundPhases phases;
  /// The answer's beginning.
  std::string answer;
};

/// Appends to the log and drops what passes limits::attempts_kept_max.
Done insert_attempts(Transaction& tx, const std::vector<Attempt>& attempts);
/// Attempts of one event, oldest first.
Result<std::vector<Attempt>> attempts_of(ReadTransaction& tx, AppId app, std::uint64_t sequence, std::int64_t limit);

}  // namespace vod::catalogue
