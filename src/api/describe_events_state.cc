#include "api/actions.h"
#include "api/checks.h"

namespace vod::api {

Result<wire::DescribeEventsStateResponse> answer(Context& context, const wire::DescribeEventsStateRequest&) {
  VOD_TRY(const auto count, context.world.queue.count(context.app));
  wire::DescribeEventsStateResponse response;
  response.CountOfEventsToPull = static_cast<decltype(response.CountOfEventsToPull)::value_type>(count);
  return response;
}

}  // namespace vod::api
