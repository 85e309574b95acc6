// Subtitles of adaptive streams. A stream's output row says which of the media's subtitles it offers
// (AdaptiveDynamicStreamingInfoItem.SubtitleSet); its master playlist or manifest is written again to say the same.
// Files are made first, outside of transactions; one transaction then switches rows and files, if the stream is still
// the one that they were made for.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "catalogue/objects.h"
#include "engine/blob_trash.h"
#include "model/media.h"
#include "ports/blobs.h"
#include "ports/database.h"

namespace vod::engine {

/// What changes: ids of the media's subtitles.
struct StreamSubtitleEdit {
  std::vector<std::string> attach;
  std::vector<std::string> detach;
  /// Detached where they are attached.
  std::vector<std::string> drop;
  /// One that is attached then; nothing leaves the default one as it is.
  std::optional<std::string> default_id;
};

/// A change of one stream that is ready to be written.
struct StreamChange {
  Output before;
  std::string master_etag;
  std::string detail_json;
  /// The new master playlist or manifest, and what it names.
  std::vector<catalogue::ObjectRow> files;
};

/// Makes the files of a change. Errors: invalid_parameter_value for a media, stream or subtitle that is not there;
/// failed_operation for a stream that can't be read.
Result<StreamChange> prepare_stream(Database& database, Blobs& blobs, AppId app, FileId file, std::int64_t definition,
                                    const StreamSubtitleEdit& edit, std::int64_t now_ms);

/// Switches to it; failed_operation when the stream was changed meanwhile.
Done apply_stream(Transaction& tx, BlobTrash& trash, const StreamChange& change);

/// The definitions of the media's streams that offer one of these subtitles.
Result<std::vector<std::int64_t>> streams_with(ReadTransaction& tx, AppId app, FileId file,
                                               const std::vector<std::string>& ids);

}  // namespace vod::engine
