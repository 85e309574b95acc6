#include "pipeline/adaptive/segment_encryption.h"

#include <openssl/evp.h>

#include <array>
#include <memory>

#include "model/errors.h"

namespace vod {
namespace {

constexpr std::size_t block_bytes = 16;
// OpenSSL counts in int.
constexpr std::size_t piece_bytes = 1 << 30;

const unsigned char* bytes_at(const void* data) { return static_cast<const unsigned char*>(data); }

}  // namespace

Result<std::string> encrypt_segment(std::string_view segment, const StreamKey& key, std::uint64_t sequence) {
  const Error failure = error(ErrorCode::task_failed, {}, "A segment could not be encrypted.");
  std::array<unsigned char, block_bytes> vector{};
  for (std::size_t i = 0; i < sizeof sequence; ++i)
    vector[block_bytes - 1 - i] = static_cast<unsigned char>(sequence >> (8 * i));
  const std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)> context(EVP_CIPHER_CTX_new(),
                                                                                &EVP_CIPHER_CTX_free);
  if (!context ||
      EVP_EncryptInit_ex(context.get(), EVP_aes_128_cbc(), nullptr, bytes_at(key.secret.data()), vector.data()) != 1) {
    return failure;
  }
  std::string result(segment.size() + block_bytes, '\0');
  auto* const out = reinterpret_cast<unsigned char*>(result.data());
  std::size_t written = 0;
  int count = 0;
  for (std::size_t at = 0; at < segment.size(); at += piece_bytes) {
    const std::string_view piece = segment.substr(at, piece_bytes);
    if (EVP_EncryptUpdate(context.get(), out + written, &count, bytes_at(piece.data()),
                          static_cast<int>(piece.size())) != 1) {
      return failure;
    }
    written += static_cast<std::size_t>(count);
  }
  if (EVP_EncryptFinal_ex(context.get(), out + written, &count) != 1) return failure;
  result.resize(written + static_cast<std::size_t>(count));
  return result;
}

}  // namespace vod
