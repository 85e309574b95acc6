#include <fmt/format.h>

#include "api/actions.h"
#include "api/checks.h"
#include "api/event_requests.h"
#include "wire/json_value.h"

namespace vod::api {
namespace {

std::string_view detail_of(EventState state) {
  switch (state) {
    case EventState::queued:
      return "It waits for PullEvents.";
    case EventState::sending:
      return "It is on its way to the callback URL; DescribeEvent shows the attempts.";
    default:
      return "It goes nowhere: the mode is PUSH and the application has no callback URL.";
  }
}

}  // namespace

Result<wire::CreateTestEventResponse> answer(Context& context, const wire::CreateTestEventRequest& request) {
  const auto type = event_type(request.EventType);
  if (!type) {
    return error(ErrorCode::invalid_parameter_value, "EventType",
                 fmt::format("EventType: {} is not a type of event.", wire::shown(request.EventType)));
  }
  VOD_TRY(const auto made, context.world.desk.create_test_event(context.app, *type, context.world.public_url()));
  wire::CreateTestEventResponse response;
  response.EventId = event_id(made.sequence);
  response.State = std::string(name_of(made.state));
  response.Detail = std::string(detail_of(made.state));
  return response;
}

}  // namespace vod::api
