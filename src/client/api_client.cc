#include "client/api_client.h"

#include <fmt/format.h>

#include "base/text.h"
#include "model/errors.h"
#include "model/limits.h"
#include "wire/json_value.h"
#include "wire/tc3.h"

namespace vod::client {
namespace {

std::string text_member(const boost::json::object& object, std::string_view name) {
  const auto* value = object.if_contains(name);
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}

Failure not_this_api(const HttpAnswer& answer, const std::string& endpoint) {
  return {Failure::Kind::protocol,
          {},
          fmt::format("{} answered HTTP {} and not as a VOD API does. Is the endpoint right?", endpoint, answer.status),
          {}};
}

}  // namespace

ApiClient::ApiClient(Target target, const Clock& clock, std::function<bool()> stopped)
    : target_(std::move(target)), clock_(clock), http_(std::move(stopped)) {}

CallResult<boost::json::object> ApiClient::call(std::string_view action, const boost::json::object& request,
                                                std::string_view version) {
  return call_text(action, wire::json_text(request), version);
}

CallResult<boost::json::object> ApiClient::call_text(std::string_view action, std::string body,
                                                     std::string_view version) {
  VOD_TRY(const Endpoint endpoint, parse_endpoint(target_.endpoint));
  HttpRequest request;
  request.method = "POST";
  request.url = endpoint.origin + "/";
  request.total_ms_max = limits::client_call_ms_max;
  const std::int64_t now_s = clock_.wall_ms() / 1'000;
  request.headers = {
      {"Content-Type", "application/json"},
      {"X-TC-Action", std::string(action)},
      {"X-TC-Version", std::string(version)},
      {"X-TC-Timestamp", std::to_string(now_s)},
  };
  if (!target_.region.empty()) request.headers.emplace_back("X-TC-Region", target_.region);
  if (!target_.keys.token.empty()) request.headers.emplace_back("X-TC-Token", target_.keys.token);
  request.headers.emplace_back("Authorization", wire::tc3_authorization(target_.keys.secret_id, target_.keys.secret_key,
                                                                        endpoint.host, body, now_s));
  request.body = std::move(body);

  auto sent = http_.send(request);
  if (!sent && sent.error().kind == Failure::Kind::unreachable) {
    sent.error().message += " Is it running? Start one with `openvod serve`.";
  }
  VOD_TRY(const HttpAnswer answer, std::move(sent));
  const auto parsed = wire::parse_json(answer.body);
  const auto* envelope = parsed ? parsed.value().if_object() : nullptr;
  const auto* response = envelope != nullptr ? envelope->if_contains("Response") : nullptr;
  if (response == nullptr || !response->is_object()) return not_this_api(answer, endpoint.origin);
  const boost::json::object& content = response->get_object();
  if (const auto* problem = content.if_contains("Error"); problem != nullptr && problem->is_object()) {
    return Failure{Failure::Kind::api, text_member(problem->get_object(), "Code"),
                   text_member(problem->get_object(), "Message"), text_member(content, "RequestId")};
  }
  return content;
}

Failure ApiClient::unreadable(const Error& error) {
  return {Failure::Kind::protocol, {}, "The answer has another form than expected: " + message_of(error), {}};
}

}  // namespace vod::client
