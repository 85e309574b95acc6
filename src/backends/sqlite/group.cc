#include "backends/sqlite/group.h"

#include <exception>
#include <optional>
#include <utility>

#include "backends/sqlite/sqlite_errors.h"
#include "model/errors.h"

namespace vod::sqlite {
namespace {

// How a member that fails is undone. With the group, unless one of them has failed: members hardly ever fail after a
// change of theirs, and a savepoint costs two statements and a copy of each page that is touched under it.
enum class Undo { with_group, by_savepoint };

// What one member sees. Its savepoint, if any, is opened by its first change of a row: many members only look and
// refuse.
class MemberTransaction final : public Transaction {
 public:
  MemberTransaction(Connection& connection, Member& member, std::vector<Change>& changes, Undo undo)
      : connection_(connection), member_(member), changes_(changes), changes_before_(changes.size()), undo_(undo) {}

  Done query(std::string_view sql, std::span<const SqlValue> values, const RowFunction& row) override {
    return execute(sql, values, &row);
  }

  Result<std::int64_t> run(std::string_view sql, std::span<const SqlValue> values) override {
    const auto before = sqlite3_total_changes64(connection_.handle());
    VOD_TRY(execute(sql, values, nullptr));
    // A statement that changes no rows, such as CREATE TABLE, leaves the count of the one before it.
    if (sqlite3_total_changes64(connection_.handle()) == before) return 0;
    return sqlite3_changes64(connection_.handle());
  }

  std::int64_t last_insert_id() override { return sqlite3_last_insert_rowid(connection_.handle()); }

  void on_commit(std::function<void()> effect) override { member_.effects.push_back(std::move(effect)); }

  void changed(Change change) override { changes_.push_back(std::move(change)); }

  bool can_undo() const { return !has_changed_ || undo_ == Undo::by_savepoint; }
  Done keep() { return has_savepoint_ ? connection_.execute("RELEASE member") : done(); }
  Done undo() {
    member_.effects.clear();
    changes_.resize(changes_before_);
    if (!has_savepoint_) return done();
    VOD_TRY(connection_.execute("ROLLBACK TO member"));
    return connection_.execute("RELEASE member");
  }

 private:
  Done execute(std::string_view sql, std::span<const SqlValue> values, const RowFunction* row) {
    if (connection_.idle()) {
      // The transaction is gone; outside of it a statement would commit by itself.
      return error(ErrorCode::resource_insufficient, "database", "The transaction was rolled back.");
    }
    VOD_TRY(auto* const statement, connection_.statement(sql));
    if (statement->changes_nothing()) return connection_.run(*statement, values, row);
    if (undo_ == Undo::by_savepoint && !has_savepoint_) {
      VOD_TRY(connection_.execute("SAVEPOINT member"));
      has_savepoint_ = true;
    }
    // A statement that fails undoes itself; one that throws from its row function may have changed something.
    const bool had_changed = std::exchange(has_changed_, true);
    const auto result = connection_.run(*statement, values, row);
    if (!result) has_changed_ = had_changed;
    return result;
  }

  Connection& connection_;
  Member& member_;
  std::vector<Change>& changes_;  // Of the whole group.
  const std::size_t changes_before_;
  const Undo undo_;
  bool has_changed_ = false;
  bool has_savepoint_ = false;
};

Done run_change(const Database::Change& change, Transaction& transaction) {
  // A throw means that the machine failed, most likely that memory ran out; it ends here and not the writer's thread.
  try {
    return change(transaction);
  } catch (const std::exception& thrown) {
    return error(ErrorCode::internal_error, "database", thrown.what());
  }
}

enum class MemberEnd {
  kept,    // Or undone by itself.
  spoilt,  // It failed, and what it changed can go with the whole group only.
  over,    // The connection has lost the transaction, or can't undo the member.
};

MemberEnd run_member(Connection& connection, Member& member, std::vector<Change>& changes, Undo undo) {
  member.effects.clear();
  connection.forget_last_code();
  MemberTransaction transaction(connection, member, changes, undo);
  member.result = run_change(member.change, transaction);
  if (connection.idle() || is_final(connection.last_code())) return MemberEnd::over;
  // Others of the group may find no room either; the writer knows what to do about that.
  if (!member.result && is_full(connection.last_code())) return MemberEnd::over;
  if (!member.result && !transaction.can_undo()) return MemberEnd::spoilt;
  return (member.result ? transaction.keep() : transaction.undo()) ? MemberEnd::kept : MemberEnd::over;
}

GroupEnd give_up(Connection& connection, int code, Error& problem) {
  problem = error_of(code, connection.handle(), "group commit");
  if (!connection.idle()) (void)connection.execute("ROLLBACK");
  const bool usable = connection.idle() && !is_final(code);
  if (!usable) problem.code = ErrorCode::database_failed;
  return usable ? GroupEnd::lost : GroupEnd::failed;
}

// Nothing when a member spoilt the group: it is rolled back and can be run again.
std::optional<GroupEnd> run_group(Connection& connection, std::span<Member> members, std::vector<Change>& changes,
                                  Undo undo, Error& problem) {
  changes.clear();
  connection.forget_last_code();
  if (!connection.execute("BEGIN IMMEDIATE")) return give_up(connection, connection.last_code(), problem);
  for (auto& member : members) {
    if (!member.change) continue;
    const auto end = run_member(connection, member, changes, undo);
    if (end == MemberEnd::over) return give_up(connection, connection.last_code(), problem);
    if (end == MemberEnd::kept) continue;
    if (!connection.execute("ROLLBACK")) return give_up(connection, connection.last_code(), problem);
    return {};
  }
  if (!connection.execute("COMMIT")) return give_up(connection, connection.last_code(), problem);
  return GroupEnd::committed;
}

}  // namespace

GroupEnd commit_group(Connection& connection, std::span<Member> members, std::vector<Change>& changes, Error& problem) {
  if (const auto end = run_group(connection, members, changes, Undo::with_group, problem)) return *end;
  return run_group(connection, members, changes, Undo::by_savepoint, problem).value_or(GroupEnd::lost);
}

}  // namespace vod::sqlite
