#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"

namespace vod::wire {

/// One header as it was received; names in any case.
struct HeaderView {
  std::string_view name;
  std::string_view value;
};

/// What signatures cover of an API request, borrowed from the transport. The path is always `/`.
struct SignedRequest {
  std::string_view method;
  std::string_view query;  // What stands behind the `?`, undecoded.
  std::span<const HeaderView> headers;
  std::string_view body;
};

/// What a caller signs with, as the server knows it.
struct SecretKey {
  std::string secret_key;
  /// Of temporary credentials: the caller must send it too. Empty for a lasting key.
  std::string token;
  /// Of temporary credentials, wall clock; 0 never.
  std::int64_t expires_ms = 0;
};

/// Nothing for an id that is not known. Called from the verifying thread.
using FindKey = std::function<std::optional<SecretKey>(std::string_view secret_id)>;

/// Whose signature it was. Within the clock window a signature may come again, as in the cloud; `signature` is there so
/// that the door can count that.
struct Signer {
  std::string secret_id;
  std::string signature;
};

/// The first header of that name; nothing when there is none or, since it is not clear which one is meant, several.
std::optional<std::string_view> only_header(std::span<const HeaderView> headers, std::string_view name);

/// A Host without its port, for clients that sign it so.
std::string_view host_without_port(std::string_view host);

/// SignatureExpire when a timestamp is further from the wall clock than limits::signature_window_s.
Done check_timestamp(std::int64_t timestamp_s, std::int64_t wall_ms);

/// TokenFailure when temporary credentials are over or came without their token, or a lasting key came with one.
Done check_token(const SecretKey& key, std::string_view token, std::int64_t wall_ms);

}  // namespace vod::wire
