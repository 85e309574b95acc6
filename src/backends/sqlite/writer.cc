#include "backends/sqlite/writer.h"

#include <linux/futex.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <future>
#include <limits>
#include <utility>

#include "backends/sqlite/sqlite_errors.h"
#include "model/errors.h"
#include "model/limits.h"

namespace vod::sqlite {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

namespace {

// Giving space back: when nothing else is to be done 10 MiB a second, in steps of some milliseconds that a change may
// have to wait for; under load a quarter of a MiB, which nobody notices.
constexpr milliseconds shrink_idle_wait{100};
constexpr int shrink_idle_pages = 256;
constexpr milliseconds shrink_busy_wait{1'000};
constexpr int shrink_busy_pages = 64;

// The system's own: std::atomic::wait spins and yields first, and many threads that do so keep the writer from its
// work.
void sleep_on(std::atomic<std::uint32_t>& word, std::uint32_t seen) {
  ::syscall(SYS_futex, &word, FUTEX_WAIT_PRIVATE, seen, nullptr, nullptr, 0);
}

void wake_all(std::atomic<std::uint32_t>& word) {
  ::syscall(SYS_futex, &word, FUTEX_WAKE_PRIVATE, std::numeric_limits<int>::max(), nullptr, nullptr, 0);
}

}  // namespace

Writer::Writer(Connection& connection, std::uint64_t page_bytes, std::uint64_t wal_bytes_max,
               std::uint64_t free_bytes_kept, WriteHealth& health, Ballast& ballast, Checkpointer& checkpointer,
               std::function<void(std::span<const Change>)> on_changes, Log& log)
    : connection_(connection),
      page_bytes_(page_bytes),
      wal_bytes_max_(wal_bytes_max),
      health_(health),
      ballast_(ballast),
      checkpointer_(checkpointer),
      on_changes_(std::move(on_changes)),
      log_(log),
      shrinker_(connection, free_bytes_kept, page_bytes),
      shrunk_at_(steady_clock::now()),
      reset_at_bytes_(wal_bytes_max) {
  sqlite3_wal_hook(
      connection_.handle(),
      [](void* pages, sqlite3*, const char*, int count) {
        *static_cast<int*>(pages) = count;
        return SQLITE_OK;
      },
      &wal_pages_);
  thread_ = std::thread([this] { run(); });
}

Writer::~Writer() {
  {
    const std::lock_guard lock(mutex_);
    stop_ = true;
  }
  wake_.notify_one();
  thread_.join();
}

void Writer::submit(Database::Change change, Database::Finished finished) {
  Member member;
  member.change = std::move(change);
  member.finished = std::move(finished);
  bool wake = false;
  {
    const std::lock_guard lock(mutex_);
    wake = enqueue(std::move(member));
  }
  if (wake) wake_.notify_one();
}

Done Writer::write(Database::Change change) {
  Waiter waiter;
  Member member;
  member.change = std::move(change);
  member.waiter = &waiter;
  bool wake = false;
  std::atomic<std::uint32_t>* word = nullptr;
  {
    const std::lock_guard lock(mutex_);
    wake = enqueue(std::move(member));
    word = &sleep_on_[takings_ % sleep_on_.size()];
  }
  if (wake) wake_.notify_one();
  for (;;) {
    const auto seen = word->load(std::memory_order_acquire);
    if (waiter.finished.load(std::memory_order_acquire)) return std::move(waiter.result);
    sleep_on(*word, seen);
  }
}

bool Writer::enqueue(Member member) {
  if (waiting_.size() >= limits::changes_waiting_max) {
    member.change = nullptr;
    member.result = error(ErrorCode::resource_unavailable, "database", "Too many changes are waiting.");
  }
  waiting_.push_back(std::move(member));
  return std::exchange(asleep_, false);
}

void Writer::run() {
  std::vector<Member> taken;
  for (;;) {
    {
      std::unique_lock lock(mutex_);
      wait_for_work(lock);
      if (waiting_.empty() && stop_) break;
      if (!waiting_.empty()) {
        taken.swap(waiting_);
        ++takings_;
      }
    }
    for (std::size_t first = 0; first < taken.size(); first += limits::group_changes_max) {
      const auto count = std::min(limits::group_changes_max, taken.size() - first);
      commit(std::span(taken).subspan(first, count));
      wake_waiters();
    }
    taken.clear();
    step_copy();
    if (shrinker_.may_have_pages() && steady_clock::now() - shrunk_at_ >= shrink_busy_wait) {
      shrink(shrink_busy_pages);
    }
  }
  if (copying_) copying_->end.set_value(error(ErrorCode::cancelled, "database", "The database is closing."));
}

void Writer::wait_for_work(std::unique_lock<std::mutex>& lock) {
  const auto has_work = [this] { return !waiting_.empty() || stop_ || copying_; };
  while (!has_work()) {
    asleep_ = true;
    if (!shrinker_.may_have_pages() || health_.failed()) {
      wake_.wait(lock);
    } else if (wake_.wait_for(lock, shrink_idle_wait) == std::cv_status::timeout && !has_work()) {
      asleep_ = false;
      lock.unlock();
      shrink(shrink_idle_pages);
      lock.lock();
    }
  }
  asleep_ = false;
}

void Writer::shrink(int pages) {
  shrunk_at_ = steady_clock::now();
  if (health_.failed()) return;
  connection_.forget_last_code();
  const auto stepped = shrinker_.step(pages);
  if (stepped) return note_wal();
  // A full disk, or a file that is in use, is for later.
  if (is_final(connection_.last_code())) health_.fail(stepped.error());
}

Done Writer::copy_to(const std::filesystem::path& file, Database::CopyProgress progress) {
  auto copying = std::make_unique<Copying>();
  copying->file = file;
  copying->progress = std::move(progress);
  auto end = copying->end.get_future();
  bool wake = false;
  {
    const std::lock_guard lock(mutex_);
    if (copying_) return error(ErrorCode::resource_unavailable, "database", "The database is being copied already.");
    if (stop_) return error(ErrorCode::cancelled, "database", "The database is closing.");
    copying_ = std::move(copying);
    wake = std::exchange(asleep_, false);
  }
  if (wake) wake_.notify_one();
  return end.get();
}

// One small step after each group, so that a change waits for a millisecond and not for the whole copy.
void Writer::step_copy() {
  Copying* copying = nullptr;
  {
    const std::lock_guard lock(mutex_);
    copying = copying_.get();
  }
  if (copying == nullptr) return;
  const auto step = [&]() -> Result<bool> {
    if (!copying->copy) {
      VOD_TRY(copying->copy, Copy::begin(connection_, copying->file));
    }
    VOD_TRY(const bool is_whole, copying->copy->step());
    if (!copying->progress(copying->copy->done_pages(), copying->copy->all_pages())) {
      return error(ErrorCode::cancelled, "database", "Copying the database was stopped.");
    }
    return is_whole;
  };
  const auto is_whole = step();
  if (is_whole && !is_whole.value()) return;
  std::unique_ptr<Copying> over;
  {
    const std::lock_guard lock(mutex_);
    over = std::move(copying_);
  }
  over->copy.reset();  // Its last pages are written when it is closed.
  over->end.set_value(is_whole ? Done(done()) : Done(is_whole.error()));
}

void Writer::commit(std::span<Member> members) {
  if (const auto failure = health_.failure()) return refuse(members, *failure);
  Error problem;
  auto end = commit_group(connection_, members, changes_, problem);
  if (end == GroupEnd::lost && problem.code == ErrorCode::resource_insufficient) {
    note_full(true);
    if (ballast_.release()) {
      log_.warn("The ballast is freed for last words.");
      checkpointer_.ballast_is_gone();
      end = commit_group(connection_, members, changes_, problem);
    }
  }
  switch (end) {
    case GroupEnd::committed:
      acknowledge(members);
      return after_commit();
    case GroupEnd::lost:
      return members.size() == 1 ? refuse(members, problem) : commit_one_by_one(members);
    case GroupEnd::failed:
      health_.fail(problem);
      return refuse(members, *health_.failure());
  }
}

void Writer::commit_one_by_one(std::span<Member> members) {
  for (std::size_t i = 0; i < members.size(); ++i) commit(members.subspan(i, 1));
}

void Writer::acknowledge(std::span<Member> members) {
  // A checkpoint's sync may have failed meanwhile; from then on nobody is told of success.
  if (const auto failure = health_.failure()) return refuse(members, *failure);
  note_full(false);
  if (on_changes_ && !changes_.empty()) on_changes_(changes_);
  for (auto& member : members) {
    for (auto& effect : member.effects) effect();
    finish(member, std::move(member.result));
  }
}

void Writer::refuse(std::span<Member> members, const Error& why) {
  for (auto& member : members) {
    member.effects.clear();
    finish(member, why);
  }
}

void Writer::finish(Member& member, Done result) {
  if (member.waiter != nullptr) {
    member.waiter->result = std::move(result);
    member.waiter->finished.store(true, std::memory_order_release);
  } else if (member.finished) {
    member.finished(std::move(result));
  }
}

void Writer::wake_waiters() {
  auto& word = sleep_on_[(takings_ - 1) % sleep_on_.size()];
  word.fetch_add(1, std::memory_order_release);
  wake_all(word);
}

void Writer::note_full(bool full) {
  if (full_ == full) return;
  full_ = full;
  if (full) {
    log_.error("The disk is full; changes are refused until there is space.");
  } else {
    log_.info("The disk takes changes again.");
  }
}

void Writer::after_commit() {
  shrinker_.note_commit();
  note_wal();
}

void Writer::note_wal() {
  const auto wal_bytes = static_cast<std::uint64_t>(std::exchange(wal_pages_, 0)) * page_bytes_;
  if (wal_bytes == 0) return;
  if (wal_bytes < reset_at_bytes_) {
    checkpointer_.wal_is(wal_bytes);
    if (wal_bytes >= limits::checkpoint_bytes && checkpointer_.nearly_done())
      checkpointer_.reset_wal(connection_, false);
    return;
  }
  // A reader that stays in the way makes it wait for a quarter more, not for each commit.
  reset_at_bytes_ = checkpointer_.reset_wal(connection_, true) ? wal_bytes_max_ : wal_bytes + wal_bytes_max_ / 4;
}

}  // namespace vod::sqlite
