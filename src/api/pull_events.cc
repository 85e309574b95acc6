#include "api/actions.h"
#include "api/checks.h"
#include "model/limits.h"
#include "wire/json_writer.h"

namespace vod::api {
namespace {

// The stored body with its handle in front, as bytes: bodies are never parsed again.
wire::RawJson content_of(const PulledEvent& event) {
  wire::JsonWriter handle;
  handle.string(event.handle);
  return {R"({"EventHandle":)" + handle.take() + "," + event.body.substr(1)};
}

}  // namespace

Result<wire::PullEventsResponse> answer(Context& context, const wire::PullEventsRequest&) {
  World& world = context.world;
  wire::PullEventsResponse response;
  if (!context.is_client_there()) return response;  // Nothing is leased to nobody.

  VOD_TRY(const auto events, world.queue.pull(context.app, PullOptions{}));
  if (events.empty()) {
    if (context.waited_ms < limits::pull_wait_ms) {
      context.wait = Wait{Queue::bell(context.app), limits::pull_wait_ms};
    } else if (world.settings.pull_events_empty_is_error) {
      return error(ErrorCode::resource_not_found, "EventSet", "No event is waiting.");
    }
    return response;
  }
  std::vector<std::string> handles;
  for (const PulledEvent& event : events) {
    response.EventSet.push_back(content_of(event));
    handles.push_back(event.handle);
  }
  context.on_answer_lost(
      [&queue = world.queue, app = context.app, handles = std::move(handles)] { queue.release(app, handles); });
  return response;
}

}  // namespace vod::api
