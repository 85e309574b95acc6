#include "catalogue/queue.h"

#include <array>

#include "catalogue/notes.h"
#include "catalogue/queue_counts.h"
#include "catalogue/values.h"
#include "model/events.h"

namespace vod::catalogue {
namespace {

std::int64_t stored_sequence(std::uint64_t sequence) { return static_cast<std::int64_t>(sequence); }

// `state = 0` stands as it is in the partial index, so that the statements use it.
#define QUEUED                                                                           \
  "SELECT e.seq, e.body, d.seq, e.sub_app_id, d.number, d.base, d.epoch, d.lease_end_ms" \
  " FROM events e LEFT JOIN deliveries d ON d.seq = e.seq WHERE e.sub_app_id = $1 AND e.state = 0 "
#define DELIVERY "SELECT seq, sub_app_id, number, base, epoch, lease_end_ms FROM deliveries WHERE "

StoredDelivery read_delivery(const SqlRow& row, int from = 0) {
  return {static_cast<std::uint64_t>(row.integer(from)),
          app_at(row, from + 1),
          row.integer(from + 2),
          row.integer(from + 3),
          row.integer(from + 4),
          row.integer(from + 5)};
}

QueuedEvent read_queued(const SqlRow& row) {
  QueuedEvent event;
  event.sequence = static_cast<std::uint64_t>(row.integer(0));
  event.body = text_at(row, 1);
  if (!row.is_null(2)) event.delivery = read_delivery(row, 2);
  return event;
}

}  // namespace

Result<std::vector<QueuedEvent>> queued_after(ReadTransaction& tx, AppId app, std::uint64_t after, std::int64_t limit) {
  std::vector<QueuedEvent> events;
  VOD_TRY(tx.query(QUEUED "AND e.seq > $2 ORDER BY e.seq LIMIT $3", {stored(app), stored_sequence(after), limit},
                   [&](const SqlRow& row) { events.push_back(read_queued(row)); }));
  return events;
}

Result<std::optional<QueuedEvent>> queued_at(ReadTransaction& tx, AppId app, std::uint64_t sequence) {
  std::optional<QueuedEvent> event;
  VOD_TRY(tx.query(QUEUED "AND e.seq = $2", {stored(app), stored_sequence(sequence)},
                   [&](const SqlRow& row) { event = read_queued(row); }));
  return event;
}

Result<bool> close_queued(Transaction& tx, AppId app, std::uint64_t sequence, const ClosedBy& by,
                          std::int64_t wall_ms) {
  VOD_TRY(const auto changed,
          tx.run("UPDATE events SET state = 4, closed_ms = $1, closed_epoch = $2, closed_delivery = $3"
                 " WHERE seq = $4 AND sub_app_id = $5 AND state = 0"
                 " AND NOT EXISTS(SELECT 1 FROM deliveries d WHERE d.seq = $4 AND d.base >= $3)",
                 {wall_ms, by.epoch, by.delivery, stored_sequence(sequence), stored(app)}));
  if (changed > 0) note_event(tx, app, sequence);
  return changed > 0;
}

Result<std::optional<ClosedBy>> closed_by(ReadTransaction& tx, AppId app, std::uint64_t sequence) {
  std::optional<ClosedBy> by;
  VOD_TRY(tx.query("SELECT closed_epoch, closed_delivery FROM events WHERE seq = $1 AND sub_app_id = $2 AND state = 4",
                   {stored_sequence(sequence), stored(app)},
                   [&](const SqlRow& row) { by = ClosedBy{row.integer(0), row.integer(1)}; }));
  return by;
}

Done put_delivery(Transaction& tx, const StoredDelivery& delivery) {
  VOD_TRY(
      tx.run("INSERT INTO deliveries(seq, sub_app_id, number, base, epoch, lease_end_ms)"
             " SELECT $1, $2, $3, $4, $5, $6 FROM events WHERE seq = $1 AND state IN (0, 2)"
             " ON CONFLICT(seq) DO UPDATE SET number = excluded.number, epoch = excluded.epoch,"
             " base = CASE WHEN excluded.base > deliveries.base THEN excluded.base ELSE deliveries.base END,"
             " lease_end_ms = excluded.lease_end_ms"
             " WHERE excluded.number >= deliveries.number AND excluded.number > deliveries.base",
             {stored_sequence(delivery.sequence), stored(delivery.app), delivery.number, delivery.base, delivery.epoch,
              delivery.lease_end_wall_ms}));
  return done();
}

Done erase_delivery(Transaction& tx, std::uint64_t sequence) {
  VOD_TRY(tx.run("DELETE FROM deliveries WHERE seq = $1", {stored_sequence(sequence)}));
  return done();
}

Result<std::optional<StoredDelivery>> find_delivery(ReadTransaction& tx, AppId app, std::uint64_t sequence) {
  std::optional<StoredDelivery> delivery;
  VOD_TRY(tx.query(DELIVERY "seq = $1 AND sub_app_id = $2", {stored_sequence(sequence), stored(app)},
                   [&](const SqlRow& row) { delivery = read_delivery(row); }));
  return delivery;
}

Result<std::vector<StoredDelivery>> stored_leases(ReadTransaction& tx, std::int64_t epoch, std::int64_t wall_ms,
                                                  std::int64_t limit) {
  std::vector<StoredDelivery> deliveries;
  VOD_TRY(tx.query(DELIVERY "lease_end_ms > $1 AND epoch IN (0, $2) LIMIT $3", {wall_ms, epoch, limit},
                   [&](const SqlRow& row) { deliveries.push_back(read_delivery(row)); }));
  return deliveries;
}

Done park_event(Transaction& tx, AppId app, std::uint64_t sequence, const std::string& reason, std::int64_t wall_ms) {
  const auto park_from = [&](std::int64_t state) {
    return tx.run("UPDATE events SET state = 2 WHERE seq = $1 AND sub_app_id = $2 AND state = $3",
                  {stored_sequence(sequence), stored(app), state});
  };
  VOD_TRY(const auto from_queue, park_from(0));
  if (from_queue > 0) {
    VOD_TRY(note_queue_change(tx, app, std::array{sequence}, -1));
    // It may be leased right now: for the first time, or by a note that is still to come.
    VOD_TRY(
        tx.run("INSERT INTO deliveries(seq, sub_app_id, number, lease_end_ms) VALUES($1, $2, 1, 0)"
               " ON CONFLICT(seq) DO UPDATE SET lease_end_ms = 0",
               {stored_sequence(sequence), stored(app)}));
  } else {
    VOD_TRY(const auto from_sending, park_from(1));
    if (from_sending == 0) return done();
  }
  note_event(tx, app, sequence);
  VOD_TRY(
      tx.run("INSERT INTO parks(seq, sub_app_id, parked_ms, reason) VALUES($1, $2, $3, $4)"
             " ON CONFLICT(seq) DO UPDATE SET parked_ms = excluded.parked_ms, reason = excluded.reason",
             {stored_sequence(sequence), stored(app), wall_ms, stored(reason)}));
  return done();
}

Result<bool> queue_again(Transaction& tx, AppId app, std::uint64_t sequence) {
  VOD_TRY(const auto changed, tx.run("UPDATE events SET state = 0 WHERE seq = $1 AND sub_app_id = $2 AND state <> 0",
                                     {stored_sequence(sequence), stored(app)}));
  if (changed == 0) return false;
  note_event(tx, app, sequence);
  VOD_TRY(note_queue_change(tx, app, std::array{sequence}, 1));
  VOD_TRY(tx.run("DELETE FROM parks WHERE seq = $1", {stored_sequence(sequence)}));
  // Numbers go on where they were, so that no handle of before is good again.
  VOD_TRY(
      tx.run("INSERT INTO deliveries(seq, sub_app_id, number, lease_end_ms)"
             " SELECT seq, sub_app_id, closed_delivery, 0 FROM events WHERE seq = $1 AND closed_delivery > 0"
             " ON CONFLICT(seq) DO UPDATE SET number = excluded.number WHERE excluded.number > deliveries.number",
             {stored_sequence(sequence)}));
  VOD_TRY(tx.run("UPDATE deliveries SET base = number, lease_end_ms = 0, epoch = 0 WHERE seq = $1",
                 {stored_sequence(sequence)}));
  return true;
}

Done close_sent(Transaction& tx, std::uint64_t sequence, std::int64_t wall_ms) {
  return tx.query("UPDATE events SET state = 4, closed_ms = $1 WHERE seq = $2 AND state = 1 RETURNING sub_app_id",
                  {wall_ms, stored_sequence(sequence)},
                  [&](const SqlRow& row) { note_event(tx, app_at(row, 0), sequence); });
}

}  // namespace vod::catalogue
