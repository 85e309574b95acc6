#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string_view>

struct evp_mac_ctx_st;
struct evp_md_ctx_st;
struct evp_md_st;

namespace vod::wire {

enum class HashKind { sha1, sha256 };

/// A digest of either kind.
struct Digest {
  std::array<std::byte, 32> bytes{};
  std::size_t size_bytes = 0;

  std::span<const std::byte> view() const { return {bytes.data(), size_bytes}; }
};

/// HMAC with one key, made ready once: a text costs under 1 us where setting up the key costs ten times that. Movable,
/// not thread-safe.
class KeyedHmac {
 public:
  KeyedHmac(HashKind kind, std::span<const std::byte> key);
  ~KeyedHmac();
  KeyedHmac(KeyedHmac&& other) noexcept;
  KeyedHmac& operator=(KeyedHmac&& other) noexcept;

  Digest of(std::string_view text);

 private:
  evp_mac_ctx_st* context_;
};

/// SHA-256 with a context that is kept, since looking the algorithm up costs more than hashing a small body. Not
/// thread-safe.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(const Sha256&) = delete;
  Sha256& operator=(const Sha256&) = delete;

  std::array<std::byte, 32> of(std::string_view text);

 private:
  evp_md_st* algorithm_;
  evp_md_ctx_st* context_;
};

}  // namespace vod::wire
