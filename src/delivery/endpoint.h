#pragma once

#include <cstdint>
#include <optional>

#include "delivery/breaker.h"
#include "delivery/pace.h"
#include "ports/endpoints.h"

namespace vod {

/// What is known of one endpoint of callbacks (scheme, host and port) and what follows for the next attempt: how many
/// at once, how many in a second, or none for now. Pure: time comes in, in monotonic milliseconds.
class Endpoint {
 public:
  Endpoint();

  /// Whether an attempt may begin now. `has_breaker` is the app's wish.
  bool may_begin(std::int64_t now_ms, bool has_breaker) const;
  /// From when time alone lets an attempt begin; places are freed by results.
  std::int64_t ready_ms(std::int64_t now_ms, bool has_breaker) const;
  /// True when the attempt is the breaker's probe, which ended() wants to know.
  bool began(std::int64_t now_ms);
  /// `failure` is empty for a success; `asks_for_less` for answers that halve the rate.
  void ended(std::int64_t now_ms, std::int64_t began_ms, bool is_probe, bool asks_for_less,
             std::optional<EndpointFailure> failure);
  /// The attempt was ended by us and says nothing of the endpoint.
  void withdrawn(std::int64_t now_ms, bool is_probe);

  std::size_t in_flight() const { return in_flight_; }
  /// Its last attempt succeeded.
  bool is_proven() const { return is_proven_; }
  bool is_open(std::int64_t now_ms) const { return !breaker_.may_begin(now_ms); }
  /// The endpoint's own part of what a person sees. Wall and monotonic time of one moment.
  void show(EndpointHealth& health, std::int64_t now_ms, std::int64_t now_wall_ms) const;

 private:
  Breaker breaker_;
  Pace pace_;
  std::size_t in_flight_ = 0;
  // Attempts that may be under way at once; grows with successes, halves with failures.
  std::size_t places_ = 0;
  bool is_proven_ = false;
  std::optional<EndpointFailure> last_failure_;
};

}  // namespace vod
