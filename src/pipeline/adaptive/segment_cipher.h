#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

#include "pipeline/intake/hls_source.h"

struct evp_cipher_ctx_st;

namespace vod {

/// Decrypts one AES-128 segment, which comes in pieces.
class SegmentDecryption {
 public:
  explicit SegmentDecryption(const SegmentCipher& cipher);
  ~SegmentDecryption();
  SegmentDecryption(const SegmentDecryption&) = delete;
  SegmentDecryption& operator=(const SegmentDecryption&) = delete;

  /// Appends what these bytes give.
  Done add(std::span<const std::byte> bytes, std::vector<std::byte>& plain);
  /// Appends the rest. source_malformed when the padding does not fit: another key, or a file that is cut off.
  Done finish(std::vector<std::byte>& plain);

 private:
  evp_cipher_ctx_st* context_;
};

}  // namespace vod
