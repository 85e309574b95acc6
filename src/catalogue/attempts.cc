#include "catalogue/attempts.h"

#include "catalogue/notes.h"
#include "catalogue/values.h"
#include "model/limits.h"

namespace vod::catalogue {

Done insert_attempts(Transaction& tx, const std::vector<Attempt>& attempts) {
  if (attempts.empty()) return done();
  for (const Attempt& attempt : attempts) {
    VOD_TRY(tx.run(
        "INSERT INTO attempts(seq, destination, sub_app_id, number, started_ms, url, address, failure,"
        " status, detail, resolve_ms, connect_ms, tls_ms, first_byte_ms, total_ms, answer)"
        " VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
        {static_cast<std::int64_t>(attempt.key.sequence), attempt.key.destination, stored(attempt.app), attempt.number,
         attempt.started_ms, stored(attempt.url), stored(attempt.address), stored(attempt.failure),
         std::int64_t{attempt.status}, stored(attempt.detail), attempt.phases.resolve_ms, attempt.phases.connect_ms,
         attempt.phases.tls_ms, attempt.phases.first_byte_ms, attempt.phases.total_ms, stored(attempt.answer)}));
    note_delivery(tx, attempt.app, attempt.key.sequence);
  }
  VOD_TRY(tx.run("DELETE FROM attempts WHERE id <= $1",
                 {tx.last_insert_id() - static_cast<std::int64_t>(limits::attempts_kept_max)}));
  return done();
}

Result<std::vector<Attempt>> attempts_of(ReadTransaction& tx, AppId app, std::uint64_t sequence, std::int64_t limit) {
  std::vector<Attempt> attempts;
  VOD_TRY(
      tx.query("SELECT id, seq, destination, sub_app_id, number, started_ms, url, address, failure, status, detail,"
               " resolve_ms, connect_ms, tls_ms, first_byte_ms, total_ms, answer FROM attempts"
               " WHERE seq = $1 AND sub_app_id = $2 ORDER BY id LIMIT $3",
               {static_cast<std::int64_t>(sequence), stored(app), limit}, [&](const SqlRow& row) {
                 Attempt& attempt = attempts.emplace_back();
                 attempt.id = row.integer(0);
                 attempt.key = {static_cast<std::uint64_t>(row.integer(1)), row.integer(2)};
                 attempt.app = app_at(row, 3);
                 attempt.number = row.integer(4);
                 attempt.started_ms = row.integer(5);
                 attempt.url = text_at(row, 6);
                 attempt.address = text_at(row, 7);
                 attempt.failure = enum_at<OutboundFailure>(row, 8);
                 attempt.status = static_cast<int>(row.integer(9));
                 attempt.detail = text_at(row, 10);
                 attempt.phases = {row.real(11), row.real(12), row.real(13), row.real(14), row.real(15)};
                 attempt.answer = text_at(row, 16);
               }));
  return attempts;
}

}  // namespace vod::catalogue
