#pragma once

#include <cstdint>
#include <optional>

#include "base/ids.h"
#include "model/storage_class.h"

namespace vod {

/// A media on its way to another storage class, or a retrieval of an archived one. A media has at most one.
struct StorageMove {
  AppId app;
  FileId file;
  /// Wall milliseconds.
  std::int64_t due_ms = 0;
  StorageClass from = StorageClass::standard;
  /// As `from` for a retrieval that makes a temporary copy.
  StorageClass to = StorageClass::standard;
  /// Of what comes out of an archive.
  std::optional<RestoreTier> tier;
  /// How long the temporary copy stays; 0 for a change of class.
  std::int64_t restore_days = 0;

  bool operator==(const StorageMove&) const = default;
};

}  // namespace vod
