#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/delivery_config.h"

namespace vod {

/// How a key of the Standard Webhooks specification signs: `whsec_` HMAC-SHA256 (v1), `whsk_` ed25519 (v1a).
enum class SigningScheme { hmac_sha256, ed25519 };

struct SigningKey {
  SigningScheme scheme{};
  /// 24 to 64 bytes of HMAC-SHA256, the 32 bytes of the seed of ed25519.
  std::vector<std::byte> bytes;
};

/// Reads a secret: `whsec_` and 24 to 64 bytes in base64, or `whsk_` and the private key of 32 (seed) or 64 bytes (seed
/// and public key). invalid_parameter_value says what is wrong, without the secret.
Result<SigningKey> parse_signing_secret(std::string_view secret);

/// What a receiver checks v1a with: `whpk_` and the public key in base64. Only of ed25519 keys.
std::string public_key_text(const SigningKey& key);

/// The value of `webhook-signature`: one signature of `id.timestamp.body` per secret that has not expired, separated by
/// spaces; empty when there is none.
Result<std::string> webhook_signature(const std::vector<SigningSecret>& secrets, std::string_view id,
                                      std::int64_t timestamp_s, std::string_view body, std::int64_t now_wall_ms);

/// `seed` has 32 bytes.
std::array<std::byte, 64> sign_ed25519(std::span<const std::byte> seed, std::string_view message);

}  // namespace vod
