#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"

namespace vod {

/// Which rules a request goes by: `callback.allow` or `pull.allow` (security rules, section 3).
enum class OutboundPurpose { callback, pull };

/// How a request leaves and whom it trusts, beyond the defaults. Files are PEM, on this machine; one that can't be read
/// fails the request.
struct OutboundRoute {
  /// In place of the system's store.
  std::string ca_file = {};
  /// What the client shows, and the key to it.
  std::string client_certificate_file = {};
  std::string client_key_file = {};
  /// The local address to leave from.
  std::string bind_address = {};

  bool operator==(const OutboundRoute&) const = default;
};

struct OutboundRequest {
  OutboundPurpose purpose = OutboundPurpose::callback;
  std::string method = "GET";
  std::string url;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
  OutboundRoute route;
  std::int64_t connect_ms_max = 5'000;
  std::int64_t total_ms_max = 15'000;
  /// Ends the request when fewer than one byte per second came for so long; 0 = no such limit.
  std::int64_t idle_ms_max = 0;
  int redirects_max = 0;
  /// More than this is an error for pulls; for callbacks the rest is not read.
  std::uint64_t answer_bytes_max = 4'096;
  /// Hears of a 2xx answer's status and headers (lower-case names) before its first byte goes to the sink, on the
  /// client's thread; an error ends the request. Not called for an answer without a body.
  std::function<Done(int status, const std::vector<std::pair<std::string, std::string>>& headers)> head = {};
};

/// When each part of a request was over, in milliseconds from its start; 0 = it never came to that.
struct OutboundPhases {
  double resolve_ms = 0;
  double connect_ms = 0;
  double tls_ms = 0;
  double first_byte_ms = 0;
  double total_ms = 0;
};

/// What ended a request; the numbers are stored. `configuration`: a file or address of the route, or what the request
/// was to be made of, is not usable.
enum class OutboundFailure {
  none,
  bad_url,
  refused_address,
  resolve,
  connect,
  tls,
  timeout,
  broken,
  too_large,
  cancelled,
  configuration,
};
const char* name_of(OutboundFailure failure);

struct OutboundResult {
  OutboundFailure failure = OutboundFailure::none;
  /// A sentence: what failed, with the address, the rule and the setting where an address was refused.
  std::string detail;
  int status = 0;
  /// Lower-case names.
  std::vector<std::pair<std::string, std::string>> headers;
  /// The answer's beginning, up to answer_bytes_max, where no sink took it.
  std::string body;
  std::string address;
  /// Of the last request: another one than was asked for after redirects.
  std::string url;
  OutboundPhases phases;
};

/// The guarded HTTP client: resolves once, checks every address, connects to the checked one. Thread-safe.
class Outbound {
 public:
  using Finished = std::function<void(OutboundResult)>;
  /// Takes bytes of a 2xx answer as they come, on the client's thread; an error ends the request.
  using Sink = std::function<Done(std::string_view bytes)>;

  virtual ~Outbound() = default;
  /// `finished` runs exactly once, on the client's thread, and must be short. Gives a number for cancel().
  virtual std::uint64_t submit(OutboundRequest request, Sink sink, Finished finished) = 0;
  virtual void cancel(std::uint64_t number) = 0;
};

}  // namespace vod
