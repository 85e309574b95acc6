// What a receiver says about trying again: any header value and status must give a decision within the rules.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/check.h"
#include "base/text.h"
#include "delivery/retry.h"

namespace {

constexpr std::int64_t now_ms = 1'700'000'000'000;
constexpr std::int64_t year_ms = 365LL * 86'400'000;

}  // namespace

/// The first line is the status, the second the number of the attempt, the rest the value of Retry-After.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const auto lines = vod::split(input, '\n');
  if (lines.size() < 3) return 0;
  const auto status = vod::parse_number<std::int64_t>(lines[0]).value_or(500);
  const auto attempts = vod::parse_number<std::int64_t>(lines[1]).value_or(1);
  const std::string_view value = input.substr(static_cast<std::size_t>(lines[2].data() - input.data()));

  const auto retry_after_ms = vod::parse_retry_after(value, now_ms);
  VOD_CHECK(!retry_after_ms || *retry_after_ms >= 0);
  const vod::RetryRules rules{{5'000, 30'000, 120'000}, 72LL * 3'600'000};
  const vod::AttemptOutcome outcome{vod::OutboundFailure::none, static_cast<int>(status % 1'000), retry_after_ms};
  const std::int64_t count = attempts < 1 ? 1 : attempts;
  const auto decision = vod::decide(rules, outcome, count, now_ms - 1'000, now_ms, 0.5);
  static_cast<void>(vod::asks_for_less(outcome));
  if (decision.step == vod::PushStep::again) {
    const auto index = static_cast<std::size_t>(count - 1) < 3 ? static_cast<std::size_t>(count - 1) : 2;
    VOD_CHECK(decision.due_ms >= now_ms + rules.waits_ms[index]);
    VOD_CHECK(decision.due_ms <= now_ms + 2 * rules.waits_ms[index]);
  }
  VOD_CHECK(decision.due_ms < now_ms + year_ms);
  return 0;
}
