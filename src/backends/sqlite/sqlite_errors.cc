#include "backends/sqlite/sqlite_errors.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include "model/errors.h"

namespace vod::sqlite {

bool is_full(int code) {
  // A full disk shows as IOERR_SHMSIZE when it is the WAL's index that can't grow.
  return (code & 0xff) == SQLITE_FULL || code == SQLITE_IOERR_SHMSIZE;
}

bool is_final(int code) {
  switch (code & 0xff) {
    case SQLITE_IOERR:
      return code != SQLITE_IOERR_NOMEM && code != SQLITE_IOERR_SHMSIZE;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_READONLY:
      return true;
    default:
      return false;
  }
}

Error error_of(int code, sqlite3* connection, std::string_view about) {
  if (is_full(code)) return error(ErrorCode::resource_insufficient);
  const char* const message = connection != nullptr && sqlite3_extended_errcode(connection) == code
                                  ? sqlite3_errmsg(connection)
                                  : sqlite3_errstr(code);
  auto detail = fmt::format("{} (SQLite code {}): {}", message, code, about);
  if (is_final(code)) return error(ErrorCode::database_failed, "database", std::move(detail));
  switch (code & 0xff) {
    case SQLITE_INTERRUPT:
      return error(ErrorCode::resource_unavailable, "database", fmt::format("The read took too long: {}", about));
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL:
    case SQLITE_CANTOPEN:
      return error(ErrorCode::resource_unavailable, "database", std::move(detail));
    default:
      return error(ErrorCode::internal_error, "database", std::move(detail));
  }
}

}  // namespace vod::sqlite
