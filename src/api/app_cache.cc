#include "api/app_cache.h"

#include <mutex>
#include <optional>

#include "catalogue/apps.h"
#include "model/limits.h"

namespace vod {

Result<std::shared_ptr<const App>> AppCache::find(AppId id) {
  std::uint64_t changes_before = 0;
  {
    const std::shared_lock lock(mutex_);
    const auto row = rows_.find(id);
    if (row != rows_.end()) return row->second;
    changes_before = changes_;
  }
  std::optional<App> found;
  VOD_TRY(database_.read([&](ReadTransaction& tx) -> Done {
    VOD_TRY(found, catalogue::find_app(tx, id));
    return done();
  }));
  if (!found) return std::shared_ptr<const App>();
  auto row = std::make_shared<const App>(*std::move(found));
  const std::unique_lock lock(mutex_);
  if (changes_ == changes_before) {
    if (rows_.size() >= limits::apps_cached_max) rows_.clear();
    rows_.insert_or_assign(id, row);
  }
  return row;
}

Done AppCache::insert(Transaction& tx, const App& app) {
  VOD_TRY(catalogue::insert_app(tx, app));
  tx.on_commit([this, id = app.id] { forget(id); });
  return done();
}

Done AppCache::update(Transaction& tx, const App& app) {
  VOD_TRY(catalogue::update_app(tx, app));
  tx.on_commit([this, id = app.id] { forget(id); });
  return done();
}

void AppCache::forget(AppId id) {
  const std::unique_lock lock(mutex_);
  ++changes_;
  rows_.erase(id);
}

}  // namespace vod
