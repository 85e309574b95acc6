#pragma once

#include <vector>

#include "base/ids.h"
#include "catalogue/objects.h"
#include "model/media.h"
#include "pipeline/run.h"
#include "ports/blobs.h"
#include "ports/database.h"
#include "wire/types.h"

namespace vod {

/// An output whose bytes are blobs, with the rows that will name them.
struct StoredOutput {
  Output row;
  catalogue::ObjectRow main;
  /// Of a playlist.
  std::vector<catalogue::ObjectRow> segments;
  /// Of a transcode: what the task and the media tell of it, with the path where the URL stands.
  wire::MediaTranscodeItem item;
};

/// Moves an output's files into the store. Blobs that no row comes to name are swept. disk_full, io_failed.
Result<StoredOutput> store_output(Blobs& blobs, AppId app, FileId file, const MadeOutput& made, std::int64_t now_ms);

/// Makes the output the media's one of its kind and definition.
Done write_output(Transaction& tx, const StoredOutput& output);

}  // namespace vod
