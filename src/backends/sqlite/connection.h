#pragma once

#include <sqlite3.h>

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "backends/sqlite/statement.h"
#include "base/result.h"
#include "model/limits.h"

namespace vod::sqlite {

/// One connection with its cache of prepared statements. One thread at a time.
class Connection {
 public:
  /// One that waits for a lock waits for recovery after a crash, or the writer for readers before the WAL starts over.
  static constexpr int busy_ms_max = static_cast<int>(limits::read_ms_max) + 1'000;

  /// Opens the file, which must exist, and sets what every connection needs. Without `syncs` nothing that it writes is
  /// forced to the disk.
  static Result<std::unique_ptr<Connection>> open(const std::string& path, const std::string& vfs, bool syncs);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  /// Runs one statement to its end; `row` may be null. Errors as error_of() gives them; last_code() tells SQLite's own.
  Done execute(std::string_view sql, std::span<const SqlValue> values = {},
               const ReadTransaction::RowFunction* row = nullptr);
  /// The prepared statement of the text, from the cache where it is free; owned by the connection until the next call.
  Result<Statement*> statement(std::string_view sql);
  Done run(Statement& statement, std::span<const SqlValue> values, const ReadTransaction::RowFunction* row);

  /// The one number that a pragma or count answers.
  Result<std::int64_t> number(std::string_view sql);
  /// No transaction is open: it was never begun, or an error has rolled it back.
  bool idle() const { return sqlite3_get_autocommit(handle_) != 0; }
  /// SQLite's extended code of the last call that failed, SQLITE_OK before any.
  int last_code() const { return last_code_; }
  void forget_last_code() { last_code_ = SQLITE_OK; }
  /// The last connection to close copies the log into the database; this one must not.
  void close_without_checkpoint();
  sqlite3* handle() { return handle_; }

 private:
  explicit Connection(sqlite3* handle) : handle_(handle) {}

  sqlite3* handle_;
  int last_code_ = SQLITE_OK;
  // The keys are the texts that the statements own.
  std::unordered_map<std::string_view, std::unique_ptr<Statement>> statements_;
  // Prepared for a text whose cached statement is running: a row function that asks the same question again.
  std::vector<std::unique_ptr<Statement>> nested_;
};

}  // namespace vod::sqlite
