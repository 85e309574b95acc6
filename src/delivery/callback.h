#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "catalogue/pushes.h"
#include "model/app.h"
#include "ports/outbound.h"

namespace vod {

/// Time-outs of callbacks.
struct CallbackLimits {
  std::int64_t connect_ms = 5'000;
  std::int64_t total_ms = 15'000;
};

/// The request of one attempt, by the app's configuration at this moment. Pure.
OutboundRequest callback_request(const catalogue::Push& push, const EventConfig& config, const CallbackLimits& limits,
                                 std::int64_t now_wall_ms);

/// The stored body with `Sign` and `T` when the app has a SignKey: Sign = md5hex(SignKey + T), T = now + 600 s.
std::string signed_body(std::string_view body, std::string_view sign_key, std::int64_t now_wall_ms);

/// The form of PullComplete that callbacks have: the stored one is flat, and older receivers look for FileId and for
/// the nested object inside MediaBasicInfo, so both are added. Other bodies stay as they are.
std::string with_nested_media_info(std::string_view body);

/// What of a URL shares connections, a rate and a fate: scheme, host and port.
std::string endpoint_of(std::string_view url);

}  // namespace vod
