#include "pipeline/adaptive/segment_cipher.h"

#include <openssl/evp.h>

#include "base/check.h"
#include "model/errors.h"

namespace vod {
namespace {

constexpr std::size_t block_bytes = 16;

Error wrong_key() {
  return error(ErrorCode::source_malformed, {},
               "A segment of the playlist can't be decrypted: its key does not fit, or it is cut off.");
}

const unsigned char* raw(const std::byte* bytes) { return reinterpret_cast<const unsigned char*>(bytes); }

}  // namespace

SegmentDecryption::SegmentDecryption(const SegmentCipher& cipher) : context_(EVP_CIPHER_CTX_new()) {
  VOD_CHECK(context_ != nullptr);
  VOD_CHECK(EVP_DecryptInit_ex(context_, EVP_aes_128_cbc(), nullptr, raw(cipher.key.data()), raw(cipher.iv.data())) ==
            1);
}

SegmentDecryption::~SegmentDecryption() { EVP_CIPHER_CTX_free(context_); }

Done SegmentDecryption::add(std::span<const std::byte> bytes, std::vector<std::byte>& plain) {
  const std::size_t before = plain.size();
  plain.resize(before + bytes.size() + block_bytes);
  int made = 0;
  const int well = EVP_DecryptUpdate(context_, reinterpret_cast<unsigned char*>(plain.data() + before), &made,
                                     raw(bytes.data()), static_cast<int>(bytes.size()));
  plain.resize(before + static_cast<std::size_t>(made));
  return well == 1 ? done() : Done(wrong_key());
}

Done SegmentDecryption::finish(std::vector<std::byte>& plain) {
  const std::size_t before = plain.size();
  plain.resize(before + block_bytes);
  int made = 0;
  const int well = EVP_DecryptFinal_ex(context_, reinterpret_cast<unsigned char*>(plain.data() + before), &made);
  plain.resize(before + (well == 1 ? static_cast<std::size_t>(made) : 0));
  return well == 1 ? done() : Done(wrong_key());
}

}  // namespace vod
