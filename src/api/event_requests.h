#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/context.h"
#include "catalogue/event_list.h"
#include "delivery/desk.h"
#include "model/errors.h"
#include "wire/types.h"

/// What the actions on events have in common: filters and ranges as the caller writes them, and events as answers.
namespace vod::event_requests {

Result<catalogue::EventFilter> filter(const std::optional<wire::EventFilter>& wire);
Result<std::uint64_t> event_id(std::string_view text, std::string_view field);
/// An event id, or nothing.
Result<std::optional<std::uint64_t>> cursor(const std::optional<std::string>& text, std::string_view field);
/// Queue, Callback or CallbackV2; by the app's mode where nothing is written.
Result<DeskTarget> target(const std::optional<std::string>& text, const App& app);

/// Of an order: either EventIds or Filter has to be there.
template <class Request>
Result<DeskRange> range(const Context& context, const Request& request);
/// The answer of an order.
template <class Response>
Response outcome(const DeskOutcome& outcome);

wire::EventSummary view_of(const catalogue::EventSummary& summary);

// --- implementation

Result<DeskRange> range_of(AppId app, const std::vector<std::string>& ids,
                           const std::optional<wire::EventFilter>& filter, const std::optional<std::string>& cursor,
                           const std::optional<std::string>& end_cursor);
std::vector<wire::SkippedEvent> skipped_view(const DeskOutcome& outcome);

template <class Request>
Result<DeskRange> range(const Context& context, const Request& request) {
  VOD_TRY(auto range, range_of(context.app, request.EventIds, request.Filter, request.Cursor, request.EndCursor));
  range.is_dry = request.DryRun.value_or(false);
  return range;
}

template <class Response>
Response outcome(const DeskOutcome& outcome) {
  Response response;
  response.Count = outcome.count;
  response.SkippedSet = skipped_view(outcome);
  if (outcome.cursor) {
    response.EndCursor = vod::event_id(*outcome.cursor);
    if (!outcome.is_over) response.NextCursor = response.EndCursor;
  }
  return response;
}

}  // namespace vod::event_requests
