#pragma once

#include <cstdint>

namespace vod {

/// How many attempts may begin in a second: without limit, a limit that is set, or one that the receiver's answers
/// make: asked to slow down it halves, and grows again with successes until it is gone. Pure: time comes in, in
/// monotonic milliseconds.
class Pace {
 public:
  /// 0 = without limit.
  void limit(double per_second) { per_second_ = per_second; }
  double per_second() const { return per_second_; }

  bool may_begin(std::int64_t now_ms) const { return ready_ms(now_ms) <= now_ms; }
  /// When the next attempt may begin; not after `now_ms` = now.
  std::int64_t ready_ms(std::int64_t now_ms) const;
  void began(std::int64_t now_ms);
  /// An attempt that began at `began_ms` was answered with the wish for fewer. Attempts from before the last halving
  /// don't halve again: they say the same thing.
  void slow_down(std::int64_t now_ms, std::int64_t began_ms);
  /// An attempt succeeded.
  void speed_up();

 private:
  double tokens_at(std::int64_t now_ms) const;
  double burst() const;

  double per_second_ = 0;
  // What the first halving began from; the limit goes when twice that much is reached again.
  double full_ = 0;
  double tokens_ = 1;
  std::int64_t at_ms_ = 0;
  std::int64_t slowed_ms_ = INT64_MIN;
  // Attempts of the second that runs and of the one before: what the rate is while there is no limit.
  std::int64_t second_ = 0;
  double begun_now_ = 0;
  double begun_before_ = 0;
};

}  // namespace vod
