#include "api/actions.h"
#include "api/checks.h"
#include "api/event_requests.h"
#include "model/limits.h"

namespace vod::api {

Result<wire::ListEventsResponse> answer(Context& context, const wire::ListEventsRequest& request) {
  constexpr std::int64_t limit_otherwise = 20;
  VOD_TRY(const auto limit,
          check::number(request.Limit, limit_otherwise, 1, limits::event_list_max, ErrorCode::value_limit, "Limit"));
  const std::string order = request.Order.value_or("Desc");
  VOD_TRY(check::one_of(order, {"Asc", "Desc"}, ErrorCode::invalid_parameter_value, "Order"));
  catalogue::EventWalk walk;
  walk.app = context.app;
  walk.is_newest_first = order == "Desc";
  VOD_TRY(walk.filter, event_requests::filter(request.Filter));
  VOD_TRY(walk.after, event_requests::cursor(request.Cursor, "Cursor"));

  wire::ListEventsResponse response;
  VOD_TRY(context.world.database.read([&](ReadTransaction& tx) -> Done {
    VOD_TRY(const auto found,
            catalogue::find_events(tx, walk, static_cast<std::size_t>(limit), limits::events_looked_at_max));
    for (const std::uint64_t sequence : found.sequences) {
      VOD_TRY(const auto summary,
              catalogue::find_summary(tx, context.app, sequence, request.WithContent.value_or(false)));
      if (summary) response.EventSet.push_back(event_requests::view_of(*summary));
    }
    if (found.cursor) response.EndCursor = event_id(*found.cursor);
    if (!found.is_over) response.NextCursor = response.EndCursor;
    return done();
  }));
  return response;
}

}  // namespace vod::api
