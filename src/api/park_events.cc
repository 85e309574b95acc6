#include "api/actions.h"
#include "api/checks.h"
#include "api/event_requests.h"
#include "model/limits.h"

namespace vod::api {

Result<wire::ParkEventsResponse> answer(Context& context, const wire::ParkEventsRequest& request) {
  VOD_TRY(const auto range, event_requests::range(context, request));
  const std::string reason = request.Reason.value_or("operator");
  VOD_TRY(check::length(reason, limits::park_reason_characters_max, ErrorCode::invalid_parameter_value, "Reason"));
  VOD_TRY(const auto outcome, context.world.desk.park(range, reason.empty() ? "operator" : reason));
  return event_requests::outcome<wire::ParkEventsResponse>(outcome);
}

}  // namespace vod::api
