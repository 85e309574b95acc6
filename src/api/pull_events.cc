#include "api/actions.h"
#include "api/ext_info.h"
#include "model/errors.h"
#include "model/events.h"
#include "model/limits.h"
#include "wire/json_writer.h"

namespace vod::api {
namespace {

// The stored body with its handle in front, as bytes: bodies are never parsed again.
wire::RawJson content_of(const PulledEvent& event, bool is_annotated) {
  wire::JsonWriter head;
  head.begin_object();
  head.key("EventHandle");
  head.string(event.handle);
  if (is_annotated) {
    head.key("EventId");
    head.string(event_id(event.sequence));
    head.key("DeliveryCount");
    head.integer(event.deliveries);
  }
  return {head.take() + "," + event.body.substr(1)};
}

}  // namespace

Result<wire::PullEventsResponse> answer(Context& context, const wire::PullEventsRequest& request) {
  World& world = context.world;
  wire::PullEventsResponse response;
  VOD_TRY(auto wish, pull_wish(request.ExtInfo.value_or("")));
  if (context.app_row) wish.options.park_after_deliveries = context.app_row->events.delivery.park_after_deliveries;
  if (!context.is_client_there()) return response;  // Nothing is leased to nobody.

  VOD_TRY(const auto events, world.queue.pull(context.app, wish.options));
  if (events.empty()) {
    if (context.waited_ms < wish.wait_ms) {
      context.wait = Wait{Queue::bell(context.app), wish.wait_ms};
    } else if (world.settings.pull_events_empty_is_error) {
      return error(ErrorCode::resource_not_found, "EventSet", "No event is waiting.");
    }
    return response;
  }
  std::vector<std::string> handles;
  for (const PulledEvent& event : events) {
    response.EventSet.push_back(content_of(event, wish.options.annotate));
    handles.push_back(event.handle);
  }
  context.on_answer_lost(
      [&queue = world.queue, app = context.app, handles = std::move(handles)] { queue.release(app, handles); });
  return response;
}

}  // namespace vod::api
