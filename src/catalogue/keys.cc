#include "catalogue/keys.h"

#include "catalogue/values.h"

namespace vod::catalogue {
namespace {

#define KEY_COLUMNS "secret_id, secret_key, name, sub_app_id, read_only, disabled, created_ms, expires_ms"

KeyRow read_key(const SqlRow& row) {
  KeyRow key;
  key.secret_id = text_at(row, 0);
  key.secret_key = text_at(row, 1);
  key.name = text_at(row, 2);
  if (row.integer(3) != 0) key.only_app = app_at(row, 3);
  key.is_read_only = row.integer(4) != 0;
  key.is_disabled = row.integer(5) != 0;
  key.created_ms = row.integer(6);
  key.expires_ms = row.integer(7);
  return key;
}

}  // namespace

Done insert_key(Transaction& tx, const KeyRow& key) {
  VOD_TRY(
      tx.run("INSERT INTO keys(" KEY_COLUMNS ") VALUES($1, $2, $3, $4, $5, $6, $7, $8)",
             {stored(key.secret_id), stored(key.secret_key), stored(key.name), stored(key.only_app.value_or(AppId{})),
              stored(key.is_read_only), stored(key.is_disabled), key.created_ms, key.expires_ms}));
  return done();
}

Result<std::optional<KeyRow>> find_key(ReadTransaction& tx, std::string_view secret_id) {
  std::optional<KeyRow> key;
  VOD_TRY(tx.query("SELECT " KEY_COLUMNS " FROM keys WHERE secret_id = $1", {secret_id},
                   [&](const SqlRow& row) { key = read_key(row); }));
  return key;
}

Result<std::vector<KeyRow>> list_keys(ReadTransaction& tx) {
  std::vector<KeyRow> keys;
  VOD_TRY(tx.query("SELECT " KEY_COLUMNS " FROM keys ORDER BY created_ms, secret_id", {},
                   [&](const SqlRow& row) { keys.push_back(read_key(row)); }));
  return keys;
}

Done set_key_disabled(Transaction& tx, std::string_view secret_id, bool is_disabled) {
  VOD_TRY(tx.run("UPDATE keys SET disabled = $1 WHERE secret_id = $2", {stored(is_disabled), secret_id}));
  return done();
}

Done erase_key(Transaction& tx, std::string_view secret_id) {
  VOD_TRY(erase_sessions_of(tx, secret_id));
  VOD_TRY(tx.run("DELETE FROM keys WHERE secret_id = $1", {secret_id}));
  return done();
}

Done insert_session(Transaction& tx, const ConsoleSession& session) {
  VOD_TRY(
      tx.run("INSERT INTO console_sessions(secret_id, secret_key, token, parent_id, expires_ms)"
             " VALUES($1, $2, $3, $4, $5)",
             {stored(session.secret_id), stored(session.secret_key), stored(session.token), stored(session.parent_id),
              session.expires_ms}));
  return done();
}

Result<std::vector<ConsoleSession>> list_sessions(ReadTransaction& tx) {
  std::vector<ConsoleSession> sessions;
  VOD_TRY(tx.query(
      "SELECT secret_id, secret_key, token, parent_id, expires_ms FROM console_sessions", {}, [&](const SqlRow& row) {
        sessions.push_back({text_at(row, 0), text_at(row, 1), text_at(row, 2), text_at(row, 3), row.integer(4)});
      }));
  return sessions;
}

Done erase_session(Transaction& tx, std::string_view secret_id) {
  VOD_TRY(tx.run("DELETE FROM console_sessions WHERE secret_id = $1", {secret_id}));
  return done();
}

Done erase_sessions_before(Transaction& tx, std::int64_t expired_before_ms) {
  VOD_TRY(tx.run("DELETE FROM console_sessions WHERE expires_ms < $1", {expired_before_ms}));
  return done();
}

Done erase_sessions_of(Transaction& tx, std::string_view parent_id) {
  VOD_TRY(tx.run("DELETE FROM console_sessions WHERE parent_id = $1", {parent_id}));
  return done();
}

}  // namespace vod::catalogue
