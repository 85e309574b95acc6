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

/// What SearchMedia asks for: values in one list are alternatives, the lists narrow each other.
struct MediaFilter {
  AppId app;
  std::vector<FileId> files;
  std::vector<std::string> names;
  std::vector<std::string> name_prefixes;
  std::vector<std::string> descriptions;
  std::vector<std::string> tags;
  std::vector<std::string> categories;
  std::vector<std::string> source_types;
  std::vector<std::string> storage_regions;
  std::vector<std::string> types;
  std::vector<std::int64_t> class_ids;
  /// Found in name, description or tags.
  std::string text;
  std::int64_t created_after_ms = 0;  // Both ends included; 0 = open.
  std::int64_t created_before_ms = 0;
  std::int64_t expire_after_ms = 0;
  std::int64_t expire_before_ms = 0;
  bool ascending = false;
  /// With text the default order is by relevance.
  bool by_relevance = false;
  std::int64_t offset = 0;
  std::int64_t limit = 10;
};
struct MediaPage {
  std::vector<Media> media;
  std::int64_t total = 0;
};
Result<MediaPage> search_media(ReadTransaction& tx, const MediaFilter& filter);

}  // namespace vod::catalogue
