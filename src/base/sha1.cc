#include "base/sha1.h"

#include <openssl/evp.h>

#include "base/check.h"

namespace vod {

Sha1::Sha1() : context_(EVP_MD_CTX_new()) {
  VOD_CHECK(context_ != nullptr && EVP_DigestInit_ex(context_, EVP_sha1(), nullptr) == 1);
}

Sha1::~Sha1() { EVP_MD_CTX_free(context_); }

void Sha1::add(std::span<const std::byte> bytes) {
  VOD_CHECK(EVP_DigestUpdate(context_, bytes.data(), bytes.size()) == 1);
}

std::array<std::byte, 20> Sha1::finish() {
  std::array<std::byte, 20> result{};
  VOD_CHECK(EVP_DigestFinal_ex(context_, reinterpret_cast<unsigned char*>(result.data()), nullptr) == 1);
  return result;
}

}  // namespace vod
