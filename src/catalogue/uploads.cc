#include "catalogue/uploads.h"

#include "catalogue/values.h"

namespace vod::catalogue {

Done insert_upload_session(Transaction& tx, const UploadSession& session) {
  VOD_TRY(
      tx.run("INSERT INTO upload_sessions(session_key, sub_app_id, file_id, request, media_path, cover_path,"
             " created_ms, expires_ms, committed) VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9)",
             {stored(session.session_key), stored(session.app), stored(session.file), stored(session.request_json),
              stored(session.media_path), stored(session.cover_path), session.created_ms, session.expires_ms,
              stored(session.committed)}));
  return done();
}

Result<std::optional<UploadSession>> find_upload_session(ReadTransaction& tx, const std::string& session_key) {
  std::optional<UploadSession> session;
  VOD_TRY(tx.query(
      "SELECT session_key, sub_app_id, file_id, request, media_path, cover_path, created_ms, expires_ms,"
      " committed FROM upload_sessions WHERE session_key = $1",
      {stored(session_key)}, [&](const SqlRow& row) {
        session = UploadSession{text_at(row, 0), app_at(row, 1), file_at(row, 2), text_at(row, 3),    text_at(row, 4),
                                text_at(row, 5), row.integer(6), row.integer(7),  row.integer(8) != 0};
      }));
  return session;
}

Done commit_upload_session(Transaction& tx, const std::string& session_key) {
  VOD_TRY(tx.run("UPDATE upload_sessions SET committed = 1 WHERE session_key = $1", {stored(session_key)}));
  return done();
}

Result<std::int64_t> drop_old_upload_sessions(Transaction& tx, std::int64_t expired_before_ms, std::size_t limit) {
  return tx.run(
      "DELETE FROM upload_sessions WHERE session_key IN"
      " (SELECT session_key FROM upload_sessions WHERE expires_ms < $1 LIMIT $2)",
      {expired_before_ms, static_cast<std::int64_t>(limit)});
}

Done insert_ingest(Transaction& tx, const Ingest& ingest, std::int64_t now_ms) {
  VOD_TRY(
      tx.run("INSERT INTO ingests(sub_app_id, file_id, created_ms, procedure_name, session_context)"
             " VALUES($1, $2, $3, $4, $5)",
             {stored(ingest.app), stored(ingest.file), now_ms, stored(ingest.procedure_name),
              stored(ingest.session_context)}));
  return done();
}

Result<std::vector<Ingest>> list_ingests(ReadTransaction& tx, std::size_t limit) {
  std::vector<Ingest> ingests;
  VOD_TRY(
      tx.query("SELECT sub_app_id, file_id, procedure_name, session_context FROM ingests ORDER BY created_ms LIMIT $1",
               {static_cast<std::int64_t>(limit)}, [&](const SqlRow& row) {
                 ingests.push_back({app_at(row, 0), file_at(row, 1), text_at(row, 2), text_at(row, 3)});
               }));
  return ingests;
}

Result<bool> erase_ingest(Transaction& tx, const Ingest& ingest) {
  VOD_TRY(const auto changed, tx.run("DELETE FROM ingests WHERE sub_app_id = $1 AND file_id = $2",
                                     {stored(ingest.app), stored(ingest.file)}));
  return changed == 1;
}

}  // namespace vod::catalogue
