#include "api/actions.h"
#include "api/event_requests.h"

namespace vod::api {

Result<wire::PurgeEventsResponse> answer(Context& context, const wire::PurgeEventsRequest& request) {
  VOD_TRY(const auto range, event_requests::range(context, request));
  if (!range.is_dry && !request.ExpectedCount) {
    return error(ErrorCode::invalid_parameter_value, "ExpectedCount",
                 "ExpectedCount: say how many events this is to remove, as DryRun counts them.");
  }
  VOD_TRY(const auto outcome, context.world.desk.purge(range, request.ExpectedCount.value_or(0)));
  return event_requests::outcome<wire::PurgeEventsResponse>(outcome);
}

}  // namespace vod::api
