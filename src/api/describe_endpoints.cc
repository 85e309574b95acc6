#include "api/actions.h"
#include "base/text.h"
#include "ports/endpoints.h"
#include "wire/views.h"

namespace vod::api {
namespace {

wire::CallbackEndpoint view_of(const EndpointHealth& health) {
  wire::CallbackEndpoint view;
  view.Url = health.url;
  view.Endpoint = health.endpoint;
  view.Format = health.is_v2 ? "2.0" : "3.0";
  view.State = std::string(name_of(health.state));
  view.InFlightCount = health.in_flight;
  view.WaitingCount = health.waiting;
  view.RetriesDueCount = health.retries_due;
  view.RetriesLaterCount = health.retries_later;
  view.ParkedCount = health.parked;
  view.RecentAttempts = health.attempts;
  view.RecentFailures = health.failures;
  view.AttemptsPerSecondMax = health.per_second_max;
  if (health.next_try_ms) view.NextTryTime = iso8601(*health.next_try_ms);
  if (health.last_failure) {
    view.LastFailure = std::string(name_of(health.last_failure->failure));
    view.LastFailureStatus = static_cast<std::uint64_t>(health.last_failure->status);
    view.LastFailureDetail = health.last_failure->detail;
    view.LastFailureTime = iso8601(health.last_failure->at_wall_ms);
  }
  return view;
}

}  // namespace

Result<wire::DescribeEndpointsResponse> answer(Context& context, const wire::DescribeEndpointsRequest&) {
  VOD_TRY(const auto endpoints, context.world.endpoints.list(context.app));
  wire::DescribeEndpointsResponse response;
  for (const EndpointHealth& health : endpoints) response.EndpointSet.push_back(view_of(health));
  return response;
}

}  // namespace vod::api
