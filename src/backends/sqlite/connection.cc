#include "backends/sqlite/connection.h"

#include "backends/sqlite/sqlite_errors.h"
#include "model/errors.h"

namespace vod::sqlite {

Result<std::unique_ptr<Connection>> Connection::open(const std::string& path, const std::string& vfs, bool syncs) {
  sqlite3* handle = nullptr;
  const int code = sqlite3_open_v2(path.c_str(), &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX,
                                   vfs.empty() ? nullptr : vfs.c_str());
  std::unique_ptr<Connection> connection(new Connection(handle));
  if (code != SQLITE_OK) return error_of(code, handle, path);
  sqlite3_extended_result_codes(handle, 1);
  sqlite3_busy_timeout(handle, busy_ms_max);
  for (const auto* const pragma : {
           "PRAGMA foreign_keys = ON",
           // Debian compiles it on; it would write every freed page once more.
           "PRAGMA secure_delete = OFF",
           // Undo pages of a savepoint stay in memory: a full disk can't hurt them.
           "PRAGMA temp_store = MEMORY",
           // Checkpoints have a thread of their own.
           "PRAGMA wal_autocheckpoint = 0",
           syncs ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = OFF",
       }) {
    VOD_TRY(connection->execute(pragma));
  }
  return connection;
}

Connection::~Connection() {
  nested_.clear();
  statements_.clear();
  sqlite3_close(handle_);
}

void Connection::close_without_checkpoint() {
  sqlite3_db_config(handle_, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
}

Done Connection::execute(std::string_view sql, std::span<const SqlValue> values,
                         const ReadTransaction::RowFunction* row) {
  VOD_TRY(auto* const prepared, statement(sql));
  return run(*prepared, values, row);
}

Result<Statement*> Connection::statement(std::string_view sql) {
  const auto found = statements_.find(sql);
  if (found != statements_.end() && !found->second->busy()) return found->second.get();

  auto prepared = Statement::prepare(handle_, sql);
  if (!prepared) {
    last_code_ = sqlite3_extended_errcode(handle_);
    return prepared.error();
  }
  auto* const statement = prepared.value().get();
  if (found != statements_.end()) {
    std::erase_if(nested_, [](const auto& old) { return !old->busy(); });
    nested_.push_back(std::move(prepared).value());
    return statement;
  }
  if (statements_.size() >= limits::statements_cached_max) {
    std::erase_if(statements_, [](const auto& entry) { return !entry.second->busy(); });
  }
  statements_.emplace(statement->sql(), std::move(prepared).value());
  return statement;
}

Done Connection::run(Statement& statement, std::span<const SqlValue> values, const ReadTransaction::RowFunction* row) {
  const int code = statement.run(values, row);
  if (code == SQLITE_OK) return done();
  last_code_ = code;
  return error_of(code, handle_, statement.sql());
}

Result<std::int64_t> Connection::number(std::string_view sql) {
  std::int64_t answer = 0;
  const ReadTransaction::RowFunction row = [&answer](const SqlRow& values) { answer = values.integer(0); };
  VOD_TRY(execute(sql, {}, &row));
  return answer;
}

}  // namespace vod::sqlite
