#include "api/actions.h"
#include "api/event_requests.h"

namespace vod::api {

Result<wire::RedeliverEventsResponse> answer(Context& context, const wire::RedeliverEventsRequest& request) {
  VOD_TRY(const auto range, event_requests::range(context, request));
  VOD_TRY(const auto to, event_requests::target(request.To, *context.app_row));
  VOD_TRY(const auto outcome, context.world.desk.redeliver(range, to));
  return event_requests::outcome<wire::RedeliverEventsResponse>(outcome);
}

}  // namespace vod::api
