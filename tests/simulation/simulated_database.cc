#include "simulated_database.h"

#include <utility>

#include "base/check.h"
#include "catalogue/migrations.h"
#include "model/errors.h"
#include "violation.h"

namespace vod::simulation {
namespace {

Error failed_sync() { return error(ErrorCode::database_failed, "database", "A sync failed."); }

// Statements outside of a group: reads, and what the bug `shows_before_sync` needs.
class Plain final : public Transaction {
 public:
  Plain(sqlite::Connection& connection, const Bugs& bugs) : connection_(connection), bugs_(bugs) {}
  Done query(std::string_view sql, std::span<const SqlValue> values, const RowFunction& row) override {
    if (bugs_.rewrite) return connection_.execute(bugs_.rewrite(sql), values, &row);
    return connection_.execute(sql, values, &row);
  }
  Result<std::int64_t> run(std::string_view sql, std::span<const SqlValue> values) override {
    VOD_TRY(connection_.execute(sql, values));
    return sqlite3_changes64(connection_.handle());
  }
  std::int64_t last_insert_id() override { return sqlite3_last_insert_rowid(connection_.handle()); }
  void on_commit(std::function<void()>) override {}
  void changed(vod::Change) override {}

 private:
  sqlite::Connection& connection_;
  const Bugs& bugs_;
};

// A member's transaction with other statements.
class Rewriting final : public Transaction {
 public:
  Rewriting(Transaction& inner, const Bugs& bugs) : inner_(inner), bugs_(bugs) {}
  Done query(std::string_view sql, std::span<const SqlValue> values, const RowFunction& row) override {
    return inner_.query(bugs_.rewrite(sql), values, row);
  }
  Result<std::int64_t> run(std::string_view sql, std::span<const SqlValue> values) override {
    return inner_.run(bugs_.rewrite(sql), values);
  }
  std::int64_t last_insert_id() override { return inner_.last_insert_id(); }
  void on_commit(std::function<void()> effect) override { inner_.on_commit(std::move(effect)); }
  void changed(vod::Change change) override { inner_.changed(std::move(change)); }

 private:
  Transaction& inner_;
  const Bugs& bugs_;
};

// How to empty each table. The text index keeps no content and has a command of its own.
Result<std::vector<std::string>> statements_that_empty(sqlite::Connection& connection) {
  std::vector<std::string> statements;
  std::vector<std::string> indexes;
  std::vector<std::string> tables;
  const ReadTransaction::RowFunction row = [&](const SqlRow& values) {
    const bool is_index = values.text(1).starts_with("CREATE VIRTUAL");
    (is_index ? indexes : tables).emplace_back(values.text(0));
  };
  VOD_TRY(
      connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
                         " AND name <> 'schema_version'",
                         {}, &row));
  for (const std::string& index : indexes) {
    statements.push_back("INSERT INTO " + index + "(" + index + ") VALUES('delete-all')");
    std::erase_if(tables, [&](const std::string& table) { return table.starts_with(index + "_"); });
  }
  for (const std::string& table : tables) statements.push_back("DELETE FROM " + table);
  return statements;
}

}  // namespace

Result<std::unique_ptr<SimulatedDatabase>> SimulatedDatabase::open(Log& log) {
  std::unique_ptr<SimulatedDatabase> database(new SimulatedDatabase);
  VOD_TRY(database->connection_, sqlite::Connection::open(":memory:", "", false));
  // Freed pages go at each commit, so that a seed finds the size that it found before.
  VOD_TRY(database->connection_->execute("PRAGMA auto_vacuum = FULL"));
  Chance chance(0);
  const Bugs bugs;
  database->chance_ = &chance;
  database->bugs_ = &bugs;
  VOD_TRY(catalogue::migrate(*database, catalogue::migrations(), log));
  VOD_TRY(database->emptying_, statements_that_empty(*database->connection_));
  return database;
}

void SimulatedDatabase::forget() {
  waiting_.clear();
  while_waiting = nullptr;
  crash_percent_ = 0;
  sync_fails_ = has_failed_ = false;
  lost_groups_ = 0;
  set_full(false);
}

void SimulatedDatabase::begin_seed(Chance& chance, const Bugs& bugs) {
  forget();
  chance_ = &chance;
  bugs_ = &bugs;
  if (!connection_->idle()) VOD_CHECK(connection_->execute("ROLLBACK").has_value());
  VOD_CHECK(connection_->execute("BEGIN").has_value());
  for (const std::string& statement : emptying_) VOD_CHECK(connection_->execute(statement).has_value());
  VOD_CHECK(connection_->execute("COMMIT").has_value());
}

