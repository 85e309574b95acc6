#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/bells.h"
#include "base/ids.h"
#include "base/random.h"
#include "catalogue/credentials.h"
#include "catalogue/uploads.h"
#include "ports/database.h"

namespace vod::engine {

/// What ApplyUpload asks for, checked.
struct UploadWish {
  AppId app;
  std::string media_type;  // Lower case.
  std::string cover_type;  // Lower case; "" = no cover.
  /// ApplyUploadRequest as JSON, read again by commit_upload.
  std::string request_json;
};
struct UploadGrant {
  catalogue::UploadSession session;
  catalogue::UploadCredentials credentials;
};
/// Promises paths and gives temporary credentials for their folder.
Result<UploadGrant> apply_upload(Transaction& tx, Random& random, const UploadWish& wish, std::int64_t now_ms);

/// Makes a media of what was uploaded; its probe and NewFileUpload follow. The same key again gives the same answer and
/// changes nothing. Errors: value_vod_session_key, resource_not_found when nothing was uploaded.
struct CommittedUpload {
  FileId file;
  std::string media_path;
  std::string cover_path;  // "" when no cover was uploaded.
};
Result<CommittedUpload> commit_upload(Transaction& tx, Bells& bells, AppId app, const std::string& session_key,
                                      std::int64_t now_ms);

}  // namespace vod::engine
