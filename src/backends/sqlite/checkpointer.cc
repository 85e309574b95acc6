#include "backends/sqlite/checkpointer.h"

#include <chrono>

#include "backends/sqlite/sqlite_errors.h"
#include "model/errors.h"
#include "model/limits.h"

namespace vod::sqlite {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

Checkpointer::Checkpointer(std::unique_ptr<Connection> connection, WriteHealth& health, Ballast& ballast, Log& log)
    : connection_(std::move(connection)), health_(health), ballast_(ballast), log_(log) {
  ballast_gone_ = !ballast_.held();
  thread_ = std::thread([this] { run(); });
}

Checkpointer::~Checkpointer() {
  {
    const std::lock_guard lock(mutex_);
    stop_ = true;
  }
  wake_.notify_one();
  thread_.join();
}

void Checkpointer::wal_is(std::uint64_t bytes) {
  bool wake = false;
  {
    const std::lock_guard lock(mutex_);
    // The thread is asleep without a time-out when there was no rest, and waits for more otherwise.
    if (bytes < wal_bytes_) checkpointed_bytes_ = 0;
    wal_bytes_ = bytes;
    const bool enough = bytes - checkpointed_bytes_ >= limits::checkpoint_bytes;
    wake = !rest_ || (!due_ && enough);
    rest_ = true;
    due_ = due_ || enough;
  }
  if (wake) wake_.notify_one();
}

void Checkpointer::ballast_is_gone() {
  {
    const std::lock_guard lock(mutex_);
    ballast_gone_ = true;
  }
  wake_.notify_one();
}

void Checkpointer::run() {
  auto ballast_at = steady_clock::now() + milliseconds(limits::ballast_retry_ms);
  std::unique_lock lock(mutex_);
  while (!stop_) {
    if (!rest_ && !ballast_gone_) {
      wake_.wait(lock, [this] { return stop_ || rest_ || ballast_gone_; });
      ballast_at = steady_clock::now() + milliseconds(limits::ballast_retry_ms);
    }
    wake_.wait_for(lock, milliseconds(limits::checkpoint_idle_ms), [this] { return stop_ || due_; });
    if (stop_) break;
    const bool checkpoint_now = rest_;
    due_ = rest_ = false;
    checkpointed_bytes_ = wal_bytes_;
    const bool ballast_now = ballast_gone_ && steady_clock::now() >= ballast_at;
    lock.unlock();
    if (checkpoint_now && !health_.failed()) checkpoint();
    bool ballast_made = false;
    if (ballast_now) {
      ballast_made = ballast_.create();
      ballast_at = steady_clock::now() + milliseconds(limits::ballast_retry_ms);
      if (ballast_made) log_.info("The disk has room again; the ballast is back.");
    }
    lock.lock();
    if (ballast_made) ballast_gone_ = !ballast_.held();
  }
}

void Checkpointer::checkpoint() {
  const std::lock_guard lock(checkpoint_mutex_);
  int pages = 0;
  int copied = 0;
  const int code =
      sqlite3_wal_checkpoint_v2(connection_->handle(), nullptr, SQLITE_CHECKPOINT_PASSIVE, &pages, &copied);
  note(code, connection_->handle());
  if (code == SQLITE_OK && copied > 0) nearly_done_ = true;
}

bool Checkpointer::reset_wal(Connection& writer, bool wait) {
  std::unique_lock lock(checkpoint_mutex_, std::defer_lock);
  if (wait) {
    lock.lock();
  } else if (!lock.try_lock()) {
    return false;
  }
  nearly_done_ = false;
  if (!wait) sqlite3_busy_timeout(writer.handle(), 0);
  const int code = sqlite3_wal_checkpoint_v2(writer.handle(), nullptr, SQLITE_CHECKPOINT_RESTART, nullptr, nullptr);
  if (!wait) sqlite3_busy_timeout(writer.handle(), Connection::busy_ms_max);
  if (wait || (code & 0xff) != SQLITE_BUSY) note(code, writer.handle());
  return code == SQLITE_OK;
}

void Checkpointer::note(int code, sqlite3* connection) {
  if (code == SQLITE_OK) return;
  const auto problem = error_of(code, connection, "checkpoint");
  if (is_final(code)) {
    health_.fail(problem);
  } else {
    log_.warn("The checkpoint waits for later: {}", message_of(problem));
  }
}

}  // namespace vod::sqlite
