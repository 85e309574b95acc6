#pragma once

#include <cstdint>
#include <memory>
#include <optional>

#include "base/result.h"
#include "ports/blobs.h"

namespace vod::engine {

/// A piece of a stored blob.
struct BlobSlice {
  std::shared_ptr<const BlobReader> reader;  // Whoever sends the slice keeps it while doing so.
  std::uint64_t offset = 0;
  std::uint64_t size_bytes = 0;
};

/// Stored bytes in order. An object whose parts are not joined yet is opened part by part, so that it never holds more
/// than one file open. One thread at a time.
class ObjectBody {
 public:
  virtual ~ObjectBody() = default;
  /// The next piece; nothing after the last. Opens a file, so it may block for the time that takes.
  virtual Result<std::optional<BlobSlice>> next() = 0;
};

}  // namespace vod::engine
