#include "catalogue/pushes.h"

#include "catalogue/values.h"

namespace vod::catalogue {
namespace {

#define PUSHES                                                                                            \
  "SELECT p.seq, p.destination, p.sub_app_id, p.attempts, p.first_ms, p.due_ms, p.is_redelivery, e.type," \
  " e.flags, e.task_id, e.body FROM pushes p JOIN events e ON e.seq = p.seq "

Push read_push(const SqlRow& row) {
  Push push;
  push.key = {static_cast<std::uint64_t>(row.integer(0)), row.integer(1)};
  push.app = app_at(row, 2);
  push.attempts = row.integer(3);
  push.first_ms = row.integer(4);
  push.due_ms = row.integer(5);
  push.is_redelivery = row.integer(6) != 0;
  push.type = enum_at<EventType>(row, 7);
  push.is_test = (row.integer(8) & 1) != 0;
  push.media_info = static_cast<MediaInfoForm>(row.integer(8) >> 1 & 3);
  if (!row.is_null(9)) push.task = TaskId{text_at(row, 9)};
  push.body = text_at(row, 10);
  return push;
}

Result<std::vector<Push>> read_pushes(ReadTransaction& tx, std::string_view sql,
                                      std::initializer_list<SqlValue> values) {
  std::vector<Push> pushes;
  VOD_TRY(tx.query(sql, values, [&](const SqlRow& row) { pushes.push_back(read_push(row)); }));
  return pushes;
}

std::int64_t stored_sequence(std::uint64_t sequence) { return static_cast<std::int64_t>(sequence); }

// Lane 1, where due_ms counts, since the numbers of lane 0 are read once, in their order.
Done put_due(Transaction& tx, AppId app, const PushKey& key, std::int64_t now_ms, bool is_redelivery) {
  VOD_TRY(
      tx.run("INSERT INTO pushes(seq, destination, sub_app_id, lane, due_ms, attempts, first_ms, is_redelivery)"
             " VALUES($1, $2, $3, 1, $4, 0, $4, $5) ON CONFLICT(seq, destination) DO UPDATE SET lane = 1,"
             " due_ms = excluded.due_ms, attempts = 0, first_ms = MAX(excluded.first_ms, pushes.first_ms + 1),"
             " is_redelivery = excluded.is_redelivery, parked_reason = ''",
             {stored_sequence(key.sequence), key.destination, stored(app), now_ms, stored(is_redelivery)}));
  return done();
}

}  // namespace

Done insert_push(Transaction& tx, AppId app, std::uint64_t sequence, std::int64_t created_ms,
                 std::int64_t destination) {
  VOD_TRY(
      tx.run("INSERT INTO pushes(seq, destination, sub_app_id, lane, due_ms, attempts, first_ms)"
             " VALUES($1, $2, $3, 0, 0, 0, $4)",
             {stored_sequence(sequence), destination, stored(app), created_ms}));
  return done();
}

Done insert_redelivery(Transaction& tx, AppId app, std::uint64_t sequence, std::int64_t now_ms) {
  return put_due(tx, app, {sequence, to_url}, now_ms, true);
}

Done resume_push(Transaction& tx, AppId app, const PushKey& key, std::int64_t now_ms) {
  return put_due(tx, app, key, now_ms, false);
}

Result<bool> defer_push(Transaction& tx, const PushKey& key, std::int64_t first_ms, std::int64_t attempts,
                        std::int64_t due_ms) {
  VOD_TRY(const auto changed, tx.run("UPDATE pushes SET lane = 1, attempts = $1, due_ms = $2"
                                     " WHERE seq = $3 AND destination = $4 AND first_ms = $5",
                                     {attempts, due_ms, stored_sequence(key.sequence), key.destination, first_ms}));
  return changed > 0;
}

Result<bool> finish_push(Transaction& tx, const PushKey& key, std::int64_t first_ms) {
  VOD_TRY(const auto changed, tx.run("DELETE FROM pushes WHERE seq = $1 AND destination = $2 AND first_ms = $3",
                                     {stored_sequence(key.sequence), key.destination, first_ms}));
  return changed > 0;
}

Result<bool> park_push(Transaction& tx, const PushKey& key, std::int64_t first_ms, const std::string& reason) {
  VOD_TRY(const auto changed, tx.run("UPDATE pushes SET lane = 2, due_ms = 0, parked_reason = $1"
                                     " WHERE seq = $2 AND destination = $3 AND first_ms = $4",
                                     {stored(reason), stored_sequence(key.sequence), key.destination, first_ms}));
  return changed > 0;
}

Done erase_push(Transaction& tx, const PushKey& key) {
  VOD_TRY(tx.run("DELETE FROM pushes WHERE seq = $1 AND destination = $2",
                 {stored_sequence(key.sequence), key.destination}));
  return done();
}

Result<std::vector<Push>> fresh_pushes(ReadTransaction& tx, const PushKey& after, std::int64_t limit) {
  return read_pushes(tx,
                     PUSHES
                     "WHERE p.seq >= $1 AND (p.seq > $1 OR p.destination > $2) AND p.lane = 0"
                     " ORDER BY p.seq, p.destination LIMIT $3",
                     {stored_sequence(after.sequence), after.destination, limit});
}

Result<std::vector<Push>> fresh_pushes_of(ReadTransaction& tx, AppId app, const PushKey& after, std::int64_t limit) {
  return read_pushes(tx,
                     PUSHES
                     "WHERE p.sub_app_id = $1 AND p.destination = $2 AND p.lane = 0 AND p.due_ms = 0 AND p.seq > $3"
                     " ORDER BY p.seq LIMIT $4",
                     {stored(app), after.destination, stored_sequence(after.sequence), limit});
}

Result<std::vector<Push>> due_retries_of(ReadTransaction& tx, AppId app, std::int64_t destination,
                                         std::int64_t until_ms, std::int64_t limit) {
  return read_pushes(tx,
                     PUSHES
                     "WHERE p.sub_app_id = $1 AND p.destination = $2 AND p.lane = 1 AND p.due_ms <= $3"
                     " ORDER BY p.due_ms, p.seq LIMIT $4",
                     {stored(app), destination, until_ms, limit});
}

Result<std::optional<std::int64_t>> next_retry_of(ReadTransaction& tx, AppId app, std::int64_t destination,
                                                  std::int64_t after_ms) {
  std::optional<std::int64_t> due_ms;
  VOD_TRY(
      tx.query("SELECT due_ms FROM pushes WHERE sub_app_id = $1 AND destination = $2 AND lane = 1 AND due_ms > $3"
               " ORDER BY due_ms LIMIT 1",
               {stored(app), destination, after_ms}, [&](const SqlRow& row) { due_ms = row.integer(0); }));
  return due_ms;
}

Result<PushCounts> count_pushes(ReadTransaction& tx, AppId app, std::int64_t destination, std::int64_t now_ms) {
  PushCounts counts;
  VOD_TRY(
      tx.query("SELECT lane, due_ms <= $3, COUNT(*) FROM pushes WHERE sub_app_id = $1 AND destination = $2"
               " GROUP BY lane, due_ms <= $3",
               {stored(app), destination, now_ms}, [&](const SqlRow& row) {
                 const auto count = static_cast<std::uint64_t>(row.integer(2));
                 if (row.integer(0) == 0) counts.fresh += count;
                 if (row.integer(0) == 1) (row.integer(1) != 0 ? counts.due : counts.later) += count;
                 if (row.integer(0) == 2) counts.parked += count;
               }));
  return counts;
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

Result<PushKey> last_push(ReadTransaction& tx) {
  PushKey last;
  VOD_TRY(tx.query("SELECT seq, destination FROM pushes ORDER BY seq DESC, destination DESC LIMIT 1", {},
                   [&](const SqlRow& row) { last = {static_cast<std::uint64_t>(row.integer(0)), row.integer(1)}; }));
  return last;
}

}  // namespace vod::catalogue
