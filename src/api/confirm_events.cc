#include "api/actions.h"
#include "api/ext_info.h"
#include "model/errors.h"
#include "model/limits.h"

namespace vod::api {

Result<wire::ConfirmEventsResponse> answer(Context& context, const wire::ConfirmEventsRequest& request) {
  if (request.EventHandles.empty()) {
    return error(ErrorCode::invalid_parameter_value, "EventHandles", "EventHandles: name at least one handle.");
  }
  if (request.EventHandles.size() > limits::pull_events_max) {
    return error(
        ErrorCode::invalid_parameter_value, "EventHandles",
        "EventHandles: " + std::to_string(request.EventHandles.size()) + " entries are more than the limit of 16.");
  }
  VOD_TRY(const auto change, lease_change(request.ExtInfo.value_or("")));
  if (change) {
    VOD_TRY(context.world.queue.change(context.app, request.EventHandles, *change));
  } else {
    VOD_TRY(context.world.queue.confirm(context.app, request.EventHandles));
  }
  return wire::ConfirmEventsResponse{};
}

}  // namespace vod::api
