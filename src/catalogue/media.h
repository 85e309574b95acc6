#pragma once

#include <optional>
#include <vector>

#include "model/media.h"
#include "ports/database.h"

namespace vod::catalogue {

Done insert_media(Transaction& tx, const Media& media);
/// Writes all members of a media that is there, and its words for search.
Done update_media(Transaction& tx, const Media& media);
Result<std::optional<Media>> find_media(ReadTransaction& tx, AppId app, FileId id);

/// Whether the media's files may be read.
struct MediaAccess {
  bool is_forbidden = false;
  bool is_readable = true;
};
/// Nothing when there is no such media (yet).
Result<std::optional<MediaAccess>> find_media_access(ReadTransaction& tx, AppId app, FileId id);
/// Removes the row and its words; its outputs are a table of their own.
Done erase_media(Transaction& tx, const Media& media);

/// Up to `limit` media whose ExpireTime has come, the longest over first.
Result<std::vector<Media>> list_expired_media(ReadTransaction& tx, std::int64_t expired_before_ms, std::size_t limit);

}  // namespace vod::catalogue
