#include "delivery/signatures.h"

#include <openssl/evp.h>

#include <memory>

#include "base/check.h"
#include "base/hash.h"
#include "base/text.h"
#include "model/errors.h"

namespace vod {
namespace {

constexpr std::string_view hmac_prefix = "whsec_";
constexpr std::string_view ed25519_prefix = "whsk_";
constexpr std::string_view public_prefix = "whpk_";
constexpr std::size_t hmac_bytes_min = 24;
constexpr std::size_t hmac_bytes_max = 64;
constexpr std::size_t seed_bytes = 32;

using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;

Key key_of(std::span<const std::byte> seed) {
  VOD_CHECK(seed.size() == seed_bytes);
  Key key(EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, reinterpret_cast<const unsigned char*>(seed.data()),
                                       seed.size()),
          &EVP_PKEY_free);
  VOD_CHECK(key != nullptr);
  return key;
}

Error bad_secret(std::string rule) {
  return error(ErrorCode::invalid_parameter_value, "secret", "The signing secret " + std::move(rule));
}

}  // namespace

Result<SigningKey> parse_signing_secret(std::string_view secret) {
  const bool is_hmac = secret.starts_with(hmac_prefix);
  if (!is_hmac && !secret.starts_with(ed25519_prefix)) {
    return bad_secret("must begin with whsec_ (HMAC-SHA256) or whsk_ (ed25519).");
  }
  auto bytes = from_base64(secret.substr(is_hmac ? hmac_prefix.size() : ed25519_prefix.size()));
  if (!bytes) return bad_secret("must be base64 after its prefix.");
  if (is_hmac) {
    if (bytes->size() < hmac_bytes_min || bytes->size() > hmac_bytes_max) {
      return bad_secret("must hold 24 to 64 bytes, and holds " + std::to_string(bytes->size()) + ".");
    }
    return SigningKey{SigningScheme::hmac_sha256, std::move(*bytes)};
  }
  if (bytes->size() != seed_bytes && bytes->size() != 2 * seed_bytes) {
    return bad_secret("must hold 32 or 64 bytes, and holds " + std::to_string(bytes->size()) + ".");
  }
  bytes->resize(seed_bytes);
  return SigningKey{SigningScheme::ed25519, std::move(*bytes)};
}

std::string public_key_text(const SigningKey& key) {
  VOD_CHECK(key.scheme == SigningScheme::ed25519);
  std::array<std::byte, seed_bytes> bytes{};
  std::size_t size = bytes.size();
  VOD_CHECK(
      EVP_PKEY_get_raw_public_key(key_of(key.bytes).get(), reinterpret_cast<unsigned char*>(bytes.data()), &size) == 1);
  return std::string(public_prefix) + to_base64(bytes);
}

std::array<std::byte, 64> sign_ed25519(std::span<const std::byte> seed, std::string_view message) {
  const Key key = key_of(seed);
  const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
  std::array<std::byte, 64> signature{};
  std::size_t size = signature.size();
  VOD_CHECK(EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key.get()) == 1);
  VOD_CHECK(EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &size,
                           reinterpret_cast<const unsigned char*>(message.data()), message.size()) == 1);
  return signature;
}

Result<std::string> webhook_signature(const std::vector<SigningSecret>& secrets, std::string_view id,
                                      std::int64_t timestamp_s, std::string_view body, std::int64_t now_wall_ms) {
  std::string signatures;
  std::string content;
  for (const SigningSecret& secret : secrets) {
    if (secret.expires_ms != 0 && secret.expires_ms <= now_wall_ms) continue;
    VOD_TRY(const auto key, parse_signing_secret(secret.secret));
    if (content.empty()) {
      content.append(id).append(".").append(std::to_string(timestamp_s)).append(".").append(body);
    }
    if (!signatures.empty()) signatures += ' ';
    if (key.scheme == SigningScheme::hmac_sha256) {
      signatures += "v1," + to_base64(hmac_sha256(key.bytes, content));
    } else {
      signatures += "v1a," + to_base64(sign_ed25519(key.bytes, content));
    }
  }
  return signatures;
}

}  // namespace vod
