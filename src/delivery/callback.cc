#include "delivery/callback.h"

#include "base/hash.h"
#include "base/text.h"
#include "delivery/form_v2.h"
#include "delivery/signatures.h"
#include "model/events.h"
#include "model/limits.h"

namespace vod {
namespace {

constexpr std::int64_t sign_validity_s = 600;

// The end of the object that begins at `begin`, one past its brace; npos when the text is no JSON.
std::size_t end_of_object(std::string_view json, std::size_t begin) {
  int depth = 0;
  bool is_in_string = false;
  for (std::size_t at = begin; at < json.size(); ++at) {
    const char c = json[at];
    if (is_in_string) {
      if (c == '\\') {
        ++at;
      } else if (c == '"') {
        is_in_string = false;
      }
    } else if (c == '"') {
      is_in_string = true;
    } else if (c == '{') {
      ++depth;
    } else if (c == '}' && --depth == 0) {
      return at + 1;
    }
  }
  return std::string_view::npos;
}

}  // namespace

Result<OutboundRequest> callback_request(const catalogue::Push& push, const EventConfig& config,
                                         const CallbackLimits& limits, std::int64_t now_wall_ms) {
  const std::string id = event_id(push.key.sequence);
  const std::int64_t timestamp_s = now_wall_ms / 1'000;
  OutboundRequest request;
  request.purpose = OutboundPurpose::callback;
  request.method = "POST";
  request.url = url_of(config, push.key.destination);
  if (push.key.destination == catalogue::to_url_v2) {
    // Sign and T belong to the 3.0 form; this one is frozen.
    VOD_TRY(request.body, form_v2(push.type, push.body));
  } else {
    request.body = push.type == EventType::pull_complete ? with_media_info(push.body, push.media_info) : push.body;
    if (!config.sign_key.empty()) request.body = signed_body(request.body, config.sign_key, now_wall_ms);
  }
  request.headers = {
      {"Content-Type", "application/json"}, {"webhook-id", id}, {"webhook-timestamp", std::to_string(timestamp_s)}};
  if (!config.delivery.secrets.empty()) {
    VOD_TRY(auto signature, webhook_signature(config.delivery.secrets, id, timestamp_s, request.body, now_wall_ms));
    if (!signature.empty()) request.headers.emplace_back("webhook-signature", std::move(signature));
  }
  request.headers.emplace_back("openvod-attempt", std::to_string(push.attempts + 1));
  request.headers.emplace_back("openvod-attempt-id", attempt_id(push.key, now_wall_ms));
  if (push.is_redelivery) request.headers.emplace_back("openvod-redelivery", "1");
  if (push.is_test) request.headers.emplace_back("openvod-test", "1");
  request.route = {config.delivery.ca_file, config.delivery.client_certificate_file, config.delivery.client_key_file,
                   config.delivery.bind_address};
  request.connect_ms_max = limits.connect_ms;
  request.total_ms_max = limits.total_ms;
  request.answer_bytes_max = limits::callback_answer_bytes_max;
  return request;
}

std::string attempt_id(const catalogue::PushKey& key, std::int64_t started_wall_ms) {
  return "att_" + std::to_string(key.sequence) + "_" + std::to_string(key.destination) + "_" +
         std::to_string(started_wall_ms);
}

const std::string& url_of(const EventConfig& config, std::int64_t destination) {
  return destination == catalogue::to_url_v2 ? config.delivery.url_v2 : config.notification_url;
}

std::string signed_body(std::string_view body, std::string_view sign_key, std::int64_t now_wall_ms) {
  const std::string expiry = std::to_string(now_wall_ms / 1'000 + sign_validity_s);
  const std::string sign = to_hex(md5(std::string(sign_key) + expiry));
  const auto brace = body.rfind('}');
  if (brace == std::string_view::npos) return std::string(body);
  return std::string(body.substr(0, brace)) + R"(,"Sign":")" + sign + R"(","T":)" + expiry + "}";
}

std::string with_media_info(std::string_view body, MediaInfoForm form) {
  // Bytes, not values: what was stored stays as it was written. Inside a string these names would have escaped quotes.
  constexpr std::string_view info_name = R"("MediaBasicInfo":)";
  constexpr std::string_view file_name = R"("FileId":")";
  const auto info = body.find(std::string(info_name) + "{");
  if (form == MediaInfoForm::flat || info == std::string_view::npos) return std::string(body);
  const std::size_t begin = info + info_name.size();
  const std::size_t end = end_of_object(body, begin);
  if (end == std::string_view::npos || end - begin <= 2) return std::string(body);
  std::string added;
  if (const auto file = body.find(file_name); file < info) {
    const std::size_t id = file + file_name.size();
    added = std::string(file_name) + std::string(body.substr(id, body.find('"', id) - id)) + R"(",)";
  }
  added += std::string(info_name) + std::string(body.substr(begin, end - begin));
  const std::string head(body.substr(0, begin + 1));
  if (form == MediaInfoForm::nested) return head + added + std::string(body.substr(end - 1));
  return head + added + "," + std::string(body.substr(begin + 1));
}

std::string endpoint_of(std::string_view url) {
  const auto scheme = url.find("://");
  if (scheme == std::string_view::npos) return lower(url);
  return lower(url.substr(0, url.find_first_of("/?#", scheme + 3)));
}

}  // namespace vod
