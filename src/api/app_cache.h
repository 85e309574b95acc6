#pragma once

#include <cstdint>
#include <memory>
#include <shared_mutex>
#include <unordered_map>

#include "model/app.h"
#include "ports/database.h"

namespace vod {

/// The rows of apps in memory: every call needs its app's, and they hardly ever change. Thread-safe.
/// Whoever changes an app does it through update() or insert(), in whose transaction's commit the old row is forgotten;
/// so a call that begins after a change was acknowledged sees it.
class AppCache {
 public:
  explicit AppCache(Database& database) : database_(database) {}

  /// The row, or null when there is no such app.
  Result<std::shared_ptr<const App>> find(AppId id);
  Done insert(Transaction& tx, const App& app);
  Done update(Transaction& tx, const App& app);

 private:
  void forget(AppId id);

  Database& database_;
  std::shared_mutex mutex_;
  /// Grows with each change: a row that was read before a change must not be kept after it.
  std::uint64_t changes_ = 0;
  std::unordered_map<AppId, std::shared_ptr<const App>> rows_;
};

}  // namespace vod
