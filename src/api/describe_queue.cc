#include <algorithm>

#include "api/actions.h"
#include "base/text.h"
#include "catalogue/event_list.h"
#include "catalogue/pushes.h"
#include "model/limits.h"

namespace vod::api {

Result<wire::DescribeQueueResponse> answer(Context& context, const wire::DescribeQueueRequest&) {
  World& world = context.world;
  constexpr std::int64_t day_ms = 86'400'000;
  const std::int64_t retention_ms = world.settings.events_retention_days * day_ms;
  VOD_TRY(const std::uint64_t waiting, world.queue.count(context.app));
  // Leases live in memory, and one may end between the two looks.
  const std::uint64_t leased = std::min(world.queue.leased(context.app), waiting);
  catalogue::QueueAge age;
  catalogue::PushCounts pushes;
  std::uint64_t parked = 0;
  VOD_TRY(world.database.read([&](ReadTransaction& tx) -> Done {
    const std::int64_t expiring_before_ms = context.now_ms - (retention_ms - limits::event_warning_ms);
    VOD_TRY(age, catalogue::queue_age(tx, context.app, expiring_before_ms, limits::events_looked_at_max));
    VOD_TRY(pushes, catalogue::count_pushes(tx, context.app, catalogue::to_url, context.now_ms));
    VOD_TRY(parked, catalogue::count_parked(tx, context.app));
    return done();
  }));
  wire::DescribeQueueResponse response;
  response.Mode = context.app_row->events.mode == EventMode::pull ? "PULL" : "PUSH";
  response.QueuedCount = waiting - leased;
  response.LeasedCount = leased;
  response.ParkedCount = parked;
  response.SendingCount = pushes.fresh + pushes.due + pushes.later;
  if (age.oldest) {
    response.OldestEventId = event_id(*age.oldest);
    response.OldestEventTime = iso8601(age.oldest_ms);
    response.OldestEventSeconds =
        static_cast<std::uint64_t>(std::max<std::int64_t>(context.now_ms - age.oldest_ms, 0)) / 1'000;
  }
  response.ExpiringCount = age.old;
  response.ExpiringCountIsExact = age.is_exact;
  response.RetentionSeconds = static_cast<std::uint64_t>(retention_ms / 1'000);
  return response;
}

}  // namespace vod::api
