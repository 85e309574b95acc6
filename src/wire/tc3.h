#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/result.h"
#include "wire/keyed_hash.h"
#include "wire/signed_request.h"

namespace vod::wire {

/// The parts of `TC3-HMAC-SHA256 Credential=<id>/<date>/<service>/tc3_request, SignedHeaders=a;b, Signature=<hex>`, all
/// borrowed from it.
struct Tc3Authorization {
  std::string_view secret_id;
  std::string_view date;
  std::string_view service;
  std::string_view scope;      // `<date>/<service>/tc3_request`
  std::string_view key_scope;  // `<id>/<date>/<service>`: all that a signing key is made from but the secret.
  std::string_view signed_headers;
  std::string_view signature;
};

/// InvalidAuthorization, also for `SKIP`, by which SDKs send a call unsigned.
Result<Tc3Authorization> parse_tc3(std::string_view authorization);

/// Checks TC3-HMAC-SHA256 requests, GET and POST, with what unmodified clients do to them: the service is the one of
/// the credential (Node takes it from the endpoint's first label), the host is signed with or without its port, the
/// content type and a GET's query as sent, other headers' values as sent or in lower case, the payload as received or
/// as `UNSIGNED-PAYLOAD`.
///
/// Keeps keys ready by secret id, day and service (limits::signing_keys_cached_max), so that a verification costs 2 to
/// 3 us. Not thread-safe: one per thread.
class Tc3Verifier {
 public:
  /// AuthFailure errors; MissingParameter or InvalidParameter for X-TC-Timestamp.
  Result<Signer> verify(const SignedRequest& request, const FindKey& find_key, std::int64_t wall_ms);

 private:
  struct ReadyKey {
    std::string secret_key;  // It changes when a key is replaced under the same id.
    KeyedHmac hmac;
  };
  struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
  };
  /// How the signed text is written; clients differ.
  struct Variant {
    bool without_port;
    bool lower_values;
  };

  Done append_headers(const SignedRequest& request, std::string_view names, Variant variant);
  Result<bool> matches(const SignedRequest& request, const Tc3Authorization& authorization, std::string_view timestamp,
                       std::string_view payload_hash, Variant variant, KeyedHmac& key);
  Result<bool> matches_any(const SignedRequest& request, const Tc3Authorization& authorization,
                           std::string_view timestamp, KeyedHmac& key);
  Result<bool> verify_with(const std::string& secret_key, const SignedRequest& request,
                           const Tc3Authorization& authorization, std::string_view timestamp);

  Sha256 sha256_;
  std::unordered_map<std::string, ReadyKey, TextHash, std::equal_to<>> ready_keys_;
  std::string text_;  // Kept for its memory.
};

/// What a client signs. `query` counts for GET only.
struct Tc3Call {
  std::string_view method = "POST";
  std::string_view query;
  std::string_view content_type = "application/json";
  std::string_view host;
  std::string_view body;
  std::string_view service = "vod";
  std::int64_t timestamp_s = 0;
};

/// The Authorization header of a call.
std::string tc3_authorization(const Tc3Call& call, std::string_view secret_id, std::string_view secret_key);
/// Of a POST with JSON. `timestamp_s` goes into X-TC-Timestamp, `host` is the Host header's value.
std::string tc3_authorization(std::string_view secret_id, std::string_view secret_key, std::string_view host,
                              std::string_view body, std::int64_t timestamp_s);

}  // namespace vod::wire
