#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ports/outbound.h"

namespace vod {

/// When a failed callback is tried again (notification rules, section 3).
struct RetryRules {
  /// Waits between attempts; the last one repeats.
  std::vector<std::int64_t> waits_ms;
  /// Age at which an event is given up.
  std::int64_t give_up_ms = 0;
};

/// How an attempt ended.
struct AttemptOutcome {
  OutboundFailure failure = OutboundFailure::none;
  /// 0 when no answer came.
  int status = 0;
  /// What the receiver asked for by Retry-After.
  std::optional<std::int64_t> retry_after_ms;
};

enum class PushStep { delivered, again, give_up };

struct PushDecision {
  PushStep step = PushStep::delivered;
  /// When to try again.
  std::int64_t due_ms = 0;
  /// Why it was given up: "gone", "retries_used_up".
  std::string reason;
};

/// What follows from an attempt. Pure. `attempts` counts this one too; times are wall milliseconds; `chance` in [0, 1)
/// spreads the wait by 20 % to both sides.
PushDecision decide(const RetryRules& rules, const AttemptOutcome& outcome, std::int64_t attempts,
                    std::int64_t first_ms, std::int64_t now_ms, double chance);

/// Whether the answer says that the endpoint gets too much: 429, 502, 504.
bool asks_for_less(const AttemptOutcome& outcome);

/// Retry-After: seconds or an HTTP date; nothing for anything else.
std::optional<std::int64_t> parse_retry_after(std::string_view value, std::int64_t now_wall_ms);

}  // namespace vod
