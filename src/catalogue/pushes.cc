#include "catalogue/pushes.h"

#include "catalogue/values.h"

namespace vod::catalogue {
namespace {

#define PUSHES                                                                                             \
  "SELECT p.seq, p.destination, p.sub_app_id, p.attempts, p.first_ms, p.due_ms, e.type, e.task_id, e.body" \
  " FROM pushes p JOIN events e ON e.seq = p.seq "

Push read_push(const SqlRow& row) {
  Push push;
  push.key = {static_cast<std::uint64_t>(row.integer(0)), row.integer(1)};
  push.app = app_at(row, 2);
  push.attempts = row.integer(3);
  push.first_ms = row.integer(4);
  push.due_ms = row.integer(5);
  push.type = enum_at<EventType>(row, 6);
  if (!row.is_null(7)) push.task = TaskId{text_at(row, 7)};
  push.body = text_at(row, 8);
  return push;
}

Result<std::vector<Push>> read_pushes(ReadTransaction& tx, std::string_view sql,
                                      std::initializer_list<SqlValue> values) {
  std::vector<Push> pushes;
  VOD_TRY(tx.query(sql, values, [&](const SqlRow& row) { pushes.push_back(read_push(row)); }));
  return pushes;
}

std::int64_t stored_sequence(std::uint64_t sequence) { return static_cast<std::int64_t>(sequence); }

}  // namespace

Done insert_push(Transaction& tx, AppId app, std::uint64_t sequence, std::int64_t created_ms) {
  VOD_TRY(
      tx.run("INSERT INTO pushes(seq, destination, sub_app_id, lane, due_ms, attempts, first_ms)"
             " VALUES($1, 0, $2, 0, 0, 0, $3)",
             {stored_sequence(sequence), stored(app), created_ms}));
  return done();
}

Done defer_push(Transaction& tx, const PushKey& key, std::int64_t attempts, std::int64_t due_ms) {
  VOD_TRY(tx.run("UPDATE pushes SET lane = 1, attempts = $1, due_ms = $2 WHERE seq = $3 AND destination = $4",
                 {attempts, due_ms, stored_sequence(key.sequence), key.destination}));
  return done();
}

Done erase_push(Transaction& tx, const PushKey& key) {
  VOD_TRY(tx.run("DELETE FROM pushes WHERE seq = $1 AND destination = $2",
                 {stored_sequence(key.sequence), key.destination}));
  return done();
}

Result<std::vector<Push>> fresh_pushes(ReadTransaction& tx, std::uint64_t after, std::int64_t limit) {
  return read_pushes(tx, PUSHES "WHERE p.seq > $1 AND p.lane = 0 ORDER BY p.seq, p.destination LIMIT $2",
                     {stored_sequence(after), limit});
}

Result<std::vector<Push>> fresh_pushes_of(ReadTransaction& tx, AppId app, std::uint64_t after, std::int64_t limit) {
  return read_pushes(tx,
                     PUSHES
                     "WHERE p.sub_app_id = $1 AND p.lane = 0 AND p.due_ms = 0 AND p.seq > $2"
                     " ORDER BY p.seq, p.destination LIMIT $3",
                     {stored(app), stored_sequence(after), limit});
}

Result<std::vector<Push>> due_retries_of(ReadTransaction& tx, AppId app, std::int64_t until_ms, std::int64_t limit) {
  return read_pushes(tx,
                     PUSHES
                     "WHERE p.sub_app_id = $1 AND p.lane = 1 AND p.due_ms <= $2"
                     " ORDER BY p.due_ms, p.seq, p.destination LIMIT $3",
                     {stored(app), until_ms, limit});
}

Result<std::optional<std::int64_t>> next_retry_of(ReadTransaction& tx, AppId app, std::int64_t after_ms) {
  std::optional<std::int64_t> due_ms;
  VOD_TRY(
      tx.query("SELECT due_ms FROM pushes WHERE sub_app_id = $1 AND lane = 1 AND due_ms > $2 ORDER BY due_ms LIMIT 1",
               {stored(app), after_ms}, [&](const SqlRow& row) { due_ms = row.integer(0); }));
  return due_ms;
}

Result<std::vector<AppId>> apps_with_pushes(ReadTransaction& tx) {
  std::vector<AppId> apps;
  // One look into the index per app, where DISTINCT would read all of it.
  VOD_TRY(
      tx.query("WITH RECURSIVE a(id) AS (SELECT MIN(sub_app_id) FROM pushes UNION ALL"
               " SELECT (SELECT MIN(sub_app_id) FROM pushes WHERE sub_app_id > a.id) FROM a WHERE a.id IS NOT NULL)"
               " SELECT id FROM a WHERE id IS NOT NULL",
               {}, [&](const SqlRow& row) { apps.push_back(app_at(row, 0)); }));
  return apps;
}

Result<std::uint64_t> last_push(ReadTransaction& tx) {
  std::uint64_t last = 0;
  VOD_TRY(tx.query("SELECT COALESCE(MAX(seq), 0) FROM pushes", {},
                   [&](const SqlRow& row) { last = static_cast<std::uint64_t>(row.integer(0)); }));
  return last;
}

}  // namespace vod::catalogue
