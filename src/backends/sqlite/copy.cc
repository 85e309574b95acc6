#include "backends/sqlite/copy.h"

#include <fmt/format.h>

#include "backends/sqlite/sqlite_errors.h"
#include "model/errors.h"
#include "model/limits.h"

namespace vod::sqlite {

Result<std::unique_ptr<Copy>> Copy::begin(Connection& from, const std::filesystem::path& file) {
  sqlite3* to = nullptr;
  const int code = sqlite3_open_v2(
      file.c_str(), &to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_EXCLUSIVE | SQLITE_OPEN_NOMUTEX,
      nullptr);
  std::unique_ptr<Copy> copy(new Copy(to, nullptr));
  if (code != SQLITE_OK) return error_of(code, to, file.string());
  // Nobody reads the file before it is whole, and its maker syncs it then.
  sqlite3_exec(to, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF", nullptr, nullptr, nullptr);
  copy->backup_ = sqlite3_backup_init(to, "main", from.handle(), "main");
  if (copy->backup_ == nullptr) return error_of(sqlite3_errcode(to), to, file.string());
  return copy;
}

Copy::~Copy() {
  if (backup_ != nullptr) sqlite3_backup_finish(backup_);
  sqlite3_close(to_);
}

Result<bool> Copy::step() {
  const int code = sqlite3_backup_step(backup_, limits::copy_pages_at_once);
  if (code == SQLITE_DONE) return true;
  // Busy: somebody holds a lock for a moment; the next step tries again.
  if (code == SQLITE_OK || code == SQLITE_BUSY || code == SQLITE_LOCKED) return false;
  return error_of(code, to_, "copying the database");
}

std::uint64_t Copy::all_pages() const { return static_cast<std::uint64_t>(sqlite3_backup_pagecount(backup_)); }

std::uint64_t Copy::done_pages() const {
  return all_pages() - static_cast<std::uint64_t>(sqlite3_backup_remaining(backup_));
}

}  // namespace vod::sqlite
