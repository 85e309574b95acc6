#include "delivery/age_clock.h"

#include <algorithm>
#include <sstream>

#include "model/limits.h"

namespace vod {

AgeClock::AgeClock(const std::optional<std::string>& last, const Rules& rules, std::int64_t wall_ms,
                   std::int64_t now_ms)
    : rules_(rules), wall_minus_monotonic_ms_(wall_ms - now_ms) {
  if (last && !rules_.counts_gaps) read(*last, wall_ms);
  look(wall_ms, now_ms);
}

void AgeClock::read(const std::string& last, std::int64_t wall_ms) {
  std::istringstream words(last);
  std::int64_t noted_ms = 0;
  if (!(words >> noted_ms)) return;
  for (Gap gap; words >> gap.begin_ms >> gap.end_ms;) gaps_.push_back(gap);
  if (!words.eof()) {
    gaps_.clear();
    return;
  }
  trim(wall_ms);
  if (wall_ms - noted_ms > limits::clock_jump_ms) {
    gap_before_ms_ = wall_ms - noted_ms;
    gaps_.push_back({noted_ms, wall_ms});
  }
  while (gaps_.size() > limits::clock_gaps_max) {
    // Two become one at the place of the later: what lies between them lives longer for it, never shorter.
    gaps_[1].begin_ms -= gaps_[0].end_ms - gaps_[0].begin_ms;
    gaps_.erase(gaps_.begin());
  }
}

void AgeClock::trim(std::int64_t wall_ms) {
  for (Gap& gap : gaps_) gap.end_ms = std::min(gap.end_ms, wall_ms);
  std::erase_if(gaps_, [](const Gap& gap) { return gap.end_ms <= gap.begin_ms; });
}

bool AgeClock::look(std::int64_t wall_ms, std::int64_t now_ms) {
  const std::int64_t before_ms = wall_minus_monotonic_ms_;
  wall_minus_monotonic_ms_ = std::min(before_ms, wall_ms - now_ms);
  trim(wall_ms);
  while (!gaps_.empty() && age_ms(gaps_.front().end_ms, now_ms) >= rules_.keep_ms) gaps_.erase(gaps_.begin());
  return before_ms - wall_minus_monotonic_ms_ > step_ms;
}

std::int64_t AgeClock::age_ms(std::int64_t since_ms, std::int64_t now_ms) const {
  std::int64_t age_ms = now_ms + wall_minus_monotonic_ms_ - since_ms;
  for (const Gap& gap : gaps_) {
    if (since_ms < gap.end_ms) age_ms -= gap.end_ms - gap.begin_ms;
  }
  return age_ms;
}

std::string AgeClock::note(std::int64_t now_ms) const {
  std::string text = std::to_string(now_ms + wall_minus_monotonic_ms_);
  for (const Gap& gap : gaps_) text += " " + std::to_string(gap.begin_ms) + " " + std::to_string(gap.end_ms);
  return text;
}

}  // namespace vod
