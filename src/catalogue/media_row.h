#pragma once

#include <string>
#include <vector>

#include "model/media.h"
#include "ports/database.h"

/// The columns of a media row in the order in which read_media() takes them, from the first one on.
#define MEDIA_COLUMNS                                                                                    \
  "sub_app_id, file_id, name, description, class_id, type, category, path, cover_path, storage_region, " \
  "source_type, source_context, tags, created_ms, updated_ms, expire_ms, ingest, metadata, probe_code, " \
  "probe_detail, key_frames, has_original, storage_class, restored_until_ms, is_forbidden, subtitles"

namespace vod::catalogue {

/// How many columns these are.
inline constexpr int media_columns = 26;

}  // namespace vod::catalogue

namespace vod::catalogue {

Media read_media(const SqlRow& row);
/// As the column `tags` has them: with a line break at both ends of each.
std::string joined_tags(const std::vector<std::string>& tags);

}  // namespace vod::catalogue
