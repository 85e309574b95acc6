#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>

#include "media_clients.h"
#include "queue_clients.h"
#include "stage.h"
#include "storage_clients.h"
#include "violation.h"

namespace vod::simulation {

/// How one simulation ended.
struct Outcome {
  std::uint64_t operations = 0;
  std::uint64_t trace_hash = 0;
  std::uint64_t crashes = 0;
  std::optional<Violation> violation;
  /// The last lines of the trace, when something was violated.
  std::deque<std::string> lines;
};

/// One simulation: a server, its clients, its faults, and the checks. Everything follows from the scenario and the
/// seed.
class World {
 public:
  World(const Scenario& scenario, std::uint64_t seed, const Bugs& bugs, SimulatedDatabase& database, Log& log);
  Outcome run();
  /// Whether a word of a scenario is an operation.
  static bool is_operation(const std::string& word);

 private:
  struct Operation;
  static const std::vector<Operation>& operations();

  void set_up();
  void start();
  void act();
  void settle();
  /// Time enough for all that nobody needs to be swept.
  void settle_files();
  /// Time enough for all moves and copies to end.
  void settle_storage();
  /// Lets the server's threads run until none has anything to do.
  void pump();
  void pass(std::int64_t ms);
  testing::FakeOutbound::Answer receive(const OutboundRequest& request);

  // Faults and the passing of time.
  void commit();
  void pass_a_moment();
  void pass_a_lease();
  void pass_hours();
  void age();
  void jump_clock();
  void crash();
  void fill_disk();
  void free_disk();
  void fail_sync();
  void switch_mode();
  void remove_url();

  Stage stage_;
  QueueClients queue_;
  MediaClients media_;
  StorageClients storage_;
  std::uint64_t weights_ = 0;
  std::vector<std::pair<std::uint64_t, const Operation*>> choices_;
  std::uint64_t crashes_ = 0;
};

}  // namespace vod::simulation
