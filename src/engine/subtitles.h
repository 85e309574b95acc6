#pragma once

#include <string>
#include <vector>

#include "catalogue/objects.h"
#include "engine/blob_trash.h"
#include "model/media.h"
#include "ports/blobs.h"
#include "ports/database.h"
#include "wire/types.h"

namespace vod::engine {

/// Where a media's subtitle lies; ends with ".vtt".
std::string subtitle_path(AppId app, FileId file, const std::string& id);

/// The media's subtitles, with paths where URLs stand.
wire::MediaSubtitleInfo subtitles_of(const Media& media);

/// A subtitle whose bytes are stored and wait to be named by a row.
struct StoredSubtitle {
  wire::MediaSubtitleItem item;
  catalogue::ObjectRow file;
};

/// Changes to a media's subtitles.
struct SubtitleEdit {
  std::vector<StoredSubtitle> add;
  std::vector<std::string> delete_ids;
  bool clear = false;

  bool is_empty() const { return add.empty() && delete_ids.empty() && !clear; }
};

/// Applies it to the media and to the files; the media's row is the caller's to write. Errors: limit_exceeded,
/// invalid_parameter_value for an id that is there already.
Done edit_subtitles(Transaction& tx, BlobTrash& trash, Media& media, const SubtitleEdit& edit);

}  // namespace vod::engine
