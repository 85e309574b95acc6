#pragma once

#include <algorithm>
#include <mutex>
#include <utility>
#include <vector>

#include "base/ids.h"

namespace vod::engine {

/// Blobs that no row names any more. Put them here when the change that dropped their rows is durable
/// (`tx.on_commit`); the sweep removes them at its next step. What is lost in a crash is found again as an orphan.
/// Thread-safe.
class BlobTrash {
 public:
  void add(std::vector<BlobId> blobs) {
    const std::lock_guard lock(mutex_);
    std::move(blobs.begin(), blobs.end(), std::back_inserter(blobs_));
  }
  /// Takes up to `limit` of them out; none while they are held back.
  std::vector<BlobId> take(std::size_t limit) {
    const std::lock_guard lock(mutex_);
    if (holds_ > 0) return {};
    const auto from = blobs_.end() - static_cast<std::ptrdiff_t>(std::min(limit, blobs_.size()));
    std::vector<BlobId> taken(std::make_move_iterator(from), std::make_move_iterator(blobs_.end()));
    blobs_.erase(from, blobs_.end());
    return taken;
  }

  /// While one lives no blob is removed that any row named when it was made: for a backup, whose rows are older than
  /// its files.
  class Hold {
   public:
    explicit Hold(BlobTrash& trash) : trash_(trash) { trash_.count_holds(1); }
    ~Hold() { trash_.count_holds(-1); }
    Hold(const Hold&) = delete;
    Hold& operator=(const Hold&) = delete;

   private:
    BlobTrash& trash_;
  };
  bool is_held() const {
    const std::lock_guard lock(mutex_);
    return holds_ > 0;
  }

 private:
  void count_holds(int more) {
    const std::lock_guard lock(mutex_);
    holds_ += more;
  }

  mutable std::mutex mutex_;
  int holds_ = 0;
  std::vector<BlobId> blobs_;
};

}  // namespace vod::engine
