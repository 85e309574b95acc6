#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

struct evp_md_ctx_st;

namespace vod {

/// Hashes of whole texts. Raw digests; `to_hex` and `to_base64` (base/text.h) make them readable.
std::array<std::byte, 16> md5(std::string_view text);
std::array<std::byte, 20> sha1(std::string_view text);
std::array<std::byte, 32> sha256(std::string_view text);
std::array<std::byte, 20> hmac_sha1(std::span<const std::byte> key, std::string_view text);
std::array<std::byte, 32> hmac_sha256(std::span<const std::byte> key, std::string_view text);

/// Compares in a time that depends on the lengths alone.
bool equal_in_constant_time(std::span<const std::byte> left, std::span<const std::byte> right);

/// MD5 of bytes that come in pieces.
class Md5 {
 public:
  Md5();
  ~Md5();
  Md5(const Md5&) = delete;
  Md5& operator=(const Md5&) = delete;

  void add(std::span<const std::byte> bytes);
  /// The digest of all that was added; the hasher is used up.
  std::array<std::byte, 16> finish();

 private:
  evp_md_ctx_st* context_;
};

/// CRC-64/XZ (reflected ECMA-182, init and xorout all ones), as object storage reports it.
/// Continues from the crc of what came before; 0 for a start.
std::uint64_t crc64(std::span<const std::byte> bytes, std::uint64_t before = 0);
/// The crc of two pieces put together, from their crcs and the size of the second.
std::uint64_t crc64_combine(std::uint64_t first, std::uint64_t second, std::uint64_t second_size_bytes);

}  // namespace vod
