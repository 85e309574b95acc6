#include "wire/keyed_hash.h"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/params.h>

#include <utility>

#include "base/check.h"

namespace vod::wire {

KeyedHmac::KeyedHmac(HashKind kind, std::span<const std::byte> key) {
  EVP_MAC* algorithm = EVP_MAC_fetch(nullptr, "HMAC", nullptr);
  VOD_CHECK(algorithm != nullptr);
  context_ = EVP_MAC_CTX_new(algorithm);
  EVP_MAC_free(algorithm);  // The context keeps its own reference.
  VOD_CHECK(context_ != nullptr);
  char digest[8] = "SHA256";
  if (kind == HashKind::sha1) std::string_view("SHA1").copy(digest, sizeof digest), digest[4] = '\0';
  const OSSL_PARAM parameters[] = {OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest, 0),
                                   OSSL_PARAM_construct_end()};
  // OpenSSL takes a null key for "keep the key", so an empty key is a pointer to no bytes.
  static constexpr unsigned char no_key = 0;
  const auto* bytes = key.empty() ? &no_key : reinterpret_cast<const unsigned char*>(key.data());
  VOD_CHECK(EVP_MAC_init(context_, bytes, key.size(), parameters) == 1);
}

KeyedHmac::~KeyedHmac() { EVP_MAC_CTX_free(context_); }

KeyedHmac::KeyedHmac(KeyedHmac&& other) noexcept : context_(std::exchange(other.context_, nullptr)) {}

KeyedHmac& KeyedHmac::operator=(KeyedHmac&& other) noexcept {
  std::swap(context_, other.context_);
  return *this;
}

Digest KeyedHmac::of(std::string_view text) {
  Digest digest;
  VOD_CHECK(EVP_MAC_init(context_, nullptr, 0, nullptr) == 1 &&
            EVP_MAC_update(context_, reinterpret_cast<const unsigned char*>(text.data()), text.size()) == 1 &&
            EVP_MAC_final(context_, reinterpret_cast<unsigned char*>(digest.bytes.data()), &digest.size_bytes,
                          digest.bytes.size()) == 1);
  return digest;
}

Sha256::Sha256() : algorithm_(EVP_MD_fetch(nullptr, "SHA256", nullptr)), context_(EVP_MD_CTX_new()) {
  VOD_CHECK(algorithm_ != nullptr && context_ != nullptr);
}

Sha256::~Sha256() {
  EVP_MD_CTX_free(context_);
  EVP_MD_free(algorithm_);
}

std::array<std::byte, 32> Sha256::of(std::string_view text) {
  std::array<std::byte, 32> digest;
  VOD_CHECK(EVP_DigestInit_ex(context_, algorithm_, nullptr) == 1 &&
            EVP_DigestUpdate(context_, text.data(), text.size()) == 1 &&
            EVP_DigestFinal_ex(context_, reinterpret_cast<unsigned char*>(digest.data()), nullptr) == 1);
  return digest;
}

}  // namespace vod::wire
