#include "catalogue/stream_keys.h"

#include <algorithm>

#include "base/text.h"
#include "catalogue/values.h"
#include "model/errors.h"

namespace vod::catalogue {

Done put_stream_key(Transaction& tx, AppId app, FileId file, std::int64_t definition, const StreamKey& key,
                    std::int64_t now_ms) {
  VOD_TRY(
      tx.run("INSERT INTO stream_keys(sub_app_id, file_id, definition, key_id, secret, created_ms)"
             " VALUES($1, $2, $3, $4, $5, $6) ON CONFLICT(sub_app_id, file_id, definition)"
             " DO UPDATE SET key_id = excluded.key_id, secret = excluded.secret, created_ms = excluded.created_ms",
             {stored(app), stored(file), definition, stored(key.id), to_hex(key.secret), now_ms}));
  return done();
}

Result<std::optional<StreamKey>> find_stream_key(ReadTransaction& tx, AppId app, FileId file, std::string_view key_id) {
  std::optional<std::string> hex;
  VOD_TRY(tx.query("SELECT secret FROM stream_keys WHERE sub_app_id = $1 AND file_id = $2 AND key_id = $3",
                   {stored(app), stored(file), key_id}, [&](const SqlRow& row) { hex = text_at(row, 0); }));
  if (!hex) return std::optional<StreamKey>();
  const auto bytes = from_hex(*hex);
  StreamKey key{.id = std::string(key_id), .path = {}, .secret = {}};
  if (!bytes || bytes->size() != key.secret.size()) return error(ErrorCode::internal_error);
  std::ranges::copy(*bytes, key.secret.begin());
  return std::optional(std::move(key));
}

Done erase_stream_keys(Transaction& tx, AppId app, FileId file, std::int64_t definition) {
  VOD_TRY(tx.run("DELETE FROM stream_keys WHERE sub_app_id = $1 AND file_id = $2 AND ($3 = 0 OR definition = $3)",
                 {stored(app), stored(file), definition}));
  return done();
}

Result<std::optional<PlayKey>> find_play_key(ReadTransaction& tx, AppId app) {
  std::optional<PlayKey> key;
  VOD_TRY(tx.query("SELECT secret, created_ms FROM play_keys WHERE sub_app_id = $1", {stored(app)},
                   [&](const SqlRow& row) { key = PlayKey{text_at(row, 0), row.integer(1)}; }));
  return key;
}

Done put_play_key(Transaction& tx, AppId app, const PlayKey& key) {
  VOD_TRY(
      tx.run("INSERT INTO play_keys(sub_app_id, secret, created_ms) VALUES($1, $2, $3) ON CONFLICT(sub_app_id)"
             " DO UPDATE SET secret = excluded.secret, created_ms = excluded.created_ms",
             {stored(app), stored(key.secret), key.created_ms}));
  return done();
}

}  // namespace vod::catalogue
