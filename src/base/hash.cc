#include "base/hash.h"

#include <isa-l/crc64.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "base/check.h"

namespace vod {
namespace {

template <std::size_t Size>
std::array<std::byte, Size> digest(const EVP_MD* kind, std::string_view text) {
  std::array<std::byte, Size> result{};
  VOD_CHECK(EVP_Digest(text.data(), text.size(), reinterpret_cast<unsigned char*>(result.data()), nullptr, kind, nullptr) == 1);
  return result;
}

template <std::size_t Size>
std::array<std::byte, Size> hmac(const EVP_MD* kind, std::span<const std::byte> key, std::string_view text) {
  std::array<std::byte, Size> result{};
  unsigned int size = 0;
  // HMAC() refuses a null key even when it is empty.
  const void* key_bytes = key.empty() ? static_cast<const void*>("") : key.data();
  VOD_CHECK(HMAC(kind, key_bytes, static_cast<int>(key.size()), reinterpret_cast<const unsigned char*>(text.data()),
                 text.size(), reinterpret_cast<unsigned char*>(result.data()), &size) != nullptr);
  return result;
}

constexpr std::uint64_t polynomial = 0xC96C5795D7870F42ULL;

using Matrix = std::array<std::uint64_t, 64>;

std::uint64_t times(const Matrix& matrix, std::uint64_t vector) {
  std::uint64_t sum = 0;
  for (std::size_t bit = 0; vector != 0; ++bit, vector >>= 1) {
    if ((vector & 1) != 0) sum ^= matrix[bit];
  }
  return sum;
}

Matrix squared(const Matrix& matrix) {
  Matrix square{};
  for (std::size_t bit = 0; bit < 64; ++bit) square[bit] = times(matrix, matrix[bit]);
  return square;
}

}  // namespace

std::array<std::byte, 16> md5(std::string_view text) { return digest<16>(EVP_md5(), text); }
std::array<std::byte, 20> sha1(std::string_view text) { return digest<20>(EVP_sha1(), text); }
std::array<std::byte, 32> sha256(std::string_view text) { return digest<32>(EVP_sha256(), text); }
std::array<std::byte, 20> hmac_sha1(std::span<const std::byte> key, std::string_view text) {
  return hmac<20>(EVP_sha1(), key, text);
}
std::array<std::byte, 32> hmac_sha256(std::span<const std::byte> key, std::string_view text) {
  return hmac<32>(EVP_sha256(), key, text);
}

bool equal_in_constant_time(std::span<const std::byte> left, std::span<const std::byte> right) {
  return left.size() == right.size() && CRYPTO_memcmp(left.data(), right.data(), left.size()) == 0;
}

Md5::Md5() : context_(EVP_MD_CTX_new()) {
  VOD_CHECK(context_ != nullptr && EVP_DigestInit_ex(context_, EVP_md5(), nullptr) == 1);
}
Md5::~Md5() { EVP_MD_CTX_free(context_); }
void Md5::add(std::span<const std::byte> bytes) {
  VOD_CHECK(EVP_DigestUpdate(context_, bytes.data(), bytes.size()) == 1);
}
std::array<std::byte, 16> Md5::finish() {
  std::array<std::byte, 16> result{};
  VOD_CHECK(EVP_DigestFinal_ex(context_, reinterpret_cast<unsigned char*>(result.data()), nullptr) == 1);
  return result;
}

std::uint64_t crc64(std::span<const std::byte> bytes, std::uint64_t before) {
  return crc64_ecma_refl(before, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
}

std::uint64_t crc64_combine(std::uint64_t first, std::uint64_t second, std::uint64_t second_size_bytes) {
  // The operator "append one zero bit" is a matrix over GF(2); appending n zero bytes is its (8 n)th power.
  Matrix power{};
  power[0] = polynomial;
  for (std::size_t bit = 1; bit < 64; ++bit) power[bit] = std::uint64_t{1} << (bit - 1);
  for (int i = 0; i < 3; ++i) power = squared(power);
  for (; second_size_bytes != 0; second_size_bytes >>= 1) {
    if ((second_size_bytes & 1) != 0) first = times(power, first);
    power = squared(power);
  }
  return first ^ second;
}

}  // namespace vod
