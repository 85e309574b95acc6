#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/bells.h"
#include "base/ids.h"
#include "engine/blob_trash.h"
#include "ports/database.h"
#include "wire/views.h"

namespace vod::engine {

/// What DeleteMedia may name: the original file, or outputs of a kind (definition 0 = all of them).
enum class DeletePart { original, transcodes, adaptive_streams };
struct DeleteWish {
  DeletePart part{};
  std::string wire_type;
  std::int64_t definition = 0;
};

/// Deletes a media (no wishes = all of it) or parts of it. Open tasks on it end with SourceFileError.Deleted and tell
/// so when the original goes; then FileDeleted is written. Bytes are swept once their readers are gone. Errors:
/// file_not_exist.
Done delete_media(Transaction& tx, Bells& bells, BlobTrash& trash, AppId app, FileId file,
                  const std::vector<DeleteWish>& wishes, const wire::PublicUrl& url, std::int64_t now_ms);

}  // namespace vod::engine
