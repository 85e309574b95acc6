#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace vod {

/// What becomes of an event whose callback is given up: set aside with its reason, or made pullable.
enum class GivenUp { park = 0, queue = 1 };

/// A secret that callbacks are signed with, as the Standard Webhooks specification writes it: `whsec_` and base64 for
/// HMAC-SHA256 (v1), `whsk_` and base64 for ed25519 (v1a).
struct SigningSecret {
  std::string secret;
  std::int64_t created_ms = 0;
  /// Signs until then; 0 = until it is replaced.
  std::int64_t expires_ms = 0;

  bool operator==(const SigningSecret&) const = default;
};

/// How an app wants to be told of events, beyond what the cloud's API can say (version 2026-11-01). Everything has a
/// default that changes nothing. Times of unset members come from the settings.
struct DeliveryConfig {
  /// Wire names of event types that are kept as history only, among those that the cloud has no switch for.
  std::vector<std::string> switched_off;
  /// Where the frozen 2.0 form goes, beside the 3.0 URL; empty: nowhere.
  std::string url_v2;
  /// Waits between attempts in seconds; empty: the setting push.retries.
  std::vector<std::int64_t> retries_s;
  std::optional<GivenUp> given_up;
  /// A pulled event is parked after so many handings-out; 0 = never.
  std::int64_t park_after_deliveries = 0;
  /// Attempts of this app that may run at once, and may begin in a second; 0 = the limits of all apps.
  std::int64_t concurrency_max = 0;
  std::int64_t attempts_per_second_max = 0;
  bool has_breaker = true;
  std::vector<SigningSecret> secrets;
  /// PEM files on the server's machine, and the local address that callbacks leave from; empty: the system's.
  std::string ca_file;
  std::string client_certificate_file;
  std::string client_key_file;
  std::string bind_address;

  bool operator==(const DeliveryConfig&) const = default;
};

}  // namespace vod
