#include "catalogue/event_retention.h"

#include <array>
#include <optional>
#include <string_view>

#include "catalogue/queue_counts.h"
#include "catalogue/values.h"

namespace vod::catalogue {

Result<std::vector<EventAge>> event_ages_after(ReadTransaction& tx, std::uint64_t after, std::size_t limit) {
  std::vector<EventAge> ages;
  // Bodies of queued events are not asked for: long ones stand on pages of their own, which stay unread then.
  VOD_TRY(tx.query(
      "SELECT e.seq, e.sub_app_id, e.state,"
      " CASE WHEN e.state <> 2 AND e.closed_ms > 0 THEN e.closed_ms ELSE COALESCE(p.parked_ms, e.created_ms) END,"
      " CASE WHEN e.state >= 3 THEN e.body END"
      " FROM events e LEFT JOIN parks p ON p.seq = e.seq AND e.state = 2"
      " WHERE e.seq > $1 ORDER BY e.seq LIMIT $2",
      {static_cast<std::int64_t>(after), static_cast<std::int64_t>(limit)}, [&](const SqlRow& row) {
        ages.push_back({static_cast<std::uint64_t>(row.integer(0)), app_at(row, 1), enum_at<EventState>(row, 2),
                        row.integer(3), row.text(4).size()});
      }));
  return ages;
}

Result<std::uint64_t> newest_event(ReadTransaction& tx) {
  std::uint64_t newest = 0;
  VOD_TRY(tx.query("SELECT COALESCE(MAX(seq), 0) FROM events", {},
                   [&](const SqlRow& row) { newest = static_cast<std::uint64_t>(row.integer(0)); }));
  return newest;
}

Result<bool> remove_event(Transaction& tx, std::uint64_t sequence, EventState state) {
  const auto seq = static_cast<std::int64_t>(sequence);
  std::optional<AppId> app;
  VOD_TRY(
      tx.query("DELETE FROM events WHERE seq = $1 AND state = $2 AND seq < (SELECT MAX(seq) FROM events)"
               " AND (state < 3 OR NOT EXISTS (SELECT 1 FROM pushes WHERE pushes.seq = events.seq AND pushes.lane < 2))"
               " RETURNING sub_app_id",
               {seq, stored(state)}, [&](const SqlRow& row) { app = app_at(row, 0); }));
  if (!app) return false;
  if (state == EventState::queued) {
    VOD_TRY(note_queue_change(tx, *app, std::array{sequence}, -1));
  }
  constexpr std::array<std::string_view, 4> companions = {
      "DELETE FROM attempts WHERE seq = $1", "DELETE FROM pushes WHERE seq = $1",
      "DELETE FROM deliveries WHERE seq = $1", "DELETE FROM parks WHERE seq = $1"};
  for (const std::string_view sql : companions) {
    VOD_TRY(tx.run(sql, {seq}));
  }
  return true;
}

}  // namespace vod::catalogue
