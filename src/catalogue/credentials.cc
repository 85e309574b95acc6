#include "catalogue/credentials.h"

namespace vod::catalogue {

Done add_credentials(Transaction& tx, const UploadCredentials& credentials) {
  VOD_TRY(
      tx.run("INSERT INTO upload_credentials(secret_id, secret_key, token, folder, sub_app_id, file_id, expires_ms)"
             " VALUES($1, $2, $3, $4, $5, $6, $7)",
             {credentials.secret_id, credentials.secret_key, credentials.token, credentials.folder,
              static_cast<std::int64_t>(credentials.app.value), static_cast<std::int64_t>(credentials.file.value),
              credentials.expires_ms}));
  return done();
}

Result<std::optional<UploadCredentials>> find_credentials(ReadTransaction& tx, std::string_view secret_id) {
  std::optional<UploadCredentials> found;
  VOD_TRY(
      tx.query("SELECT secret_id, secret_key, token, folder, sub_app_id, file_id, expires_ms"
               " FROM upload_credentials WHERE secret_id = $1",
               {secret_id}, [&](const SqlRow& row) {
                 found.emplace();
                 found->secret_id = row.text(0);
                 found->secret_key = row.text(1);
                 found->token = row.text(2);
                 found->folder = row.text(3);
                 found->app.value = static_cast<std::uint64_t>(row.integer(4));
                 found->file.value = static_cast<std::uint64_t>(row.integer(5));
                 found->expires_ms = row.integer(6);
               }));
  return found;
}

Result<std::int64_t> erase_credentials_of(Transaction& tx, std::string_view folder) {
  return tx.run("DELETE FROM upload_credentials WHERE folder = $1", {folder});
}

Result<std::int64_t> erase_credentials_before(Transaction& tx, std::int64_t before_ms, std::size_t limit) {
  return tx.run(
      "DELETE FROM upload_credentials WHERE secret_id IN"
      " (SELECT secret_id FROM upload_credentials WHERE expires_ms < $1 LIMIT $2)",
      {before_ms, static_cast<std::int64_t>(limit)});
}

}  // namespace vod::catalogue
