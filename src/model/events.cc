#include "model/events.h"

#include <algorithm>
#include <charconv>

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

std::optional<std::uint64_t> event_sequence(std::string_view event_id) {
  constexpr std::string_view prefix = "evt_";
  if (!event_id.starts_with(prefix)) return {};
  event_id.remove_prefix(prefix.size());
  if (event_id.empty() || event_id.front() == '0') return {};
  std::uint64_t sequence = 0;
  const auto [end, problem] = std::from_chars(event_id.data(), event_id.data() + event_id.size(), sequence);
  // Sequence numbers are stored with a sign.
  if (problem != std::errc() || end != event_id.data() + event_id.size() || sequence > INT64_MAX) return {};
  return sequence;
}

std::optional<EventState> event_state(std::string_view name) {
  for (const EventState state :
       {EventState::queued, EventState::sending, EventState::parked, EventState::unrouted, EventState::done}) {
    if (name_of(state) == name) return state;
  }
  return {};
}

MediaInfoForm media_info_form(std::string_view name) {
  if (name == "flat") return MediaInfoForm::flat;
  return name == "nested" ? MediaInfoForm::nested : MediaInfoForm::both;
}

bool is_switched_on(const EventConfig& config, EventType type) {
  const EventRow& row = event_row(type);
  if (row.enabled != nullptr) return config.*row.enabled;
  return std::ranges::find(config.delivery.switched_off, row.wire_name) == config.delivery.switched_off.end();
}

EventState first_state(const EventConfig& config, EventType type, bool is_test) {
  if (!is_test && !is_switched_on(config, type)) return EventState::unrouted;
  if (config.mode == EventMode::pull) return EventState::queued;
  return config.notification_url.empty() ? EventState::unrouted : EventState::sending;
}

}  // namespace vod
