#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/result.h"
#include "wire/forms.h"
#include "wire/keyed_hash.h"
#include "wire/signed_request.h"

namespace vod::wire {

/// Checks the old signature form, HmacSHA1 (also when SignatureMethod is missing) and HmacSHA256, over the decoded
/// parameters of a GET query or a POST form. The host is taken as received or without its port, the names as they are
/// or, as the Python SDK does, with `.` for `_`.
///
/// Keeps keys ready (limits::signing_keys_cached_max). Not thread-safe: one per thread.
class V1Verifier {
 public:
  /// AuthFailure errors; MissingParameter for SecretId, Signature, Timestamp or Nonce.
  Result<Signer> verify(std::string_view method, std::string_view host, std::span<const FormPair> pairs,
                        const FindKey& find_key, std::int64_t wall_ms);

 private:
  struct ReadyKey {
    std::string secret_key;
    KeyedHmac hmac;
  };
  std::unordered_map<std::string, ReadyKey> ready_keys_;
};

/// The value of Signature for parameters that have all but it; SignatureMethod among them chooses the algorithm.
std::string v1_signature(std::string_view method, std::string_view host, std::span<const FormPair> pairs,
                         std::string_view secret_key);

}  // namespace vod::wire
