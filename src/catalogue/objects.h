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

/// A path that can be read.
struct ObjectRow {
  std::string path;
  AppId app;
  FileId file;
  std::optional<BlobId> blob;  // Nothing while the object still consists of the parts of `upload_id`.
  std::uint64_t size_bytes = 0;
  std::uint64_t crc64 = 0;
  std::string etag;  // Without quotes.
  std::string content_type;
  std::int64_t created_ms = 0;
  std::string upload_id;  // The multipart upload that made it; "" for none.
  bool is_sealed = false;

  bool operator==(const ObjectRow&) const = default;
};

Result<std::optional<ObjectRow>> find_object(ReadTransaction& tx, std::string_view path);
/// Adds the row or replaces the one with its path. What the old row referred to is the caller's to remove.
Done save_object(Transaction& tx, const ObjectRow& object);
/// The object's bytes are one blob from now on. False when the object is no longer that of this upload, or joined.
Result<bool> set_object_blob(Transaction& tx, std::string_view path, std::string_view upload_id, const BlobId& blob);
Done erase_object(Transaction& tx, std::string_view path);
/// Up to `limit` objects whose path begins with `folder` (it ends with "/") and comes after `cursor` ("" = from the
/// start), by path.
Result<std::vector<ObjectRow>> objects_below(ReadTransaction& tx, std::string_view folder, std::string_view cursor,
                                             std::size_t limit);
/// Up to `limit` objects that still consist of parts, oldest upload first.
Result<std::vector<ObjectRow>> objects_to_join(ReadTransaction& tx, std::size_t limit);
/// Up to `limit` objects from before that time that no media was made of: neither sealed nor of a media's id.
Result<std::vector<ObjectRow>> abandoned_objects(ReadTransaction& tx, std::int64_t before_ms, std::size_t limit);
/// From now on nobody may replace the objects below the folder. Gives their number.
Result<std::int64_t> seal_objects(Transaction& tx, std::string_view folder);

/// True when a row of any table names the blob: then it is never swept.
Result<bool> is_blob_named(ReadTransaction& tx, const BlobId& blob);

/// A blob that a row names, and the size that the row has for it.
struct NamedBlob {
  BlobId id;
  std::uint64_t size_bytes = 0;
};
/// Up to `limit` of them after `after`, by id; one that two rows name may stand twice.
Result<std::vector<NamedBlob>> named_blobs(ReadTransaction& tx, const BlobId& after, std::size_t limit);

}  // namespace vod::catalogue
