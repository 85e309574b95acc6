#include "main/cli/forwarder.h"

#include <fmt/format.h>

#include <algorithm>

#include "client/api_client.h"
#include "delivery/callback.h"
#include "delivery/signatures.h"
#include "model/limits.h"
#include "wire/json_value.h"

namespace vod::cli {
namespace {

using client::CallResult;
using client::Failure;

constexpr std::int64_t empty_pause_ms = 100;  // The server holds an empty answer back; this is for servers that don't.
constexpr std::string_view annotations[] = {"EventId", "DeliveryCount"};

std::string text_member(const boost::json::object& object, std::string_view name) {
  const auto* value = object.if_contains(name);
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}

}  // namespace

std::string callback_body(boost::json::object event) {
  // The order of the others is that of the stored body.
  event.stable_erase("EventHandle");
  for (const auto name : annotations) event.stable_erase(name);
  const bool is_pull = text_member(event, "EventType") == "PullComplete";
  const std::string body = wire::json_text(event);
  return is_pull ? with_media_info(body, MediaInfoForm::both) : body;
}

Forwarder::Forwarder(Call call, client::Http& receiver, ForwardTo to, const Clock& clock, Random& random,
                     ForwardReport& report)
    : call_(std::move(call)),
      receiver_(receiver),
      to_(std::move(to)),
      clock_(clock),
      report_(report),
      server_backoff_(random),
      receiver_backoff_(random) {}

CallResult<std::int64_t> Forwarder::step() {
  // Both clocks: the monotonic one stands while the machine sleeps, and leases don't.
  const std::int64_t monotonic_ms = clock_.monotonic_ms();
  const std::int64_t wall_ms = clock_.wall_ms();
  const auto used_ms = [&] { return std::max(clock_.monotonic_ms() - monotonic_ms, clock_.wall_ms() - wall_ms); };

  auto events = pull();
  if (!events) {
    if (events.error().kind == Failure::Kind::cancelled) return std::move(events).error();
    const std::int64_t wait_ms = server_backoff_.next_ms();
    report_.trouble(events.error().text(), wait_ms);
    return wait_ms;
  }
  if (server_backoff_.is_failing()) report_.recovered();
  server_backoff_.reset();
  if (events.value().empty()) return empty_pause_ms;
  // The wait for events is no part of their leases.
  const std::int64_t waited_ms = used_ms();
  std::int64_t slowest_ms = 1;
  for (const auto& event : events.value()) {
    const std::int64_t began_ms = used_ms();
    // Leases of those that are left end by themselves. This is rare: at_once_ follows the receiver's pace.
    if (began_ms - waited_ms > limits::consumer_lease_used_ms_max) break;
    if (!event.is_object()) continue;
    VOD_TRY(const bool is_answered, forward(event.get_object()));
    if (!is_answered) {
      // One after the other would fail the same way: those that are left wait in the queue, not here.
      at_once_ = 1;
      return receiver_backoff_.next_ms();
    }
    receiver_backoff_.reset();
    slowest_ms = std::max(slowest_ms, used_ms() - began_ms);
  }
  const std::int64_t fitting = limits::consumer_lease_used_ms_max / 2 / slowest_ms;
  at_once_ = static_cast<std::size_t>(std::clamp<std::int64_t>(fitting, 1, limits::pull_events_max));
  return 0;
}

CallResult<boost::json::array> Forwarder::pull() {
  const std::string options = fmt::format(R"({{"MaxEvents":{},"Annotate":true}})", at_once_);
  auto answer = call_("PullEvents", {{"ExtInfo", options}});
  // What some servers, and openvod by a setting, say of an empty queue.
  if (!answer && answer.error().code == "ResourceNotFound") return boost::json::array();
  VOD_TRY(const boost::json::object content, std::move(answer));
  const auto* set = content.if_contains("EventSet");
  return set != nullptr && set->is_array() ? set->get_array() : boost::json::array();
}

// False when the receiver did not answer at all.
CallResult<bool> Forwarder::forward(const boost::json::object& event) {
  Forwarded told;
  if (const auto content = client::ApiClient::read_as<wire::EventContent>(event)) told.event = view_of(content.value());
  told.event_id = text_member(event, "EventId");

  const std::int64_t began_ms = clock_.monotonic_ms();
  VOD_TRY(const Attempt attempt, post(told.event_id, callback_body(event)));
  told.took_ms = clock_.monotonic_ms() - began_ms;
  told.status = attempt.status;
  told.reason = attempt.reason;
  if (attempt.reason.empty()) {
    const auto confirmed =
        call_("ConfirmEvents", {{"EventHandles", boost::json::array{text_member(event, "EventHandle")}}});
    told.is_confirmed = confirmed.has_value();
    if (!confirmed) told.reason = "taken, but not confirmed: " + confirmed.error().text();
  }
  report_.forwarded(told);
  return attempt.status != 0;
}

CallResult<Forwarder::Attempt> Forwarder::post(const std::string& event_id, std::string body) {
  const std::int64_t now_wall_ms = clock_.wall_ms();
  if (!to_.sign_key.empty()) body = signed_body(body, to_.sign_key, now_wall_ms);
  client::HttpRequest request;
  request.method = "POST";
  request.url = to_.url;
  request.headers = {{"Content-Type", "application/json"}};
  if (!event_id.empty()) request.headers.emplace_back("webhook-id", event_id);
  request.headers.emplace_back("webhook-timestamp", std::to_string(now_wall_ms / 1'000));
  if (!event_id.empty()) {
    const auto signature = webhook_signature(to_.secrets, event_id, now_wall_ms / 1'000, body, now_wall_ms);
    if (signature && !signature.value().empty()) request.headers.emplace_back("webhook-signature", signature.value());
  }
  request.body = std::move(body);
  request.total_ms_max = limits::forward_ms_max;
  const auto answer = receiver_.send(request);
  if (!answer) {
    if (answer.error().kind == Failure::Kind::cancelled) return answer.error();
    return Attempt{0, answer.error().message};
  }
  const int status = answer.value().status;
  return Attempt{status, status / 100 == 2 ? "" : fmt::format("HTTP {}", status)};
}

}  // namespace vod::cli
