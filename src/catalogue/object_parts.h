#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "base/result.h"
#include "ports/database.h"

namespace vod::catalogue {

/// One part of a multipart upload.
struct PartRow {
  std::string upload_id;
  std::int64_t number = 0;
  BlobId blob;
  std::uint64_t size_bytes = 0;
  std::string md5;  // Lower-case hex: the part's ETag without quotes.
  std::uint64_t crc64 = 0;
  std::int64_t created_ms = 0;

  bool operator==(const PartRow&) const = default;
};

Result<std::optional<PartRow>> find_part(ReadTransaction& tx, std::string_view upload_id, std::int64_t number);
/// Adds the part or replaces the one with its number.
Done save_part(Transaction& tx, const PartRow& part);
Done erase_part(Transaction& tx, std::string_view upload_id, std::int64_t number);
/// Up to `limit` parts with numbers above `after`, in order.
Result<std::vector<PartRow>> parts_of(ReadTransaction& tx, std::string_view upload_id, std::int64_t after,
                                      std::size_t limit);

}  // namespace vod::catalogue
