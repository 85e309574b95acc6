#include "api/actions.h"
#include "catalogue/event_list.h"
#include "catalogue/pushes.h"
#include "catalogue/usage.h"
#include "model/events.h"

namespace vod::api {

Result<wire::DescribeUsageResponse> answer(Context& context, const wire::DescribeUsageRequest&) {
  constexpr std::int64_t day_ms = 86'400'000;
  World& world = context.world;
  VOD_TRY(const std::uint64_t queued, world.queue.count(context.app));
  catalogue::Usage usage;
  catalogue::PushCounts pushes;
  std::uint64_t parked = 0;
  VOD_TRY(world.database.read([&](ReadTransaction& tx) -> Done {
    VOD_TRY(usage, catalogue::usage_of(tx, context.app, context.now_ms - day_ms));
    VOD_TRY(pushes, catalogue::count_pushes(tx, context.app, catalogue::to_url, context.now_ms));
    VOD_TRY(parked, catalogue::count_parked(tx, context.app));
    return done();
  }));
  const auto unsigned_of = [](std::int64_t number) { return static_cast<std::uint64_t>(number); };
  wire::DescribeUsageResponse response;
  response.MediaCount = unsigned_of(usage.media);
  response.OriginalBytes = unsigned_of(usage.original_bytes);
  response.OutputBytes = unsigned_of(usage.other_bytes);
  response.TasksWaiting = unsigned_of(usage.tasks_waiting);
  response.TasksProcessing = unsigned_of(usage.tasks_processing);
  response.TasksFinishedInDay = unsigned_of(usage.tasks_finished);
  response.TasksFailedInDay = unsigned_of(usage.tasks_failed);
  const auto add = [&](EventState state, std::uint64_t count) {
    wire::UsageEventCount& row = response.EventCountSet.emplace_back();
    row.State = std::string(name_of(state));
    row.Count = count;
  };
  add(EventState::queued, queued);
  add(EventState::sending, pushes.fresh + pushes.due + pushes.later);
  add(EventState::parked, parked);
  return response;
}

}  // namespace vod::api
