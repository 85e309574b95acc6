#include "catalogue/event_list.h"

#include <algorithm>

#include "catalogue/pushes.h"
#include "catalogue/values.h"

namespace vod::catalogue {
namespace {

// Rows of one statement: a filter that fits nothing must not read a million of them in one go.
constexpr std::size_t window_rows = 1'000;

std::int64_t stored_sequence(std::uint64_t sequence) { return static_cast<std::int64_t>(sequence); }

// Where the events of a walk stand in the order of their numbers. Only the queue's index knows of apps: elsewhere the
// rows of others are looked at, too, and not asked to be left out, since that would be a walk without an end.
struct Source {
  std::string_view from;
  std::string_view sequence;
  std::string_view also;
};
constexpr Source all_events{"events e", "e.seq", ""};
constexpr Source queued_events{"events e", "e.seq", " AND e.sub_app_id = $3 AND e.state = 0"};
// CROSS JOIN keeps the smaller table outside.
constexpr Source parked_events{"parks s CROSS JOIN events e", "s.seq", " AND e.seq = s.seq"};
constexpr Source sent_events{"pushes s CROSS JOIN events e", "s.seq", " AND s.destination = 0 AND e.seq = s.seq"};

const Source& source_of(const EventFilter& filter) {
  const auto only = [&](EventState state) { return filter.states == std::vector{state}; };
  if (only(EventState::parked) || !filter.parked_reason.empty()) return parked_events;
  if (only(EventState::queued)) return queued_events;
  if (only(EventState::sending)) return sent_events;
  return all_events;
}

// `flags` stands behind the body, and reasons in another table: they are read only where they are asked for.
std::string statement_of(const EventWalk& walk) {
  const Source& source = source_of(walk.filter);
  const std::string sequence(source.sequence);
  std::string sql = "SELECT e.seq, e.sub_app_id, e.state, e.type, e.created_ms, e.file_id, e.task_id, ";
  sql += walk.filter.is_test ? "e.flags" : "0";
  sql += walk.filter.parked_reason.empty() ? ", ''" : ", s.reason";
  sql += " FROM " + std::string(source.from) + " WHERE " + sequence + (walk.is_newest_first ? " < $1" : " > $1");
  sql += " AND " + sequence + (walk.is_newest_first ? " >= $2" : " <= $2");
  sql += std::string(source.also) + " ORDER BY " + sequence;
  sql += walk.is_newest_first ? " DESC LIMIT " : " LIMIT ";
  return sql + (&source == &queued_events ? "$4" : "$3");
}

template <class T>
bool has(const std::vector<T>& wanted, T value) {
  return wanted.empty() || std::ranges::find(wanted, value) != wanted.end();
}

bool fits(const EventWalk& walk, const SqlRow& row) {
  const EventFilter& filter = walk.filter;
  if (app_at(row, 1) != walk.app) return false;
  if (!has(filter.states, enum_at<EventState>(row, 2)) || !has(filter.types, enum_at<EventType>(row, 3))) return false;
  const std::int64_t created_ms = row.integer(4);
  if (created_ms < filter.from_ms || (filter.to_ms > 0 && created_ms >= filter.to_ms)) return false;
  if (filter.file && (row.is_null(5) || file_at(row, 5) != *filter.file)) return false;
  if (filter.task && (row.is_null(6) || row.text(6) != filter.task->value)) return false;
  if (filter.is_test && ((row.integer(7) & 1) != 0) != *filter.is_test) return false;
  return filter.parked_reason.empty() ||
         (enum_at<EventState>(row, 2) == EventState::parked && row.text(8) == filter.parked_reason);
}

}  // namespace

Result<EventsFound> find_events(ReadTransaction& tx, const EventWalk& walk, std::size_t limit,
                                std::size_t looked_at_max) {
  EventsFound found;
  found.cursor = walk.after;
  const bool down = walk.is_newest_first;
  const std::string sql = statement_of(walk);
  const std::int64_t until = stored_sequence(walk.until.value_or(down ? 0 : INT64_MAX));
  std::size_t looked_at = 0;
  while (!found.is_over && found.sequences.size() < limit && looked_at < looked_at_max) {
    const std::int64_t from = stored_sequence(found.cursor.value_or(down ? INT64_MAX : 0));
    const std::size_t asked = std::min(window_rows, looked_at_max - looked_at);
    std::size_t rows = 0;
    std::size_t passed = 0;
    std::vector<SqlValue> values{from, until, static_cast<std::int64_t>(asked)};
    if (&source_of(walk.filter) == &queued_events) values.insert(values.begin() + 2, stored(walk.app));
    VOD_TRY(tx.query(sql, values, [&](const SqlRow& row) {
      ++rows;
      if (found.sequences.size() == limit) return;
      ++passed;
      found.cursor = static_cast<std::uint64_t>(row.integer(0));
      if (fits(walk, row)) found.sequences.push_back(*found.cursor);
    }));
    looked_at += passed;
    found.is_over = rows < asked && passed == rows;
  }
  return found;
}

Result<std::optional<EventSummary>> find_summary(ReadTransaction& tx, AppId app, std::uint64_t sequence,
                                                 bool with_body) {
  std::optional<EventSummary> found;
  const std::string_view head =
      "SELECT e.type, e.state, e.created_ms, e.file_id, e.task_id, e.flags, e.closed_ms,"
      " MAX(e.closed_delivery, COALESCE(d.number, 0)), COALESCE(p.reason, ''), COALESCE(p.parked_ms, 0), u.due_ms,"
      " MAX(COALESCE(u.attempts, 0), (SELECT COUNT(*) FROM attempts a WHERE a.seq = e.seq AND a.destination = 0)), ";
  const std::string_view tail =
      " FROM events e LEFT JOIN deliveries d ON d.seq = e.seq LEFT JOIN parks p ON p.seq = e.seq AND e.state = 2"
      " LEFT JOIN pushes u ON u.seq = e.seq AND u.destination = 0 WHERE e.seq = $1 AND e.sub_app_id = $2";
  const std::string sql = std::string(head) + (with_body ? "e.body" : "''") + std::string(tail);
  VOD_TRY(tx.query(sql, {stored_sequence(sequence), stored(app)}, [&](const SqlRow& row) {
    EventSummary& summary = found.emplace();
    Event& event = summary.event;
    event.sequence = sequence;
    event.app = app;
    event.type = enum_at<EventType>(row, 0);
    event.state = enum_at<EventState>(row, 1);
    event.created_ms = row.integer(2);
    if (!row.is_null(3)) event.file = file_at(row, 3);
    if (!row.is_null(4)) event.task = TaskId{text_at(row, 4)};
    event.is_test = (row.integer(5) & 1) != 0;
    event.media_info = static_cast<MediaInfoForm>(row.integer(5) >> 1 & 3);
    summary.closed_ms = row.integer(6);
    summary.deliveries = row.integer(7);
    summary.parked_reason = text_at(row, 8);
    summary.parked_ms = row.integer(9);
    if (!row.is_null(10) && event.state == EventState::sending) summary.next_attempt_ms = row.integer(10);
    summary.attempts = row.integer(11);
    event.body = text_at(row, 12);
  }));
  return found;
}

Result<std::vector<PushState>> push_states_of(ReadTransaction& tx, std::uint64_t sequence) {
  std::vector<PushState> states;
  VOD_TRY(
      tx.query("SELECT destination, attempts, due_ms, is_redelivery, lane, parked_reason FROM pushes WHERE seq = $1"
               " ORDER BY destination",
               {stored_sequence(sequence)}, [&](const SqlRow& row) {
                 states.push_back({row.integer(0), row.integer(1), row.integer(2), row.integer(3) != 0,
                                   row.integer(4) == 2, text_at(row, 5)});
               }));
  return states;
}

Result<QueueAge> queue_age(ReadTransaction& tx, AppId app, std::int64_t before_ms, std::size_t looked_at_max) {
  QueueAge age;
  std::uint64_t after = 0;
  std::size_t looked_at = 0;
  bool is_over = false;
  while (!is_over && looked_at < looked_at_max) {
    std::size_t rows = 0;
    std::uint64_t old = 0;
    VOD_TRY(
        tx.query("SELECT seq, created_ms, closed_ms FROM events WHERE sub_app_id = $1 AND state = 0 AND seq > $2"
                 " ORDER BY seq LIMIT $3",
                 {stored(app), stored_sequence(after), static_cast<std::int64_t>(window_rows)}, [&](const SqlRow& row) {
                   ++rows;
                   after = static_cast<std::uint64_t>(row.integer(0));
                   if (!age.oldest) {
                     age.oldest = after;
                     age.oldest_ms = row.integer(1);
                   }
                   if (std::max(row.integer(1), row.integer(2)) < before_ms) ++old;
                 }));
    age.old += old;
    looked_at += rows;
    // Where a whole window is young, so is what was written after it.
    is_over = rows < window_rows || old == 0;
  }
  age.is_exact = is_over;
  VOD_TRY(tx.query("SELECT COUNT(*) FROM parks WHERE parked_ms < $1 AND sub_app_id = $2", {before_ms, stored(app)},
                   [&](const SqlRow& row) { age.old += static_cast<std::uint64_t>(row.integer(0)); }));
  return age;
}

Result<std::uint64_t> count_parked(ReadTransaction& tx, AppId app) {
  std::uint64_t count = 0;
  VOD_TRY(tx.query("SELECT COUNT(*) FROM parks WHERE sub_app_id = $1", {stored(app)},
                   [&](const SqlRow& row) { count = static_cast<std::uint64_t>(row.integer(0)); }));
  return count;
}

}  // namespace vod::catalogue
