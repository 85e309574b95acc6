#pragma once

#include <string>

#include "base/result.h"
#include "engine/objects.h"

namespace vod::engine {

/// Steps that several calls of Objects share, inside a transaction.

Error no_such_upload(const std::string& upload_id);
/// object_access_denied when the uploader's temporary key is gone or the object at the path is sealed.
Done check_may_write(ReadTransaction& tx, const Uploader& uploader, const std::string& path);
/// Puts the object in the place of what is at its path, whose bytes go to the trash with the commit.
Done place_object(Transaction& tx, const catalogue::ObjectRow& object, BlobTrash& trash);
/// Drops what an object consists of from the rows, and gives the blobs to remove when that is durable.
Result<std::vector<BlobId>> let_go(Transaction& tx, const catalogue::ObjectRow& object);

}  // namespace vod::engine
