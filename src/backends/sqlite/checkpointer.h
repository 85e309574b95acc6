#pragma once

#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>

#include "backends/sqlite/ballast.h"
#include "backends/sqlite/connection.h"
#include "backends/sqlite/write_health.h"
#include "base/log.h"

namespace vod::sqlite {

/// The thread that copies the WAL back into the database file while the writer goes on, and makes the ballast again
/// when the disk has room. A failed sync of its own is final for writes; a full disk is not.
class Checkpointer {
 public:
  /// All references outlive it; the thread runs from here to the destructor.
  Checkpointer(std::unique_ptr<Connection> connection, WriteHealth& health, Ballast& ballast, Log& log);
  ~Checkpointer();
  Checkpointer(const Checkpointer&) = delete;
  Checkpointer& operator=(const Checkpointer&) = delete;

  /// The writer tells how long the WAL is after a commit.
  void wal_is(std::uint64_t bytes);
  /// The writer has given the ballast away.
  void ballast_is_gone();
  /// For the writer, between transactions: lets the WAL start over, waiting for readers if it must. False when it goes
  /// on as it is.
  bool reset_wal(Connection& writer, bool wait);
  /// A checkpoint has copied nearly all of the WAL: letting it start over now costs the writer little, and a WAL that
  /// is written in place syncs faster than one that grows.
  bool nearly_done() const { return nearly_done_.load(std::memory_order_relaxed); }

 private:
  void run();
  void checkpoint();
  /// The code of a checkpoint; a final one fails the writes.
  void note(int code, sqlite3* connection);

  std::unique_ptr<Connection> connection_;
  WriteHealth& health_;
  Ballast& ballast_;
  Log& log_;
  // SQLite runs one checkpoint at a time and does not wait for another's.
  std::mutex checkpoint_mutex_;
  std::atomic<bool> nearly_done_ = false;

  std::mutex mutex_;
  std::condition_variable wake_;
  bool stop_ = false;
  bool due_ = false;
  std::uint64_t wal_bytes_ = 0;
  std::uint64_t checkpointed_bytes_ = 0;
  bool rest_ = false;
  bool ballast_gone_ = false;
  std::thread thread_;
};

}  // namespace vod::sqlite
