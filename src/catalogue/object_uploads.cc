#include "catalogue/object_uploads.h"

namespace vod::catalogue {
namespace {

#define VOD_UPLOAD_COLUMNS "upload_id, path, sub_app_id, file_id, content_type, created_ms, state, revision"

UploadRow upload_of(const SqlRow& row) {
  UploadRow upload;
  upload.upload_id = row.text(0);
  upload.path = row.text(1);
  upload.app.value = static_cast<std::uint64_t>(row.integer(2));
  upload.file.value = static_cast<std::uint64_t>(row.integer(3));
  upload.content_type = row.text(4);
  upload.created_ms = row.integer(5);
  upload.state = static_cast<UploadState>(row.integer(6));
  upload.revision = row.integer(7);
  return upload;
}

}  // namespace

Done add_upload(Transaction& tx, const UploadRow& upload) {
  VOD_TRY(tx.run("INSERT INTO object_uploads(" VOD_UPLOAD_COLUMNS ") VALUES($1, $2, $3, $4, $5, $6, $7, $8)",
                 {upload.upload_id, upload.path, static_cast<std::int64_t>(upload.app.value),
                  static_cast<std::int64_t>(upload.file.value), upload.content_type, upload.created_ms,
                  static_cast<std::int64_t>(upload.state), upload.revision}));
  return done();
}

Result<std::optional<UploadRow>> find_upload(ReadTransaction& tx, std::string_view upload_id) {
  std::optional<UploadRow> found;
  VOD_TRY(tx.query("SELECT " VOD_UPLOAD_COLUMNS " FROM object_uploads WHERE upload_id = $1", {upload_id},
                   [&](const SqlRow& row) { found = upload_of(row); }));
  return found;
}

Done set_upload_state(Transaction& tx, std::string_view upload_id, UploadState state) {
  VOD_TRY(tx.run("UPDATE object_uploads SET state = $1 WHERE upload_id = $2",
                 {static_cast<std::int64_t>(state), upload_id}));
  return done();
}

Done bump_upload_revision(Transaction& tx, std::string_view upload_id) {
  VOD_TRY(tx.run("UPDATE object_uploads SET revision = revision + 1 WHERE upload_id = $1", {upload_id}));
  return done();
}

Done erase_upload(Transaction& tx, std::string_view upload_id) {
  VOD_TRY(tx.run("DELETE FROM object_uploads WHERE upload_id = $1", {upload_id}));
  return done();
}

Result<std::vector<UploadRow>> open_uploads(ReadTransaction& tx, std::string_view prefix, std::string_view after_path,
                                            std::string_view after_upload_id, std::size_t limit) {
  const std::string end = std::string(prefix) + "\xF4\x8F\xBF\xBF";  // Behind all that begins with the prefix.
  std::vector<UploadRow> uploads;
  VOD_TRY(tx.query("SELECT " VOD_UPLOAD_COLUMNS " FROM object_uploads WHERE path >= $1 AND path < $2"
                   " AND (path > $3 OR (path = $3 AND $4 <> '' AND upload_id > $4)) AND state = 0"
                   " ORDER BY path, upload_id LIMIT $5",
                   {prefix, end, after_path, after_upload_id, static_cast<std::int64_t>(limit)},
                   [&](const SqlRow& row) { uploads.push_back(upload_of(row)); }));
  return uploads;
}

Result<std::vector<UploadRow>> uploads_without_object(ReadTransaction& tx, std::size_t limit) {
  std::vector<UploadRow> uploads;
  VOD_TRY(tx.query("SELECT " VOD_UPLOAD_COLUMNS " FROM object_uploads u WHERE state = 1 AND NOT EXISTS"
                   " (SELECT 1 FROM objects o WHERE o.path = u.path AND o.upload_id = u.upload_id"
                   " AND o.blob_id IS NULL) LIMIT $1",
                   {static_cast<std::int64_t>(limit)}, [&](const SqlRow& row) { uploads.push_back(upload_of(row)); }));
  return uploads;
}

Result<std::vector<UploadRow>> uploads_before(ReadTransaction& tx, UploadState state, std::int64_t before_ms,
                                              std::size_t limit) {
  std::vector<UploadRow> uploads;
  VOD_TRY(tx.query("SELECT " VOD_UPLOAD_COLUMNS
                   " FROM object_uploads WHERE state = $1 AND created_ms < $2 ORDER BY created_ms LIMIT $3",
                   {static_cast<std::int64_t>(state), before_ms, static_cast<std::int64_t>(limit)},
                   [&](const SqlRow& row) { uploads.push_back(upload_of(row)); }));
  return uploads;
}

}  // namespace vod::catalogue
