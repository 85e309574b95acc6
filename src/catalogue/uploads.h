#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/ids.h"
#include "ports/database.h"

namespace vod::catalogue {

/// What ApplyUpload promised, until CommitUpload made a media of it.
struct UploadSession {
  std::string session_key;
  AppId app;
  FileId file;
  /// The ApplyUploadRequest as JSON.
  std::string request_json;
  std::string media_path;
  std::string cover_path;
  std::int64_t created_ms = 0;
  std::int64_t expires_ms = 0;
  bool committed = false;
};

Done insert_upload_session(Transaction& tx, const UploadSession& session);
Result<std::optional<UploadSession>> find_upload_session(ReadTransaction& tx, const std::string& session_key);
Done commit_upload_session(Transaction& tx, const std::string& session_key);
/// Drops up to `limit` sessions that ended before.
Result<std::int64_t> drop_old_upload_sessions(Transaction& tx, std::int64_t expired_before_ms, std::size_t limit);

/// A media that waits for its probe, and the flow that is to be run on it then ("" = none).
struct Ingest {
  AppId app;
  FileId file;
  std::string procedure_name = {};
  std::string session_context = {};
};
Done insert_ingest(Transaction& tx, const Ingest& ingest, std::int64_t now_ms);
/// The oldest ones.
Result<std::vector<Ingest>> list_ingests(ReadTransaction& tx, std::size_t limit);
/// False when it was not there any more.
Result<bool> erase_ingest(Transaction& tx, const Ingest& ingest);

}  // namespace vod::catalogue
