#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/ids.h"
#include "model/events.h"
#include "ports/database.h"

namespace vod::catalogue {

/// Names one event on its way to one destination.
struct PushKey {
  std::uint64_t sequence = 0;
  /// 0 = the app's callback URL.
  std::int64_t destination = 0;

  auto operator<=>(const PushKey&) const = default;
};

/// An event on its way to a callback URL, with what an attempt needs of it.
struct Push {
  PushKey key;
  AppId app;
  std::int64_t attempts = 0;
  std::int64_t first_ms = 0;
  std::int64_t due_ms = 0;
  EventType type{};
  std::optional<TaskId> task;
  std::string body;
};

/// Puts a fresh event on its way to the app's callback URL.
Done insert_push(Transaction& tx, AppId app, std::uint64_t sequence, std::int64_t created_ms);
/// The attempt failed: the next one is due then.
Done defer_push(Transaction& tx, const PushKey& key, std::int64_t attempts, std::int64_t due_ms);
Done erase_push(Transaction& tx, const PushKey& key);

/// Not yet attempted ones of all apps with a greater sequence number, in order.
Result<std::vector<Push>> fresh_pushes(ReadTransaction& tx, std::uint64_t after, std::int64_t limit);
/// The same of one app.
Result<std::vector<Push>> fresh_pushes_of(ReadTransaction& tx, AppId app, std::uint64_t after, std::int64_t limit);
/// Attempted ones of one app that are due by `until_ms`, longest due first.
Result<std::vector<Push>> due_retries_of(ReadTransaction& tx, AppId app, std::int64_t until_ms, std::int64_t limit);
/// When the app's next retry after `after_ms` is due; nothing when there is none.
Result<std::optional<std::int64_t>> next_retry_of(ReadTransaction& tx, AppId app, std::int64_t after_ms);
Result<std::vector<AppId>> apps_with_pushes(ReadTransaction& tx);
/// The greatest sequence number on its way; 0 when there is none.
Result<std::uint64_t> last_push(ReadTransaction& tx);

}  // namespace vod::catalogue
