#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"
#include "catalogue/pushes.h"
#include "model/app.h"
#include "ports/outbound.h"

namespace vod {

/// Time-outs of callbacks.
struct CallbackLimits {
  std::int64_t connect_ms = 5'000;
  std::int64_t total_ms = 15'000;
};

/// The request of one attempt, by the app's configuration at this moment. Pure. `push.attempts` counts the attempts
/// before this one. invalid_parameter_value when a secret can't be read or the event has no 2.0 form.
Result<OutboundRequest> callback_request(const catalogue::Push& push, const EventConfig& config,
                                         const CallbackLimits& limits, std::int64_t now_wall_ms);

/// Names one POST: `att_<sequence>_<destination>_<wall time of its beginning>`.
std::string attempt_id(const catalogue::PushKey& key, std::int64_t started_wall_ms);

/// The URL of the app that a destination stands for; empty when it has none.
const std::string& url_of(const EventConfig& config, std::int64_t destination);

/// The stored body with `Sign` and `T` when the app has a SignKey: Sign = md5hex(SignKey + T), T = now + 600 s.
std::string signed_body(std::string_view body, std::string_view sign_key, std::int64_t now_wall_ms);

/// PullComplete as a callback has it. The stored form is flat; older receivers look for FileId and for the nested
/// object inside MediaBasicInfo, so both are added, or alone there. A body without MediaBasicInfo stays as it is.
std::string with_media_info(std::string_view body, MediaInfoForm form);

/// What of a URL shares connections, a rate and a fate: scheme, host and port.
std::string endpoint_of(std::string_view url);

}  // namespace vod
