#include "delivery/age_clock.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "model/limits.h"

namespace vod {
namespace {

constexpr std::int64_t hour_ms = 3'600'000;
constexpr std::int64_t day_ms = 24 * hour_ms;
constexpr std::int64_t year_ms = 365 * day_ms;
constexpr std::int64_t wall_ms = 1'714'979'293'000;
constexpr AgeClock::Rules rules{.keep_ms = 4 * day_ms};

/// Runs from `begin_ms` on the wall clock for `length_ms`, and what it noted at its end.
std::string note_of_run(const std::optional<std::string>& last, std::int64_t begin_ms, std::int64_t length_ms) {
  AgeClock ages(last, rules, begin_ms, 0);
  ages.look(begin_ms + length_ms, length_ms);
  return ages.note(length_ms);
}

TEST(AgeClock, AgeIsTheTimeSince) {
  const AgeClock ages({}, rules, wall_ms, 500);
  EXPECT_EQ(ages.age_ms(wall_ms - 7'000, 500), 7'000);
  EXPECT_EQ(ages.age_ms(wall_ms - 7'000, 1'500), 8'000);
  EXPECT_EQ(ages.gap_before_ms(), 0);
}

TEST(AgeClock, ForwardJumpWithinARunMakesNothingOlder) {
  AgeClock ages({}, rules, wall_ms, 0);
  ages.look(wall_ms + 10 * year_ms, 1'000);
  EXPECT_EQ(ages.age_ms(wall_ms, 1'000), 1'000);
}

TEST(AgeClock, EventsWrittenAfterABackwardJumpBeginYoung) {
  AgeClock ages({}, rules, wall_ms, 0);
  ages.look(0, 1'000);  // 1970.
  EXPECT_EQ(ages.age_ms(0, 1'000), 0);
  EXPECT_LT(ages.age_ms(wall_ms, 1'000), 0);
  ages.look(wall_ms + 2'000, 2'000);  // And back again.
  EXPECT_EQ(ages.age_ms(0, 2'000), 1'000);
}

TEST(AgeClock, AClockSetBackIsToBeNotedAtOnce) {
  AgeClock ages({}, rules, wall_ms, 0);
  EXPECT_FALSE(ages.look(wall_ms + 10 * year_ms, 1'000));
  EXPECT_FALSE(ages.look(wall_ms + 1'000 - AgeClock::step_ms, 1'000));
  EXPECT_TRUE(ages.look(0, 1'000));
  EXPECT_FALSE(ages.look(0, 1'000));
}

TEST(AgeClock, ShortStopBetweenRunsCounts) {
  const AgeClock ages(note_of_run({}, wall_ms, hour_ms), rules, wall_ms + 2 * hour_ms, 0);
  EXPECT_EQ(ages.age_ms(wall_ms, 0), 2 * hour_ms);
  EXPECT_EQ(ages.gap_before_ms(), 0);
}

TEST(AgeClock, GapMakesEarlierEventsNoOlder) {
  const std::int64_t restart_ms = wall_ms + hour_ms + 10 * year_ms;
  const AgeClock ages(note_of_run({}, wall_ms, hour_ms), rules, restart_ms, 0);
  EXPECT_EQ(ages.gap_before_ms(), 10 * year_ms);
  EXPECT_EQ(ages.age_ms(wall_ms, 0), hour_ms);
  EXPECT_EQ(ages.age_ms(wall_ms, day_ms), hour_ms + day_ms);
}

TEST(AgeClock, GapDoesNotMakeLaterEventsYounger) {
  const std::int64_t restart_ms = wall_ms + hour_ms + 2 * day_ms;
  const AgeClock ages(note_of_run({}, wall_ms, hour_ms), rules, restart_ms, 0);
  EXPECT_EQ(ages.age_ms(restart_ms, day_ms), day_ms);
}

TEST(AgeClock, GapsOfSeveralRunsAddUp) {
  const auto first = note_of_run({}, wall_ms, hour_ms);
  const auto second = note_of_run(first, wall_ms + 3 * hour_ms, hour_ms);  // Off for 2 hours.
  const AgeClock ages(second, rules, wall_ms + 9 * hour_ms, 0);            // Off for 5 hours.
  EXPECT_EQ(ages.age_ms(wall_ms, 0), 2 * hour_ms);                         // Both runs.
  EXPECT_EQ(ages.age_ms(wall_ms + 3 * hour_ms, 0), hour_ms);               // The second one.
}

TEST(AgeClock, YesOfTheOperatorCountsGapsOfAllRuns) {
  const auto first = note_of_run({}, wall_ms, hour_ms);
  const auto second = note_of_run(first, wall_ms + 3 * hour_ms, hour_ms);
  const AgeClock ages(second, {.keep_ms = 4 * day_ms, .counts_gaps = true}, wall_ms + 9 * hour_ms, 0);
  EXPECT_EQ(ages.age_ms(wall_ms, 0), 9 * hour_ms);
}

TEST(AgeClock, CorrectedClockTakesAWrongGapBack) {
  const auto first = note_of_run({}, wall_ms, hour_ms);
  const auto wrong = note_of_run(first, wall_ms + 10 * year_ms, hour_ms);
  const AgeClock ages(wrong, rules, wall_ms + 3 * hour_ms, 0);
  // Two hours of the gap remain: they can't be told from a server that was off.
  EXPECT_EQ(ages.age_ms(wall_ms, 0), hour_ms);
}

TEST(AgeClock, ClockThatIsCorrectedWhileRunningTakesAWrongGapBack) {
  AgeClock ages(note_of_run({}, wall_ms, hour_ms), rules, wall_ms + 10 * year_ms, 0);
  ages.look(wall_ms + hour_ms + 60'000, 60'000);
  // The minute remains: it can't be told from a server that was off.
  EXPECT_EQ(ages.age_ms(wall_ms, day_ms), day_ms + hour_ms - 60'000);
}

TEST(AgeClock, OldGapsAreForgotten) {
  const AgeClock::Rules day_rules{.keep_ms = day_ms};
  AgeClock ages(note_of_run({}, wall_ms, hour_ms), day_rules, wall_ms + day_ms, 0);
  const auto words = [](const std::string& text) { return std::ranges::count(text, ' ') + 1; };
  EXPECT_EQ(words(ages.note(0)), 3);
  ages.look(wall_ms + 3 * day_ms, 2 * day_ms);
  EXPECT_EQ(words(ages.note(2 * day_ms)), 1);
}

TEST(AgeClock, MoreGapsThanAreRememberedAgeNothingEarly) {
  const AgeClock::Rules long_rules{.keep_ms = 90 * day_ms};
  std::optional<std::string> note;
  std::int64_t begin_ms = wall_ms;
  constexpr int runs = static_cast<int>(limits::clock_gaps_max) + 20;
  for (int run = 0; run < runs; ++run) {
    AgeClock ages(note, long_rules, begin_ms, 0);
    ages.look(begin_ms + 60'000, 60'000);
    note = ages.note(60'000);
    begin_ms += 60'000 + 2 * hour_ms;
  }
  const AgeClock ages(note, long_rules, begin_ms, 0);
  EXPECT_EQ(ages.age_ms(wall_ms, 0), runs * 60'000);
  EXPECT_LE(ages.age_ms(wall_ms + 10 * (2 * hour_ms + 60'000), 0), (runs - 10) * 60'000);
}

TEST(AgeClock, NoteOfAnotherKindIsNoGap) {
  for (const char* text : {"", "yesterday", "12x"}) {
    const AgeClock ages(std::string(text), rules, wall_ms, 0);
    EXPECT_EQ(ages.age_ms(wall_ms - 5, 0), 5) << text;
  }
}

}  // namespace
}  // namespace vod
