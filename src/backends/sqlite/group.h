#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "backends/sqlite/connection.h"
#include "ports/database.h"

namespace vod::sqlite {

/// One submitted change on its way through the writer.
struct Member {
  /// Empty when it was refused before it began; `result` says why.
  Database::Change change;
  Database::Finished finished;
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

/// Runs each member under a savepoint in one transaction, and commits with one sync. `problem` is the error behind
/// `lost` and `failed`. On the writer's thread.
GroupEnd commit_group(Connection& connection, std::span<Member> members, Error& problem);

}  // namespace vod::sqlite
