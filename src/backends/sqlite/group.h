#pragma once

#include <atomic>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "backends/sqlite/connection.h"
#include "ports/database.h"

namespace vod::sqlite {

/// A thread that is blocked until its change is finished; it lies on that thread's stack.
struct Waiter {
  Done result = done();
  std::atomic<bool> finished = false;
};

/// One submitted change on its way through the writer.
struct Member {
  /// Empty when it was refused before it began; `result` says why.
  Database::Change change;
  Database::Finished finished;
  /// Instead of `finished`: the thread that waits for it.
  Waiter* waiter = nullptr;
  Done result = done();
  std::vector<std::function<void()>> effects;
};

/// How one transaction over several members ended.
enum class GroupEnd {
  /// It is on the disk. Members that failed by themselves are rolled back and have their error in `result`.
  committed,
  /// Nothing is left of it and nobody may be acknowledged; members may run again. A full disk is the usual reason.
  lost,
  /// A failed sync or I/O error: nothing may be written after it.
  failed,
};

/// Runs the members in one transaction and commits with one sync; when one fails after it changed something, all run
/// again, each under a savepoint. `problem` is the error behind `lost` and `failed`; `changes` becomes what watchers
/// are to hear of the group. On the writer's thread.
GroupEnd commit_group(Connection& connection, std::span<Member> members, std::vector<Change>& changes, Error& problem);

}  // namespace vod::sqlite
