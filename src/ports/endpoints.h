#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/ids.h"
#include "ports/outbound.h"

namespace vod {

/// What may be sent to an endpoint: everything; nothing but one probe after a pause; nothing while that probe is under
/// way; everything, but slower, since it asked for that.
enum class EndpointState { closed, open, probing, slowed };
const char* name_of(EndpointState state);

/// How the last attempt that failed ended.
struct EndpointFailure {
  OutboundFailure failure = OutboundFailure::none;
  /// 0 when no answer came.
  int status = 0;
  std::string detail;
  std::int64_t at_wall_ms = 0;
};

/// What a person wants to know of one of an app's callback URLs. Connections, rate and breaker belong to the endpoint
/// (scheme, host and port), which other apps may share; the events that wait are the app's own.
struct EndpointHealth {
  std::string url;
  /// Scheme, host and port.
  std::string endpoint;
  /// The URL of the 2.0 form.
  bool is_v2 = false;
  EndpointState state = EndpointState::closed;
  std::uint64_t in_flight = 0;
  /// Attempts that ended in the breaker's window.
  std::uint64_t attempts = 0;
  std::uint64_t failures = 0;
  std::optional<EndpointFailure> last_failure;
  /// Attempts per second that it is limited to by its own answers; 0 = not limited.
  double per_second_max = 0;
  /// Wall time of the next attempt where nothing is due now: the probe's, or the next retry's.
  std::optional<std::int64_t> next_try_ms;
  /// Events that wait for their first attempt, that are due for a retry, and whose retry is due later.
  std::uint64_t waiting = 0;
  std::uint64_t retries_due = 0;
  std::uint64_t retries_later = 0;
  /// Of the 2.0 form; others are parked as events.
  std::uint64_t parked = 0;
};

/// Shows how the endpoints of callbacks fare. Thread-safe.
class EndpointBoard {
 public:
  virtual ~EndpointBoard() = default;
  /// One entry per URL that the app has set: its callback URL first, then that of the 2.0 form.
  virtual Result<std::vector<EndpointHealth>> list(AppId app) const = 0;
};

}  // namespace vod
