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
  /// Takes up to `limit` of them out.
  std::vector<BlobId> take(std::size_t limit) {
    const std::lock_guard lock(mutex_);
    const auto from = blobs_.end() - static_cast<std::ptrdiff_t>(std::min(limit, blobs_.size()));
    std::vector<BlobId> taken(std::make_move_iterator(from), std::make_move_iterator(blobs_.end()));
    blobs_.erase(from, blobs_.end());
    return taken;
  }

 private:
  std::mutex mutex_;
  std::vector<BlobId> blobs_;
};

}  // namespace vod::engine
