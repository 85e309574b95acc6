#include "backends/sqlite/statement.h"

#include "backends/sqlite/sqlite_errors.h"
#include "base/text.h"
#include "model/errors.h"

namespace vod::sqlite {
namespace {

class StatementRow final : public SqlRow {
 public:
  explicit StatementRow(sqlite3_stmt* handle) : handle_(handle) {}
  bool is_null(int column) const override { return sqlite3_column_type(handle_, column) == SQLITE_NULL; }
  std::int64_t integer(int column) const override { return sqlite3_column_int64(handle_, column); }
  double real(int column) const override { return sqlite3_column_double(handle_, column); }
  std::string_view text(int column) const override {
    const auto* const bytes = static_cast<const char*>(sqlite3_column_blob(handle_, column));
    if (bytes == nullptr) return "";
    return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(handle_, column))};
  }

 private:
  sqlite3_stmt* handle_;
};

// Marks a statement as running and puts it back to its start, also when a row function throws.
class Run {
 public:
  Run(sqlite3_stmt* handle, bool& busy) : handle_(handle), busy_(busy) { busy_ = true; }
  ~Run() {
    sqlite3_reset(handle_);
    busy_ = false;
  }
  Run(const Run&) = delete;
  Run& operator=(const Run&) = delete;

 private:
  sqlite3_stmt* handle_;
  bool& busy_;
};

int bind_value(sqlite3_stmt* handle, int parameter, const SqlValue& value) {
  // Borrowed, not copied: the values outlive the run, and each run binds all of them anew.
  switch (value.index()) {
    case 0:
      return sqlite3_bind_null(handle, parameter);
    case 1:
      return sqlite3_bind_int64(handle, parameter, std::get<1>(value));
    case 2:
      return sqlite3_bind_double(handle, parameter, std::get<2>(value));
    case 3: {
      const auto text = std::get<3>(value);
      // A null pointer would bind NULL, and an empty text is not NULL.
      return sqlite3_bind_text64(handle, parameter, text.data() != nullptr ? text.data() : "", text.size(),
                                 SQLITE_STATIC, SQLITE_UTF8);
    }
    default: {
      const auto blob = std::get<4>(value);
      if (blob.empty()) return sqlite3_bind_zeroblob(handle, parameter, 0);
      return sqlite3_bind_blob64(handle, parameter, blob.data(), blob.size(), SQLITE_STATIC);
    }
  }
}

}  // namespace

Result<std::unique_ptr<Statement>> Statement::prepare(sqlite3* connection, std::string_view sql) {
  sqlite3_stmt* handle = nullptr;
  const char* tail = nullptr;
  const int code = sqlite3_prepare_v3(connection, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT,
                                      &handle, &tail);
  if (code != SQLITE_OK) return error_of(code, connection, sql);
  std::unique_ptr<Statement> statement(new Statement(handle, sql));
  const auto rest = trim(sql.substr(static_cast<std::size_t>(tail - sql.data())));
  if (handle == nullptr || !rest.empty()) {
    return error(ErrorCode::internal_error, "database", "Not exactly one statement: " + std::string(sql));
  }
  return statement;
}

Statement::Statement(sqlite3_stmt* handle, std::string_view sql)
    : handle_(handle), sql_(sql), changes_nothing_(handle != nullptr && sqlite3_stmt_readonly(handle) != 0) {
  const int parameters = sqlite3_bind_parameter_count(handle);
  for (int parameter = 1; parameter <= parameters; ++parameter) {
    const char* const name = sqlite3_bind_parameter_name(handle, parameter);
    // SQLite numbers `$n` by first appearance; the text's own number counts here, as it does in PostgreSQL.
    const auto number = name != nullptr ? parse_number<std::int64_t>(std::string_view(name).substr(1)) : std::nullopt;
    value_of_parameter_.push_back(static_cast<int>(number.value_or(parameter)) - 1);
  }
}

int Statement::bind(std::span<const SqlValue> values) {
  for (std::size_t i = 0; i < value_of_parameter_.size(); ++i) {
    const auto value = static_cast<std::size_t>(value_of_parameter_[i]);
    if (value >= values.size()) return SQLITE_RANGE;
    const int code = bind_value(handle_, static_cast<int>(i) + 1, values[value]);
    if (code != SQLITE_OK) return code;
  }
  return values.size() > value_of_parameter_.size() ? SQLITE_RANGE : SQLITE_OK;
}

int Statement::run(std::span<const SqlValue> values, const ReadTransaction::RowFunction* row) {
  if (const int code = bind(values); code != SQLITE_OK) return code;
  const Run run(handle_, busy_);
  const StatementRow current(handle_);
  for (;;) {
    const int code = sqlite3_step(handle_);
    if (code == SQLITE_DONE) return SQLITE_OK;
    if (code != SQLITE_ROW) return code;
    if (row != nullptr && *row) (*row)(current);
  }
}

}  // namespace vod::sqlite
