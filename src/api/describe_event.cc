#include "api/actions.h"
#include "api/checks.h"
#include "api/event_requests.h"
#include "base/text.h"
#include "catalogue/attempts.h"
#include "catalogue/pushes.h"
#include "model/limits.h"

namespace vod::api {
namespace {

std::string name_of_destination(std::int64_t destination) {
  return destination == catalogue::to_url ? "Callback" : "CallbackV2";
}

wire::EventAttempt view_of(const catalogue::Attempt& attempt) {
  wire::EventAttempt view;
  view.AttemptId = static_cast<std::uint64_t>(attempt.id);
  view.Destination = name_of_destination(attempt.key.destination);
  view.Number = static_cast<std::uint64_t>(attempt.number);
  view.StartTime = iso8601(attempt.started_ms);
  view.Url = attempt.url;
  view.Address = attempt.address;
  view.Status = static_cast<std::uint64_t>(attempt.status);
  view.Failure = attempt.failure == OutboundFailure::none ? std::string() : std::string(name_of(attempt.failure));
  view.Detail = attempt.detail;
  view.ResolveMs = attempt.phases.resolve_ms;
  view.ConnectMs = attempt.phases.connect_ms;
  view.TlsMs = attempt.phases.tls_ms;
  view.FirstByteMs = attempt.phases.first_byte_ms;
  view.TotalMs = attempt.phases.total_ms;
  // The receiver's bytes: JSON has no room for what is not UTF-8.
  view.Answer = is_utf8(attempt.answer) ? attempt.answer : "(" + std::to_string(attempt.answer.size()) + " bytes)";
  return view;
}

wire::EventDestination view_of(const catalogue::PushState& push, std::int64_t created_ms) {
  wire::EventDestination view;
  view.Name = name_of_destination(push.destination);
  view.State = push.is_parked ? "parked" : "sending";
  view.Attempts = static_cast<std::uint64_t>(push.attempts);
  if (push.is_parked) {
    view.ParkedReason = push.parked_reason;
  } else {
    view.NextAttemptTime = iso8601(push.due_ms == 0 ? created_ms : push.due_ms);
  }
  view.IsRedelivery = push.is_redelivery;
  return view;
}

}  // namespace

Result<wire::DescribeEventResponse> answer(Context& context, const wire::DescribeEventRequest& request) {
  VOD_TRY(const auto sequence, event_requests::event_id(request.EventId, "EventId"));
  wire::DescribeEventResponse response;
  VOD_TRY(context.world.database.read([&](ReadTransaction& tx) -> Done {
    VOD_TRY(const auto summary, catalogue::find_summary(tx, context.app, sequence, true));
    if (!summary) return error(ErrorCode::resource_not_found, "EventId", "EventId: no event " + request.EventId + ".");
    response.Event = event_requests::view_of(*summary);
    VOD_TRY(const auto attempts, catalogue::attempts_of(tx, context.app, sequence, limits::event_list_max));
    for (const auto& attempt : attempts) response.AttemptSet.push_back(view_of(attempt));
    VOD_TRY(const auto pushes, catalogue::push_states_of(tx, sequence));
    for (const auto& push : pushes) {
      response.DestinationSet.push_back(view_of(push, summary->event.created_ms));
    }
    return done();
  }));
  return response;
}

}  // namespace vod::api
