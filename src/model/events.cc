#include "model/events.h"

#include <algorithm>

#include "base/check.h"

namespace vod {

std::string_view name_of(EventState state) {
  switch (state) {
    case EventState::queued:
      return "queued";
    case EventState::sending:
      return "sending";
    case EventState::parked:
      return "parked";
    case EventState::unrouted:
      return "unrouted";
    case EventState::done:
      return "done";
  }
  return "unknown";
}

const EventRow& event_row(EventType type) {
  const auto row =
      std::find_if(event_rows.begin(), event_rows.end(), [&](const EventRow& r) { return r.type == type; });
  VOD_CHECK(row != event_rows.end());
  return *row;
}

std::optional<EventType> event_type(std::string_view wire_name) {
  for (const EventRow& row : event_rows) {
    if (row.wire_name == wire_name) return row.type;
  }
  return {};
}

EventState first_state(const EventConfig& config, EventType type) {
  const EventRow& row = event_row(type);
  if (row.enabled != nullptr) {
    if (!(config.*row.enabled)) return EventState::unrouted;
  } else if (std::ranges::find(config.delivery.switched_off, row.wire_name) != config.delivery.switched_off.end()) {
    return EventState::unrouted;
  }
  if (config.mode == EventMode::pull) return EventState::queued;
  return config.notification_url.empty() ? EventState::unrouted : EventState::sending;
}

}  // namespace vod
