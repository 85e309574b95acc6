#include <gtest/gtest.h>

#include "bugs.h"
#include "scenario.h"
#include "world.h"

namespace vod::simulation {
namespace {

constexpr std::uint64_t seeds_to_find = 1'000;
constexpr std::uint64_t seeds_without = 100;

class Simulation : public ::testing::Test {
 protected:
  const Scenario& scenario(std::string_view name) {
    for (const Scenario& scenario : scenarios_) {
      if (scenario.name == name) return scenario;
    }
    ADD_FAILURE() << "no scenario " << name;
    return scenarios_.front();
  }
  Outcome run(const Scenario& scenario, std::uint64_t seed, const Bugs& bugs = {}) {
    World world(scenario, seed, bugs, *database_, *log_);
    return world.run();
  }

  std::unique_ptr<Log> log_ = make_silent_log();
  std::unique_ptr<SimulatedDatabase> database_ = SimulatedDatabase::open(*log_).value();
  const std::vector<Scenario> scenarios_ = read_scenarios(VOD_SCENARIOS).value();
};

TEST_F(Simulation, ScenariosNameOnlyOperationsThatThereAre) {
  for (const Scenario& scenario : scenarios_) {
    for (const auto& [word, weight] : scenario.operations) {
      EXPECT_TRUE(World::is_operation(word)) << scenario.name << ": " << word;
    }
  }
}

TEST_F(Simulation, OneSeedGivesOneTraceWhateverRanBefore) {
  for (const Scenario& scenario : scenarios_) {
    const Outcome first = run(scenario, 7);
    (void)run(scenario, 8);
    const Outcome again = run(scenario, 7);
    EXPECT_EQ(first.trace_hash, again.trace_hash) << scenario.name;
    EXPECT_GT(first.operations, 0U);
    EXPECT_NE(first.trace_hash, run(scenario, 9).trace_hash) << scenario.name;
  }
}

class PlantedBugs : public Simulation, public ::testing::WithParamInterface<std::string_view> {};

TEST_P(PlantedBugs, AreFoundWithinAThousandSeedsAndNothingIsFoundWithoutThem) {
  const PlantedBug& planted = *find_bug(GetParam());
  const Scenario& where = scenario(planted.scenario);
  std::uint64_t seed = 1;
  std::string others;
  for (; seed <= seeds_to_find; ++seed) {
    const auto violation = run(where, seed, planted.bugs).violation;
    if (!violation) continue;
    if (violation->invariant.starts_with(planted.invariant)) break;
    others += violation->invariant + "; ";
  }
  EXPECT_LE(seed, seeds_to_find) << "other violations: " << others;
  RecordProperty("seed", static_cast<int>(seed));
  for (std::uint64_t clean = 1; clean <= seeds_without; ++clean) {
    const auto violation = run(where, clean).violation;
    EXPECT_FALSE(violation) << "seed " << clean << ": " << (violation ? violation->what : "");
  }
}

std::vector<std::string_view> names() {
  std::vector<std::string_view> names;
  for (const PlantedBug& bug : planted_bugs()) names.push_back(bug.name);
  return names;
}

INSTANTIATE_TEST_SUITE_P(All, PlantedBugs, ::testing::ValuesIn(names()),
                         [](const auto& test) { return std::string(test.param); });

TEST(PlantedBugTable, HasEleven) { EXPECT_EQ(planted_bugs().size(), 11U); }

}  // namespace
}  // namespace vod::simulation
