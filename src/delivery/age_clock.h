#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace vod {

/// How old events are, as retention counts it. A pure state machine without clock and I/O.
///
/// Within a run the count is the wall time of the start plus the monotonic time since: a wall clock that jumps forward
/// makes nothing older. One that goes back takes the count along, since events are dated by it from then on; so the
/// count runs late at worst, never early.
///
/// Between two runs a wall clock that jumped looks like a server that was off. So a step of over an hour between what
/// the last run noted and this start, a gap, makes no event older: retention counts the time in which an event could be
/// fetched. Events that were written before a gap live longer by its length. This needs no operator to undo it and
/// loses nothing when the clock was wrong; the operator's yes is to count gaps too. A clock that is found behind the
/// end of a gap proves the gap wrong, which is shortened to what is left of it.
class AgeClock {
 public:
  struct Rules {
    /// Gaps as old as this matter to no event and are forgotten.
    std::int64_t keep_ms = 0;
    /// The operator's yes: gaps make events older, those of earlier runs too.
    bool counts_gaps = false;
  };

  /// Begins a run. `last` is what note() gave in the run before; nothing, or text of another kind: there is no gap.
  AgeClock(const std::optional<std::string>& last, const Rules& rules, std::int64_t wall_ms, std::int64_t now_ms);

  /// To be called before ages are counted; `now_ms` is monotonic. True when the wall clock was set back by over
  /// step_ms: then note() is to be kept at once. A later run that found the wall clock ahead again would take events
  /// of the time between for old ones.
  bool look(std::int64_t wall_ms, std::int64_t now_ms);
  /// Smaller steps are corrections that can wait for the next note.
  static constexpr std::int64_t step_ms = 60'000;
  /// The age of what was dated `since_ms` on the wall clock; negative when that is to come.
  std::int64_t age_ms(std::int64_t since_ms, std::int64_t now_ms) const;
  /// What the next run has to know.
  std::string note(std::int64_t now_ms) const;
  /// The length of the gap before this run; 0 when there was none.
  std::int64_t gap_before_ms() const { return gap_before_ms_; }

 private:
  // Wall time that was not lived through.
  struct Gap {
    std::int64_t begin_ms = 0;
    std::int64_t end_ms = 0;
  };
  void read(const std::string& last, std::int64_t wall_ms);
  void trim(std::int64_t wall_ms);

  const Rules rules_;
  std::int64_t wall_minus_monotonic_ms_;
  std::int64_t gap_before_ms_ = 0;
  // In their order; few.
  std::vector<Gap> gaps_;
};

}  // namespace vod
