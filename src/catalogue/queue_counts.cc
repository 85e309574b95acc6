#include "catalogue/queue_counts.h"

#include <algorithm>

#include "catalogue/values.h"

namespace vod::catalogue {
namespace {

struct Counted {
  std::int64_t upto = 0;
  std::int64_t queued = 0;
};

Result<Counted> find_counted(ReadTransaction& tx, AppId app) {
  Counted counted;
  VOD_TRY(tx.query("SELECT upto, queued FROM queue_counts WHERE sub_app_id = $1", {stored(app)},
                   [&](const SqlRow& row) { counted = {row.integer(0), row.integer(1)}; }));
  return counted;
}

}  // namespace

Result<QueueCount> count_queued(ReadTransaction& tx, AppId app) {
  VOD_TRY(const auto counted, find_counted(tx, app));
  QueueCount count;
  VOD_TRY(tx.query("SELECT COUNT(*) FROM events WHERE sub_app_id = $1 AND state = 0 AND seq > $2",
                   {stored(app), counted.upto},
                   [&](const SqlRow& row) { count.looked_at = static_cast<std::uint64_t>(row.integer(0)); }));
  count.queued = static_cast<std::uint64_t>(counted.queued) + count.looked_at;
  return count;
}

Result<std::int64_t> count_further(Transaction& tx, AppId app, std::int64_t rows) {
  VOD_TRY(const auto counted, find_counted(tx, app));
  Counted further;
  VOD_TRY(tx.query(
      "SELECT COALESCE(MAX(seq), 0), COUNT(*) FROM (SELECT seq FROM events WHERE sub_app_id = $1 AND state = 0"
      " AND seq > $2 ORDER BY seq LIMIT $3) AS further",
      {stored(app), counted.upto, rows}, [&](const SqlRow& row) { further = {row.integer(0), row.integer(1)}; }));
  if (further.queued == 0) return 0;
  VOD_TRY(
      tx.run("INSERT INTO queue_counts(sub_app_id, upto, queued) VALUES($1, $2, $3)"
             " ON CONFLICT(sub_app_id) DO UPDATE SET upto = excluded.upto,"
             " queued = queue_counts.queued + excluded.queued",
             {stored(app), further.upto, further.queued}));
  return further.queued;
}

Done note_queue_change(Transaction& tx, AppId app, std::span<const std::uint64_t> sequences, std::int64_t change) {
  if (sequences.empty()) return done();
  VOD_TRY(const auto counted, find_counted(tx, app));
  const std::int64_t moved = std::ranges::count_if(
      sequences, [&](std::uint64_t sequence) { return static_cast<std::int64_t>(sequence) <= counted.upto; });
  if (moved == 0) return done();
  VOD_TRY(tx.run("UPDATE queue_counts SET queued = queued + $1 WHERE sub_app_id = $2", {moved * change, stored(app)}));
  return done();
}

}  // namespace vod::catalogue
