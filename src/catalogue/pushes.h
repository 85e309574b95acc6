#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/ids.h"
#include "model/events.h"
#include "ports/database.h"

namespace vod::catalogue {

/// Where events are sent to.
inline constexpr std::int64_t to_url = 0;     // The app's callback URL.
inline constexpr std::int64_t to_url_v2 = 1;  // Its URL for the 2.0 form; never changes the event's state.
inline constexpr std::int64_t push_destinations = 2;

/// Names one event on its way to one destination.
struct PushKey {
  std::uint64_t sequence = 0;
  std::int64_t destination = to_url;

  auto operator<=>(const PushKey&) const = default;
};

/// An event on its way to a callback URL, with what an attempt needs of it.
struct Push {
  PushKey key;
  AppId app;
  std::int64_t attempts = 0;
  /// When this delivery began: retries count from then. Tells a redelivery from what it replaced.
  std::int64_t first_ms = 0;
  std::int64_t due_ms = 0;
  bool is_redelivery = false;
  EventType type{};
  bool is_test = false;
  MediaInfoForm media_info = MediaInfoForm::both;
  std::optional<TaskId> task;
  std::string body;
};

/// How many of an app's pushes to one destination wait.
struct PushCounts {
  /// Not attempted yet, due for a retry, and to be tried again later.
  std::uint64_t fresh = 0;
  std::uint64_t due = 0;
  std::uint64_t later = 0;
  /// Of the 2.0 form; events that go to the app's URL are parked as events.
  std::uint64_t parked = 0;
};

/// Puts a fresh event on its way.
Done insert_push(Transaction& tx, AppId app, std::uint64_t sequence, std::int64_t created_ms,
                 std::int64_t destination = to_url);
/// Sends an event to the app's callback URL once more, as an explicit redelivery: due now, retries start anew, and a
/// row that is there is replaced. The event's state is the caller's: one that is `sending` becomes done or parked as
/// any other, and one that is history stays as it is. Ring redelivery_bell when it is durable.
Done insert_redelivery(Transaction& tx, AppId app, std::uint64_t sequence, std::int64_t now_ms);
/// The same without the mark of a redelivery: for an event that comes back from being parked, or a parked push of the
/// 2.0 form. Ring redelivery_bell when it is durable.
Done resume_push(Transaction& tx, AppId app, const PushKey& key, std::int64_t now_ms);
/// The bell that rings when an operator changed what is on its way: redelivered, resumed, parked or removed it. What
/// was loaded is read again then.
inline constexpr const char* redelivery_bell = "push/redelivery";

/// The next three change the very delivery that began at `first_ms`; false when it was replaced or removed meanwhile.
/// The attempt failed: the next one is due then.
Result<bool> defer_push(Transaction& tx, const PushKey& key, std::int64_t first_ms, std::int64_t attempts,
                        std::int64_t due_ms);
/// It is over.
Result<bool> finish_push(Transaction& tx, const PushKey& key, std::int64_t first_ms);
/// Sets a push of the 2.0 form aside.
Result<bool> park_push(Transaction& tx, const PushKey& key, std::int64_t first_ms, const std::string& reason);
Done erase_push(Transaction& tx, const PushKey& key);

/// Not yet attempted ones of all apps after this key, in order.
Result<std::vector<Push>> fresh_pushes(ReadTransaction& tx, const PushKey& after, std::int64_t limit);
/// The same of one app to one destination.
Result<std::vector<Push>> fresh_pushes_of(ReadTransaction& tx, AppId app, const PushKey& after, std::int64_t limit);
/// Attempted ones that are due by `until_ms`, longest due first.
Result<std::vector<Push>> due_retries_of(ReadTransaction& tx, AppId app, std::int64_t destination,
                                         std::int64_t until_ms, std::int64_t limit);
/// When the next retry after `after_ms` is due; nothing when there is none.
Result<std::optional<std::int64_t>> next_retry_of(ReadTransaction& tx, AppId app, std::int64_t destination,
                                                  std::int64_t after_ms);
Result<PushCounts> count_pushes(ReadTransaction& tx, AppId app, std::int64_t destination, std::int64_t now_ms);
Result<std::vector<AppId>> apps_with_pushes(ReadTransaction& tx);
/// The greatest key on its way; zeros when there is none.
Result<PushKey> last_push(ReadTransaction& tx);

}  // namespace vod::catalogue
