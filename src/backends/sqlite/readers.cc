#include "backends/sqlite/readers.h"

#include <chrono>

#include "backends/sqlite/sqlite_errors.h"
#include "model/errors.h"
#include "model/limits.h"

namespace vod::sqlite {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

// How many of SQLite's instructions pass between two looks at the clock: some tens of microseconds.
constexpr int instructions_per_check = 4'096;

int is_late(void* deadline) { return steady_clock::now() > *static_cast<const steady_clock::time_point*>(deadline); }

class Snapshot final : public ReadTransaction {
 public:
  Snapshot(Connection& connection, const steady_clock::time_point& deadline)
      : connection_(connection), deadline_(deadline) {}

  Done query(std::string_view sql, std::span<const SqlValue> values, const RowFunction& row) override {
    if (steady_clock::now() > deadline_) return error_of(SQLITE_INTERRUPT, nullptr, sql);
    return connection_.execute(sql, values, &row);
  }

 private:
  Connection& connection_;
  const steady_clock::time_point& deadline_;
};

}  // namespace

// A connection on loan, with its read transaction.
class Readers::Lent {
 public:
  Lent(Readers& pool, std::unique_ptr<Connection> connection, steady_clock::time_point& deadline)
      : pool_(pool), connection_(std::move(connection)) {
    sqlite3_progress_handler(connection_->handle(), instructions_per_check, is_late, &deadline);
  }
  ~Lent() {
    sqlite3_progress_handler(connection_->handle(), 0, nullptr, nullptr);
    // An open transaction here could only keep the WAL from being reset.
    if (!connection_->idle()) (void)connection_->execute("COMMIT");
    pool_.give_back(std::move(connection_));
  }
  Lent(const Lent&) = delete;
  Lent& operator=(const Lent&) = delete;

  Connection& get() { return *connection_; }

 private:
  Readers& pool_;
  std::unique_ptr<Connection> connection_;
};

Readers::Readers(std::string path, std::string vfs, std::int64_t read_ms_max)
    : path_(std::move(path)), vfs_(std::move(vfs)), read_ms_max_(read_ms_max) {}

Done Readers::read(const Database::Look& look) {
  auto deadline = steady_clock::now() + milliseconds(read_ms_max_);
  VOD_TRY(auto connection, take());
  Lent lent(*this, std::move(connection), deadline);
  VOD_TRY(lent.get().execute("BEGIN"));
  Snapshot snapshot(lent.get(), deadline);
  return look(snapshot);
}

Result<std::unique_ptr<Connection>> Readers::take() {
  {
    std::unique_lock lock(mutex_);
    const bool in_time = came_free_.wait_for(
        lock, milliseconds(read_ms_max_), [this] { return !free_.empty() || opened_ < limits::read_connections_max; });
    if (!in_time) {
      return error(ErrorCode::resource_unavailable, "database", "All connections of the database are reading.");
    }
    if (!free_.empty()) {
      auto connection = std::move(free_.back());
      free_.pop_back();
      return connection;
    }
    ++opened_;
  }
  auto opened = open();
  if (!opened) {
    const std::lock_guard lock(mutex_);
    --opened_;
    came_free_.notify_one();
  }
  return opened;
}

Result<std::unique_ptr<Connection>> Readers::open() const {
  VOD_TRY(auto connection, Connection::open(path_, vfs_, true));
  VOD_TRY(connection->execute("PRAGMA query_only = ON"));
  return connection;
}

void Readers::give_back(std::unique_ptr<Connection> connection) {
  {
    const std::lock_guard lock(mutex_);
    free_.push_back(std::move(connection));
  }
  came_free_.notify_one();
}

}  // namespace vod::sqlite