void SimulatedDatabase::submit(Change change, Finished finished) {
  if (bugs_->rewrite) {
    change = [inner = std::move(change), bugs = bugs_](Transaction& tx) {
      Rewriting rewriting(tx, *bugs);
      return inner(rewriting);
    };
  }
  sqlite::Member member;
  member.change = std::move(change);
  member.finished = std::move(finished);
  waiting_.push_back(std::move(member));
}

Done SimulatedDatabase::write(Change change) {
  std::optional<Done> result;
  submit(std::move(change), [&result](Done given) { result = std::move(given); });
  if (while_waiting) {
    // Once: what happens meanwhile waits without interruption.
    const auto hook = std::exchange(while_waiting, nullptr);
    hook();
  }
  while (!result) commit_some();
  return *std::move(result);
}

Done SimulatedDatabase::read(const Look& look) {
  if (bugs_->shows_before_sync && !waiting_.empty() && !is_full_ && !has_failed_) return read_with_waiting(look);
  Plain plain(*connection_, *bugs_);
  return look(plain);
}

Done SimulatedDatabase::read_with_waiting(const Look& look) {
  Plain plain(*connection_, *bugs_);
  VOD_TRY(connection_->execute("BEGIN"));
  for (const sqlite::Member& member : waiting_) (void)member.change(plain);
  const Done looked = look(plain);
  VOD_TRY(connection_->execute("ROLLBACK"));
  return looked;
}

Done SimulatedDatabase::look(std::string_view sql, std::initializer_list<SqlValue> values,
                             const ReadTransaction::RowFunction& row) {
  return connection_->execute(sql, std::span(values.begin(), values.size()), &row);
}

Done SimulatedDatabase::copy_to(const std::filesystem::path& file, CopyProgress) {
  return error(ErrorCode::unsupported_operation, file.string(), "A database in memory is not copied.");
}

std::optional<Error> SimulatedDatabase::write_failure() const {
  return has_failed_ ? std::optional(failed_sync()) : std::nullopt;
}

void SimulatedDatabase::commit_some() {
  if (!waiting_.empty()) commit(1 + chance_->below(waiting_.size()));
}

void SimulatedDatabase::commit_all() {
  while (!waiting_.empty()) commit(waiting_.size());
}

void SimulatedDatabase::die_by_chance() {
  if (crash_percent_ > 0 && chance_->percent(crash_percent_)) throw Crash();
}

void SimulatedDatabase::commit(std::size_t count) {
  std::vector<sqlite::Member> members;
  for (; count > 0; --count) {
    members.push_back(std::move(waiting_.front()));
    waiting_.pop_front();
  }
  commit_members(members);
}

void SimulatedDatabase::commit_members(std::vector<sqlite::Member>& members) {
  if (std::exchange(sync_fails_, false)) has_failed_ = true;
  if (has_failed_) {
    for (sqlite::Member& member : members) acknowledge(member, failed_sync());
    return;
  }
  die_by_chance();
  Error problem;
  // Nobody watches.
  std::vector<vod::Change> changes;
  const auto end = sqlite::commit_group(*connection_, members, changes, problem);
  VOD_CHECK(end != sqlite::GroupEnd::failed);
  if (end == sqlite::GroupEnd::committed) {
    die_by_chance();
    for (sqlite::Member& member : members) {
      for (const auto& effect : member.effects) {
        if (!(bugs_->loses_wakes && chance_->percent(10))) effect();
      }
      acknowledge(member, std::move(member.result));
    }
    return;
  }
  ++lost_groups_;
  if (bugs_->acknowledges_lost_members) {
    for (sqlite::Member& member : members) acknowledge(member, done());
  } else if (members.size() == 1) {
    acknowledge(members.front(), problem);
  } else {
    // As the writer does: each in a transaction of its own.
    for (sqlite::Member& member : members) {
      std::vector<sqlite::Member> alone;
      alone.push_back(std::move(member));
      commit_members(alone);
    }
  }
}

void SimulatedDatabase::acknowledge(sqlite::Member& member, Done result) {
  if (member.finished) member.finished(std::move(result));
}

void SimulatedDatabase::crash() {
  waiting_.clear();
  while_waiting = nullptr;
  has_failed_ = sync_fails_ = false;
}

void SimulatedDatabase::heal() {
  crash_percent_ = 0;
  sync_fails_ = false;
  set_full(false);
}

void SimulatedDatabase::set_full(bool full) {
  is_full_ = full;
  if (!full) {
    sqlite3_exec(connection_->handle(), "PRAGMA max_page_count = 1073741823", nullptr, nullptr, nullptr);
    return;
  }
  // A limit below the present size means the present size.
  sqlite3_exec(connection_->handle(), "PRAGMA max_page_count = 1", nullptr, nullptr, nullptr);
}

}  // namespace vod::simulation
