#include "delivery/retry.h"

#include <algorithm>
#include <cmath>

#include "base/check.h"
#include "base/text.h"

namespace vod {
namespace {

constexpr double jitter_share = 0.2;
constexpr int status_gone = 410;
constexpr int status_too_many = 429;
constexpr int status_bad_gateway = 502;
constexpr int status_gateway_timeout = 504;

}  // namespace

PushDecision decide(const RetryRules& rules, const AttemptOutcome& outcome, std::int64_t attempts,
                    std::int64_t first_ms, std::int64_t now_ms, double chance) {
  VOD_CHECK(!rules.waits_ms.empty() && attempts > 0);
  const bool has_answer = outcome.failure == OutboundFailure::none;
  if (has_answer && outcome.status >= 200 && outcome.status < 300) return {};
  if (has_answer && outcome.status == status_gone) return {PushStep::give_up, 0, "gone"};

  const auto index = std::min(static_cast<std::size_t>(attempts - 1), rules.waits_ms.size() - 1);
  const double spread = 1 - jitter_share + 2 * jitter_share * chance;
  std::int64_t wait_ms = std::llround(static_cast<double>(rules.waits_ms[index]) * spread);
  // A receiver may ask for more patience, but not stop the events by asking for a year.
  if (outcome.retry_after_ms) wait_ms = std::clamp(*outcome.retry_after_ms, wait_ms, 2 * wait_ms);
  const std::int64_t due_ms = now_ms + wait_ms;
  if (due_ms - first_ms > rules.give_up_ms) return {PushStep::give_up, 0, "retries_used_up"};
  return {PushStep::again, due_ms, {}};
}

bool asks_for_less(const AttemptOutcome& outcome) {
  return outcome.failure == OutboundFailure::none &&
         (outcome.status == status_too_many || outcome.status == status_bad_gateway ||
          outcome.status == status_gateway_timeout);
}

std::optional<std::int64_t> parse_retry_after(std::string_view value, std::int64_t now_wall_ms) {
  constexpr std::uint64_t seconds_max = 365ULL * 86'400;
  value = trim(value);
  if (const auto seconds = parse_number<std::uint64_t>(value)) {
    return static_cast<std::int64_t>(std::min(*seconds, seconds_max)) * 1'000;
  }
  const auto date = parse_http_date(value);
  if (!date) return {};
  return std::max<std::int64_t>(*date - now_wall_ms, 0);
}

}  // namespace vod
