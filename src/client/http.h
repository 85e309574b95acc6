#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "client/failure.h"

namespace vod::client {

/// Gives the next bytes of a body: how many were written to the span; 0 at the end; an empty result ends the request.
using BodySource = std::function<CallResult<std::size_t>(std::span<std::byte> to)>;
/// Told now and then how many body bytes have gone out.
using SentBytes = std::function<void(std::uint64_t sent_bytes)>;

struct HttpRequest {
  std::string method = "GET";
  std::string url;
  /// An empty value sends the header without one.
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
  /// Takes the place of `body` where it is set; gives exactly source_bytes.
  BodySource source;
  std::uint64_t source_bytes = 0;
  SentBytes sent;
  /// Whole exchange; 0: only a connection that stands still ends it.
  std::int64_t total_ms_max = 0;
};

struct HttpAnswer {
  int status = 0;
  /// Lower-case names.
  std::map<std::string, std::string> headers;
  std::string body;

  /// Empty when it is absent.
  std::string header(const std::string& name) const;
};

/// HTTP over one connection that is kept. Not thread-safe: one client a thread.
class Http {
 public:
  /// `stopped` is asked several times a second while a request runs; true ends it as cancelled. May be empty.
  explicit Http(std::function<bool()> stopped = {});
  ~Http();
  Http(const Http&) = delete;
  Http& operator=(const Http&) = delete;

  /// Any status is an answer; a failure means that none came. Redirects are not followed.
  CallResult<HttpAnswer> send(const HttpRequest& request);

 private:
  /// The libcurl easy handle.
  void* curl_;
  std::function<bool()> stopped_;
};

/// A URL in its parts, as far as a client of ours needs them.
struct Endpoint {
  /// `http://127.0.0.1:9266`, without a slash at the end.
  std::string origin;
  /// `127.0.0.1:9266`, as the Host header has it.
  std::string host;
  bool loopback = false;
};

/// Takes `http://host:port`, `https://host`, or `host:port` for http. A path other than `/` is an error.
CallResult<Endpoint> parse_endpoint(std::string text);

}  // namespace vod::client
