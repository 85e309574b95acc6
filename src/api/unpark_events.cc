#include "api/actions.h"
#include "api/checks.h"
#include "api/event_requests.h"

namespace vod::api {

Result<wire::UnparkEventsResponse> answer(Context& context, const wire::UnparkEventsRequest& request) {
  VOD_TRY(const auto range, event_requests::range(context, request));
  VOD_TRY(check::one_of(request.To, {"Queue", "Callback"}, ErrorCode::invalid_parameter_value, "To"));
  const DeskTarget to = request.To == "Queue" ? DeskTarget::queue : DeskTarget::callback;
  VOD_TRY(const auto outcome, context.world.desk.unpark(range, to));
  return event_requests::outcome<wire::UnparkEventsResponse>(outcome);
}

}  // namespace vod::api
