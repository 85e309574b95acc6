#pragma once

#include <cstdint>

#include "backends/sqlite/connection.h"

namespace vod::sqlite {

/// Gives the space of deleted rows back to the disk, a few pages at a time. Some free pages are kept: the next rows
/// take them without a growing file. On the writer's thread, between transactions.
class Shrinker {
 public:
  /// The connection outlives it.
  Shrinker(Connection& connection, std::uint64_t free_bytes_kept, std::uint64_t page_bytes);

  /// Something was committed: there may be free pages now.
  void note_commit() { may_have_pages_ = true; }
  bool may_have_pages() const { return may_have_pages_; }
  /// Moves up to so many pages to the front, in a transaction of its own, so that the file ends earlier after the next
  /// checkpoint. An error leaves everything as it was; last_code() of the connection tells whether it is final.
  Done step(int pages);

 private:
  Connection& connection_;
  const std::int64_t pages_kept_;
  bool may_have_pages_ = true;
};

}  // namespace vod::sqlite
