// The simulation: the whole server below its door on fakes, one thread and one seed a world. Prints a JSON line per
// scenario; a violation with its seed, which replays it.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <mutex>
#include <thread>

#include "base/text.h"
#include "bugs.h"
#include "model/errors.h"
#include "world.h"

namespace vod::simulation {
namespace {

struct Wish {
  std::string folder = VOD_SCENARIOS;
  std::string scenario = "all";
  std::string bug;
  std::uint64_t first = 1;
  std::uint64_t seeds = 1'000;
  std::uint64_t jobs = 1;
  bool is_single = false;
};

constexpr const char* usage =
    "usage: simulation [--scenario NAME|all] [--seeds COUNT] [--first SEED] [--jobs THREADS] [--bug NAME]\n"
    "       simulation --scenario NAME --seed SEED    replays one seed and prints its last operations\n";

std::optional<Wish> read_wish(int argc, char** argv) {
  Wish wish;
  for (int i = 1; i + 1 < argc; i += 2) {
    const std::string_view flag = argv[i];
    const std::string value = argv[i + 1];
    const auto number = parse_number<std::uint64_t>(value);
    if (flag == "--scenario") {
      wish.scenario = value;
    } else if (flag == "--scenarios") {
      wish.folder = value;
    } else if (flag == "--bug" && find_bug(value) != nullptr) {
      wish.bug = value;
    } else if (flag == "--seed" && number) {
      wish.first = *number;
      wish.is_single = true;
      wish.seeds = 1;
    } else if (flag == "--seeds" && number) {
      wish.seeds = *number;
    } else if (flag == "--first" && number) {
      wish.first = *number;
    } else if (flag == "--jobs" && number && *number > 0) {
      wish.jobs = *number;
    } else {
      return {};
    }
  }
  if (argc % 2 == 0) return {};
  return wish;
}

struct Total {
  std::uint64_t seeds = 0;
  std::uint64_t operations = 0;
  std::uint64_t crashes = 0;
  std::uint64_t violations = 0;
};

void print(const Outcome& outcome, const Scenario& scenario, std::uint64_t seed) {
  for (const std::string& line : outcome.lines) std::fprintf(stderr, "    %s\n", line.c_str());
  std::fprintf(stderr, "VIOLATION %s: %s\n  replay: simulation --scenario %s --seed %llu\n",
               outcome.violation->invariant.c_str(), outcome.violation->what.c_str(), scenario.name.c_str(),
               static_cast<unsigned long long>(seed));
}

Total run_seeds(const Scenario& scenario, const Wish& wish, const Bugs& bugs) {
  constexpr std::uint64_t violations_shown = 3;
  std::mutex mutex;
  Total total;
  std::atomic<std::uint64_t> next = 0;
  const auto work = [&] {
    const auto log = make_silent_log();
    const auto database = SimulatedDatabase::open(*log).value();
    for (std::uint64_t i = next++; i < wish.seeds; i = next++) {
      World world(scenario, wish.first + i, bugs, *database, *log);
      const Outcome outcome = world.run();
      const std::lock_guard lock(mutex);
      ++total.seeds;
      total.operations += outcome.operations;
      total.crashes += outcome.crashes;
      if (!outcome.violation) continue;
      if (total.violations++ < violations_shown) print(outcome, scenario, wish.first + i);
    }
  };
  std::vector<std::thread> threads;
  for (std::uint64_t i = 0; i < wish.jobs; ++i) threads.emplace_back(work);
  for (std::thread& thread : threads) thread.join();
  return total;
}

int replay(const Scenario& scenario, const Wish& wish, const Bugs& bugs) {
  const auto log = make_silent_log();
  const auto database = SimulatedDatabase::open(*log).value();
  World world(scenario, wish.first, bugs, *database, *log);
  const Outcome outcome = world.run();
  if (outcome.violation) print(outcome, scenario, wish.first);
  std::printf("{\"scenario\":\"%s\",\"seed\":%llu,\"operations\":%llu,\"trace\":\"%016llx\",\"violation\":%s}\n",
              scenario.name.c_str(), static_cast<unsigned long long>(wish.first),
              static_cast<unsigned long long>(outcome.operations), static_cast<unsigned long long>(outcome.trace_hash),
              outcome.violation ? "true" : "false");
  return outcome.violation ? 1 : 0;
}

int simulate(const Wish& wish) {
  const auto scenarios = read_scenarios(wish.folder);
  if (!scenarios) {
    std::fprintf(stderr, "%s\n", message_of(scenarios.error()).c_str());
    return 2;
  }
  const Bugs bugs = wish.bug.empty() ? Bugs() : find_bug(wish.bug)->bugs;
  bool was_found = false;
  std::uint64_t violations = 0;
  for (const Scenario& scenario : scenarios.value()) {
    if (wish.scenario != "all" && wish.scenario != scenario.name) continue;
    was_found = true;
    for (const auto& [word, weight] : scenario.operations) {
      if (World::is_operation(word)) continue;
      std::fprintf(stderr, "%s: there is no operation %s\n", scenario.name.c_str(), word.c_str());
      return 2;
    }
    if (wish.is_single) return replay(scenario, wish, bugs);
    const auto began = std::chrono::steady_clock::now();
    const Total total = run_seeds(scenario, wish, bugs);
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
    violations += total.violations;
    std::printf(
        "{\"simulation\":\"%s\",\"first_seed\":%llu,\"seeds\":%llu,\"violations\":%llu,"
        "\"operations_per_seed\":%.1f,\"crashes\":%llu,\"seeds_per_s\":%.0f,\"jobs\":%llu}\n",
        scenario.name.c_str(), static_cast<unsigned long long>(wish.first),
        static_cast<unsigned long long>(total.seeds), static_cast<unsigned long long>(total.violations),
        static_cast<double>(total.operations) / static_cast<double>(total.seeds),
        static_cast<unsigned long long>(total.crashes), static_cast<double>(total.seeds) / seconds,
        static_cast<unsigned long long>(wish.jobs));
    std::fflush(stdout);
  }
  if (!was_found) std::fprintf(stderr, "there is no scenario %s\n", wish.scenario.c_str());
  return violations == 0 && was_found ? 0 : 1;
}

}  // namespace
}  // namespace vod::simulation

int main(int argc, char** argv) {
  const auto wish = vod::simulation::read_wish(argc, argv);
  if (!wish) {
    std::fputs(vod::simulation::usage, stderr);
    return 2;
  }
  return vod::simulation::simulate(*wish);
}
