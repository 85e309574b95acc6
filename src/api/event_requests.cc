#include "api/event_requests.h"

#include <fmt/format.h>

#include "api/checks.h"
#include "base/text.h"
#include "model/limits.h"
#include "wire/json_value.h"
#include "wire/views.h"

namespace vod::event_requests {
namespace {

Error wrong(std::string_view field, std::string_view rest) {
  return error(ErrorCode::invalid_parameter_value, std::string(field), fmt::format("{}: {}", field, rest));
}

}  // namespace

Result<catalogue::EventFilter> filter(const std::optional<wire::EventFilter>& wire) {
  catalogue::EventFilter filter;
  if (!wire) return filter;
  for (std::size_t i = 0; i < wire->EventTypes.size(); ++i) {
    const auto type = event_type(wire->EventTypes[i]);
    if (!type) {
      return wrong(fmt::format("Filter.EventTypes.{}", i),
                   fmt::format("{} is not a type of event.", wire::shown(wire->EventTypes[i])));
    }
    filter.types.push_back(*type);
  }
  for (std::size_t i = 0; i < wire->States.size(); ++i) {
    const auto state = event_state(wire->States[i]);
    if (!state) {
      return wrong(fmt::format("Filter.States.{}", i),
                   fmt::format("{} is none of queued, sending, parked, unrouted, done.", wire::shown(wire->States[i])));
    }
    filter.states.push_back(*state);
  }
  if (wire->FileId) {
    VOD_TRY(filter.file, check::file_id(*wire->FileId, ErrorCode::invalid_parameter_value, "Filter.FileId"));
  }
  if (wire->TaskId) filter.task = TaskId{*wire->TaskId};
  VOD_TRY(filter.from_ms, check::time(wire->StartTime, ErrorCode::invalid_parameter_value, "Filter.StartTime"));
  VOD_TRY(filter.to_ms, check::time(wire->EndTime, ErrorCode::invalid_parameter_value, "Filter.EndTime"));
  filter.is_test = wire->IsTest;
  filter.parked_reason = wire->ParkedReason.value_or("");
  return filter;
}

Result<std::uint64_t> event_id(std::string_view text, std::string_view field) {
  const auto sequence = event_sequence(text);
  if (!sequence) return wrong(field, fmt::format("{} is not an event id like evt_17.", wire::shown(text)));
  return *sequence;
}

Result<std::optional<std::uint64_t>> cursor(const std::optional<std::string>& text, std::string_view field) {
  if (!text || text->empty()) return std::optional<std::uint64_t>();
  VOD_TRY(const auto sequence, event_id(*text, field));
  return std::optional(sequence);
}

Result<DeskTarget> target(const std::optional<std::string>& text, const App& app) {
  if (!text || text->empty()) return app.events.mode == EventMode::pull ? DeskTarget::queue : DeskTarget::callback;
  VOD_TRY(check::one_of(*text, {"Queue", "Callback", "CallbackV2"}, ErrorCode::invalid_parameter_value, "To"));
  return *text == "Queue" ? DeskTarget::queue : *text == "Callback" ? DeskTarget::callback : DeskTarget::callback_v2;
}

Result<DeskRange> range_of(AppId app, const std::vector<std::string>& ids, const std::optional<wire::EventFilter>& wire,
                           const std::optional<std::string>& from, const std::optional<std::string>& until) {
  if (ids.empty() == !wire.has_value()) return wrong("EventIds", "give either EventIds or a Filter.");
  if (ids.size() > limits::event_ids_max) {
    return wrong("EventIds",
                 fmt::format("{} entries are more than the limit of {}.", ids.size(), limits::event_ids_max));
  }
  DeskRange range;
  range.walk.app = app;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    VOD_TRY(const auto sequence, event_id(ids[i], fmt::format("EventIds.{}", i)));
    range.named.push_back(sequence);
  }
  VOD_TRY(range.walk.filter, filter(wire));
  VOD_TRY(range.walk.after, cursor(from, "Cursor"));
  VOD_TRY(range.walk.until, cursor(until, "EndCursor"));
  return range;
}

std::vector<wire::SkippedEvent> skipped_view(const DeskOutcome& outcome) {
  std::vector<wire::SkippedEvent> views;
  for (const auto& skipped : outcome.skipped) {
    wire::SkippedEvent& view = views.emplace_back();
    view.EventId = vod::event_id(skipped.sequence);
    view.Reason = skipped.reason;
  }
  return views;
}

wire::EventSummary view_of(const catalogue::EventSummary& summary) {
  const Event& event = summary.event;
  wire::EventSummary view;
  view.EventId = vod::event_id(event.sequence);
  view.EventType = std::string(event_row(event.type).wire_name);
  view.State = std::string(name_of(event.state));
  view.CreateTime = iso8601(event.created_ms);
  const bool is_history = event.state == EventState::done || event.state == EventState::unrouted;
  if (is_history && summary.closed_ms > 0) view.EndTime = iso8601(summary.closed_ms);
  view.FileId = event.file ? event.file->text() : std::string();
  view.TaskId = event.task ? event.task->value : std::string();
  view.IsTest = event.is_test;
  view.Deliveries = static_cast<std::uint64_t>(summary.deliveries);
  view.Attempts = static_cast<std::uint64_t>(summary.attempts);
  if (summary.next_attempt_ms) {
    view.NextAttemptTime = iso8601(*summary.next_attempt_ms == 0 ? event.created_ms : *summary.next_attempt_ms);
  }
  if (event.state == EventState::parked) {
    view.ParkedReason = summary.parked_reason;
    view.ParkedTime = iso8601(summary.parked_ms);
  }
  if (!event.body.empty()) view.Content = wire::RawJson{event.body};
  return view;
}

}  // namespace vod::event_requests
