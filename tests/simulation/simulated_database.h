#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "backends/sqlite/connection.h"
#include "backends/sqlite/group.h"
#include "base/log.h"
#include "bugs.h"
#include "chance.h"
#include "ports/database.h"

namespace vod::simulation {

/// The shipped statements, and the shipped group commit, on a database in memory and on the caller's thread. Changes
/// wait in order until somebody waits for one of them or commit_some() is called; groups are cut by chance. What has
/// not been committed is gone after crash(). One of these serves many seeds, one after another.
class SimulatedDatabase final : public Database {
 public:
  /// A fresh database with the schema. `log` outlives it.
  static Result<std::unique_ptr<SimulatedDatabase>> open(Log& log);

  /// Empties all tables and forgets what waits: as new, for the next seed. Both references outlive that seed.
  void begin_seed(Chance& chance, const Bugs& bugs);

  void submit(Change change, Finished finished) override;
  Done write(Change change) override;
  Done read(const Look& look) override;
  Done copy_to(const std::filesystem::path& file, CopyProgress progress) override;
  std::optional<Error> write_failure() const override;

  std::size_t waiting() const { return waiting_.size(); }
  /// The writer's thread gets a turn: it commits what waits, or a part of it.
  void commit_some();
  void commit_all();

  /// The process is dead: what waits is lost, and its callbacks never run. Ends a failed sync's refusal.
  void crash();

  /// Of a hundred groups, so many die with the process: before the sync, or after it and before anyone is told.
  void set_crash_percent(std::uint64_t percent) { crash_percent_ = percent; }
  /// No page more than there are now.
  void set_full(bool full);
  bool is_full() const { return is_full_; }
  /// The next group's sync fails; from then on nothing is written until a crash.
  void fail_next_sync() { sync_fails_ = true; }
  /// No faults from here on; what has failed needs a crash first.
  void heal();
  /// Runs while a change waits for its sync, before it is committed; null = nothing.
  std::function<void()> while_waiting;

  /// Groups that were rolled back so far.
  std::uint64_t lost_groups() const { return lost_groups_; }
  /// Looks past planted bugs, at what is committed.
  Done look(std::string_view sql, std::initializer_list<SqlValue> values, const ReadTransaction::RowFunction& row);

 private:
  SimulatedDatabase() = default;
  void commit(std::size_t count);
  void commit_members(std::vector<sqlite::Member>& members);
  void acknowledge(sqlite::Member& member, Done result);
  void die_by_chance();
  Done read_with_waiting(const Look& look);
  void forget();

  std::unique_ptr<sqlite::Connection> connection_;
  std::vector<std::string> emptying_;
  std::deque<sqlite::Member> waiting_;
  Chance* chance_ = nullptr;
  const Bugs* bugs_ = nullptr;
  std::uint64_t crash_percent_ = 0;
  bool is_full_ = false;
  bool sync_fails_ = false;
  bool has_failed_ = false;
  std::uint64_t lost_groups_ = 0;
};

}  // namespace vod::simulation
