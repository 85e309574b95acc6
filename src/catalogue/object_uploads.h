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

/// What becomes of a multipart upload; the numbers are stored.
enum class UploadState {
  open = 0,       // Takes parts.
  completed = 1,  // An object consists of its parts.
  discarded = 2   // Nobody needs its parts; they are being removed.
};

/// A multipart upload.
struct UploadRow {
  std::string upload_id;
  std::string path;
  AppId app;
  FileId file;
  std::string content_type;
  std::int64_t created_ms = 0;
  UploadState state = UploadState::open;
  std::int64_t revision = 0;  // Counts the changes of its parts.

  bool operator==(const UploadRow&) const = default;
};

Done add_upload(Transaction& tx, const UploadRow& upload);
Result<std::optional<UploadRow>> find_upload(ReadTransaction& tx, std::string_view upload_id);
Done set_upload_state(Transaction& tx, std::string_view upload_id, UploadState state);
/// Notes that the parts of the upload changed.
Done bump_upload_revision(Transaction& tx, std::string_view upload_id);
Done erase_upload(Transaction& tx, std::string_view upload_id);
/// Up to `limit` open uploads whose path begins with `prefix`, in order of (path, upload id), after that of the cursor:
/// an empty `after_upload_id` skips all of `after_path`, as the protocol's markers have it; both empty: from the start.
Result<std::vector<UploadRow>> open_uploads(ReadTransaction& tx, std::string_view prefix, std::string_view after_path,
                                            std::string_view after_upload_id, std::size_t limit);
/// Up to `limit` completed uploads whose object is gone or is another's: their parts are of no use.
Result<std::vector<UploadRow>> uploads_without_object(ReadTransaction& tx, std::size_t limit);
/// Up to `limit` uploads of the state that began before that time, oldest first.
Result<std::vector<UploadRow>> uploads_before(ReadTransaction& tx, UploadState state, std::int64_t before_ms,
                                              std::size_t limit);

}  // namespace vod::catalogue
