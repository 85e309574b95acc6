#pragma once

#include <sqlite3.h>

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ports/database.h"

namespace vod::sqlite {

/// One prepared statement. Its placeholders are `$1`, `$2` ...; each may stand several times and in any order.
class Statement {
 public:
  /// Prepares exactly one statement; more than one in the text is an error.
  static Result<std::unique_ptr<Statement>> prepare(sqlite3* connection, std::string_view sql);
  ~Statement() { sqlite3_finalize(handle_); }
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  const std::string& sql() const { return sql_; }
  bool changes_nothing() const { return changes_nothing_; }
  bool busy() const { return busy_; }

  /// Runs to the end; `row` may be null. Gives SQLite's extended result code, SQLITE_OK at the end; SQLITE_RANGE when
  /// the values don't fit the placeholders.
  int run(std::span<const SqlValue> values, const ReadTransaction::RowFunction* row);

 private:
  Statement(sqlite3_stmt* handle, std::string_view sql);
  int bind(std::span<const SqlValue> values);

  sqlite3_stmt* handle_;
  std::string sql_;
  /// For each of SQLite's parameters the number (from 0) of the value that it takes.
  std::vector<int> value_of_parameter_;
  bool changes_nothing_;
  bool busy_ = false;
};

}  // namespace vod::sqlite
