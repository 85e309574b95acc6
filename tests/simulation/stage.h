#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "bugs.h"
#include "chance.h"
#include "journal.h"
#include "run.h"
#include "scenario.h"
#include "simulated_database.h"
#include "testing/manual_clock.h"
#include "testing/memory_blobs.h"
#include "testing/seeded_random.h"
#include "trace.h"

namespace vod::simulation {

/// What the clients, the faults and the checkers of one simulation share.
struct Stage {
  Stage(const Scenario& scenario_, std::uint64_t seed, const Bugs& bugs_, SimulatedDatabase& database_, Log& log_)
      : scenario(scenario_), bugs(bugs_), database(database_), log(log_), chance(seed), random(seed), blobs(seed) {}

  const Scenario& scenario;
  const Bugs& bugs;
  SimulatedDatabase& database;
  Log& log;
  Chance chance;
  testing::ManualClock clock;
  testing::SeededRandom random;
  testing::MemoryBlobs blobs;
  EventJournal events{database, clock};
  Trace trace;
  std::vector<AppId> pull_apps;
  std::vector<AppId> push_apps;
  /// Of a hundred answers of receivers, so many are failures.
  std::uint64_t receiver_failures = 0;
  /// Null while the server is down.
  std::unique_ptr<Run> run;

  Ground ground() { return {database, blobs, clock, random, chance, log, bugs}; }
  AppId any_app() {
    const std::size_t at = chance.below(pull_apps.size() + push_apps.size());
    return at < pull_apps.size() ? pull_apps[at] : push_apps[at - pull_apps.size()];
  }
};

}  // namespace vod::simulation
