#pragma once

#include <optional>
#include <vector>

#include "base/ids.h"
#include "catalogue/objects.h"
#include "model/media.h"
#include "model/stream_key.h"
#include "pipeline/output_items.h"
#include "ports/blobs.h"
#include "ports/database.h"

namespace vod {

/// An output whose bytes are blobs, with the rows that will name them.
struct StoredOutput {
  Output row;
  /// Nothing for an output of pictures alone.
  std::optional<catalogue::ObjectRow> main;
  /// Of the other files: segments, pictures.
  std::vector<catalogue::ObjectRow> others;
  OutputItem item;
  /// What an encrypted stream is encrypted with.
  std::optional<StreamKey> key = {};
};

/// Moves an output's files into the store. Blobs that no row comes to name are swept. disk_full, io_failed.
Result<StoredOutput> store_output(Blobs& blobs, AppId app, FileId file, const MadeOutput& made, std::int64_t now_ms);

/// Makes the output the media's one of its kind and definition, once its other files have their rows; files that an
/// earlier one, or a making that was broken off, left beside it lose theirs.
Done write_output(Transaction& tx, const StoredOutput& output);

}  // namespace vod
