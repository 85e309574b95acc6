// The room client: the API as its users call it, signed and over the network. Used by the command line, the receiver
// and the tests. It refuses to know what the server is made of.
#pragma once

#include <boost/json/object.hpp>

#include <functional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "client/failure.h"
#include "client/http.h"
#include "wire/types.h"

namespace vod::client {

inline constexpr std::string_view version_2018 = "2018-07-17";
/// What openvod adds to the cloud's API.
inline constexpr std::string_view version_2026 = "2026-11-01";

/// What signs a call. `token` belongs to temporary keys and is empty otherwise.
struct Keys {
  std::string secret_id;
  std::string secret_key;
  std::string token;
};

/// Where calls go and who makes them.
struct Target {
  /// `http://127.0.0.1:9266`.
  std::string endpoint;
  Keys keys;
  /// Sent as X-TC-Region where it is set; openvod has one region and takes any.
  std::string region;
};

/// Calls the API, POST with JSON and TC3-HMAC-SHA256, over one connection that is kept. Not thread-safe: one client a
/// thread. The clock outlives it.
class ApiClient {
 public:
  /// `stopped` ends a running call as cancelled when it becomes true; may be empty. A bad endpoint shows at the first
  /// call.
  ApiClient(Target target, const Clock& clock, std::function<bool()> stopped = {});

  /// The content of "Response". An API error is a Failure of kind api.
  CallResult<boost::json::object> call(std::string_view action, const boost::json::object& request,
                                       std::string_view version = version_2018);

  /// The same with generated types: call_as<wire::CommitUploadResponse>("CommitUpload", request).
  template <class Response, class Request>
  CallResult<Response> call_as(std::string_view action, const Request& request,
                               std::string_view version = version_2018) {
    VOD_TRY(const boost::json::object answer, call_text(action, wire::encode_text(request), version));
    return read_as<Response>(answer);
  }

  const Target& target() const { return target_; }
  /// The connection, for what is not an API call: uploads, checks of outputs.
  Http& http() { return http_; }
  const Clock& clock() const { return clock_; }

  /// An answer, or a part of one, as its generated type.
  template <class T>
  static CallResult<T> read_as(const boost::json::value& answer) {
    auto typed = wire::decode_answer<T>(answer);
    if (!typed) return unreadable(typed.error());
    return std::move(typed).value();
  }

 private:
  CallResult<boost::json::object> call_text(std::string_view action, std::string body, std::string_view version);
  static Failure unreadable(const Error& error);

  Target target_;
  const Clock& clock_;
  Http http_;
};

}  // namespace vod::client
