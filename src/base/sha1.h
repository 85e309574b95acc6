#pragma once

#include <array>
#include <cstddef>
#include <span>

struct evp_md_ctx_st;

namespace vod {

/// SHA-1 of bytes that come in pieces.
class Sha1 {
 public:
  Sha1();
  ~Sha1();
  Sha1(const Sha1&) = delete;
  Sha1& operator=(const Sha1&) = delete;

  void add(std::span<const std::byte> bytes);
  /// The digest of all that was added; the hasher is used up.
  std::array<std::byte, 20> finish();

 private:
  evp_md_ctx_st* context_;
};

}  // namespace vod
