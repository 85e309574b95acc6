#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <functional>
#include <mutex>
#include <span>
#include <thread>
#include <vector>

#include "backends/sqlite/ballast.h"
#include "backends/sqlite/checkpointer.h"
#include "backends/sqlite/connection.h"
#include "backends/sqlite/copy.h"
#include "backends/sqlite/group.h"
#include "backends/sqlite/shrinker.h"
#include "backends/sqlite/write_health.h"

namespace vod::sqlite {

/// The one thread that changes the database: it takes all that wait, commits them together and acknowledges them after
/// the sync. The destructor finishes what was submitted.
class Writer {
 public:
  /// All references outlive it.
  Writer(Connection& connection, std::uint64_t page_bytes, std::uint64_t wal_bytes_max, std::uint64_t free_bytes_kept,
         WriteHealth& health, Ballast& ballast, Checkpointer& checkpointer,
         std::function<void(std::span<const Change>)> on_changes, Log& log);
  ~Writer();
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  /// Never blocks; see Database::submit. Thread-safe.
  void submit(Database::Change change, Database::Finished finished);
  /// See Database::write.
  Done write(Database::Change change);
  /// See Database::copy_to; the file is not synced.
  Done copy_to(const std::filesystem::path& file, Database::CopyProgress progress);

 private:
  // A copy that somebody waits for.
  struct Copying {
    std::filesystem::path file;
    Database::CopyProgress progress;
    std::unique_ptr<Copy> copy;  // The writer's thread only.
    std::promise<Done> end;
  };

  void run();
  /// Under the lock. True when the writer sleeps and must be woken.
  bool enqueue(Member member);
  void commit(std::span<Member> members);
  void step_copy();
  /// Under the lock, which it lets go meanwhile: waits for work, and gives space back while there is none.
  void wait_for_work(std::unique_lock<std::mutex>& lock);
  void shrink(int pages);
  /// After a lost group: each member in a transaction of its own.
  void commit_one_by_one(std::span<Member> members);
  void acknowledge(std::span<Member> members);
  void refuse(std::span<Member> members, const Error& why);
  static void finish(Member& member, Done result);
  void wake_waiters();
  void note_full(bool full);
  void after_commit();
  void note_wal();

  Connection& connection_;
  const std::uint64_t page_bytes_;
  const std::uint64_t wal_bytes_max_;
  WriteHealth& health_;
  Ballast& ballast_;
  Checkpointer& checkpointer_;
  const std::function<void(std::span<const Change>)> on_changes_;
  Log& log_;

  // The writer's thread only.
  std::vector<Change> changes_;  // Of the group at hand; kept for its memory.
  Shrinker shrinker_;
  std::chrono::steady_clock::time_point shrunk_at_;
  int wal_pages_ = 0;
  std::uint64_t reset_at_bytes_;
  bool full_ = false;

  std::mutex mutex_;
  std::condition_variable wake_;
  std::vector<Member> waiting_;
  // Counts how often the writer has taken what waited. Those who wait for one taking sleep on one word and are woken by
  // one call: to wake each by itself costs a switch of threads per change.
  std::uint64_t takings_ = 0;
  std::array<std::atomic<std::uint32_t>, 2> sleep_on_ = {};
  std::unique_ptr<Copying> copying_;
  bool asleep_ = false;
  bool stop_ = false;
  std::thread thread_;
};

}  // namespace vod::sqlite
