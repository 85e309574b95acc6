#include "journal.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "base/check.h"
#include "model/errors.h"
#include "model/events.h"
#include "model/limits.h"
#include "violation.h"

namespace vod::simulation {
namespace {

constexpr std::string_view token_name = R"("Token":")";

// The shipped retry list, as the rules of delivery have it, without its last entry's repetition.
constexpr std::array retries_ms = {5'000LL,     30'000LL,    120'000LL,    600'000LL,   1'800'000LL,
                                   3'600'000LL, 7'200'000LL, 14'400'000LL, 28'800'000LL};
constexpr double retry_share_min = 0.8;

constexpr std::int64_t queued = static_cast<std::int64_t>(EventState::queued);
constexpr std::int64_t sending = static_cast<std::int64_t>(EventState::sending);

std::int64_t stored(std::uint64_t sequence) { return static_cast<std::int64_t>(sequence); }

}  // namespace

// --- publishing

std::uint64_t EventJournal::begin_publish(AppId app) {
  const std::uint64_t token = ++last_token_;
  Published& published = published_[token];
  published.app = app;
  published.begun_ms = clock_.monotonic_ms();
  return token;
}

void EventJournal::end_publish(std::uint64_t token, const Done& result) {
  Published& published = published_.at(token);
  published.is_over = true;
  if (result) {
    published.is_acknowledged = published.is_durable = true;
  } else if (result.error().code != ErrorCode::database_failed) {
    published.is_refused = true;
  }
}

std::string EventJournal::body_of(std::uint64_t token, std::size_t padding_bytes) {
  return R"({"EventType":"ProcedureStateChanged",)" + std::string(token_name) + std::to_string(token) +
         R"(","Padding":")" + std::string(padding_bytes, 'x') + R"("})";
}

std::optional<std::uint64_t> EventJournal::token_of(std::string_view body) {
  const auto at = body.find(token_name);
  if (at == std::string_view::npos) return {};
  std::uint64_t token = 0;
  std::from_chars(body.data() + at + token_name.size(), body.data() + body.size(), token);
  return token;
}

// --- the reliable queue

std::optional<EventJournal::Row> EventJournal::row_of(std::uint64_t sequence) {
  std::optional<Row> row;
  VOD_CHECK(database_
                .look("SELECT sub_app_id, state, body FROM events WHERE seq = $1", {stored(sequence)},
                      [&](const SqlRow& found) {
                        row = Row{{static_cast<std::uint64_t>(found.integer(0))},
                                  found.integer(1),
                                  std::string(found.text(2))};
                      })
                .has_value());
  return row;
}

void EventJournal::check_handed_out(AppId app, const PulledEvent& event) {
  const std::uint64_t sequence = event.sequence;
  const auto row = row_of(sequence);
  if (!row) violated("I1 visible before sync", "event {} was handed out and is not in the database", sequence);
  if (row->app != app) violated("I1 foreign", "event {} of {} went to {}", sequence, row->app.text(), app.text());
  const auto token = token_of(row->body);
  if (token && !published_.at(*token).is_durable) {
    violated("I1 visible before sync", "event {} was handed out before it was durable", sequence);
  }
  if (const auto by = confirmed_.find(sequence); by != confirmed_.end()) {
    violated("I2 delivered after confirm", "event {} was handed out after its confirm was acknowledged", sequence);
  }
  if (row->state != queued) {
    violated("I1 handed out", "event {} was handed out in the state {}", sequence,
             name_of(static_cast<EventState>(row->state)));
  }
  if (row->body != event.body) violated("I4 body", "event {} was handed out with other bytes", sequence);
  if (const auto newest = newest_.find(sequence); newest != newest_.end()) {
    const Lease& lease = leases_.at(newest->second);
    if (lease.epoch == epoch_ && !lease.is_ended && clock_.monotonic_ms() < lease.end_ms) {
      violated("I3 two leases", "event {} was handed out {} ms before its lease ended", sequence,
               lease.end_ms - clock_.monotonic_ms());
    }
  }
  const auto count = deliveries_.find(sequence);
  if (count != deliveries_.end() && event.deliveries <= count->second) {
    violated("I5 delivery count", "event {} has delivery {} after {}", sequence, event.deliveries, count->second);
  }
}

void EventJournal::pulled(AppId app, const std::vector<PulledEvent>& events, std::int64_t lease_ms) {
  for (const PulledEvent& event : events) {
    check_handed_out(app, event);
    deliveries_[event.sequence] = event.deliveries;
    restored_.erase(event.sequence);
    newest_[event.sequence] = event.handle;
    leases_[event.handle] = {
        app,  event.sequence, epoch_, event.deliveries, clock_.monotonic_ms() + lease_ms, clock_.wall_ms() + lease_ms,
        false};
    handles_[app].push_back(event.handle);
  }
}

void EventJournal::released(const std::vector<std::string>& handles) {
  for (const std::string& handle : handles) {
    if (const auto lease = leases_.find(handle); lease != leases_.end()) lease->second.is_ended = true;
  }
}

void EventJournal::parked(std::uint64_t sequence) {
  // An order that was refused leaves the lease; then either is right from here on.
  const auto row = row_of(sequence);
  const auto newest = newest_.find(sequence);
  if (newest == newest_.end() || !row || row->state == queued) return;
  leases_.at(newest->second).is_ended = true;
}

std::vector<std::string> EventJournal::live_handles(AppId app) const {
  std::vector<std::string> live;
  const auto all = handles_.find(app);
  if (all == handles_.end()) return live;
  for (const std::string& handle : all->second) {
    const Lease& lease = leases_.at(handle);
    const bool runs = lease.epoch == epoch_ && !lease.is_ended && clock_.monotonic_ms() < lease.end_ms;
    if (runs && newest_.at(lease.sequence) == handle && !confirmed_.contains(lease.sequence)) live.push_back(handle);
  }
  return live;
}

EventJournal::Expected EventJournal::judge(AppId app, const std::string& handle) const {
  const auto found = leases_.find(handle);
  if (found == leases_.end() || found->second.app != app) return Expected::refused;
  const Lease& lease = found->second;
  if (const auto by = confirmed_.find(lease.sequence); by != confirmed_.end()) {
    // The very handle that confirmed is good while the event is in history.
    return by->second == handle ? Expected::either : Expected::refused;
  }
  if (perhaps_confirmed_.contains(lease.sequence)) return Expected::either;
  if (const std::string& newest = newest_.at(lease.sequence); newest != handle) {
    // A crash may have lost the note that it was handed out again in the run before.
    const auto noted = noted_.find(lease.sequence);
    const bool is_noted = noted != noted_.end() && noted->second > lease.delivery;
    const bool is_of_that_run = lease.epoch + 1 == epoch_ && leases_.at(newest).epoch == lease.epoch;
    return is_of_that_run && !is_noted ? Expected::either : Expected::refused;
  }
  if (lease.epoch == epoch_) {
    if (lease.is_ended || lease.end_ms <= clock_.monotonic_ms()) return Expected::refused;
    return Expected::accepted;
  }
  // A lease that was taken up by the start runs by the monotonic clock from there.
  const auto restored = restored_.find(lease.sequence);
  const bool is_restored = restored != restored_.end() && clock_.monotonic_ms() < restored->second;
  if (lease.epoch + 1 == epoch_ && is_restored) return Expected::either;
  if (lease.epoch + 1 != epoch_ || lease.end_wall_ms <= clock_.wall_ms()) return Expected::refused;
  return Expected::either;
}

void EventJournal::confirmed(AppId, const std::vector<std::string>& handles, const std::vector<Expected>& expected,
                             const Done& result) {
  const bool is_unknown = !result && result.error().code == ErrorCode::database_failed;
  const bool is_refusal = !result && result.error().code == ErrorCode::invalid_parameter_value;
  for (std::size_t i = 0; i < handles.size(); ++i) {
    const std::string& handle = handles[i];
    const auto found = leases_.find(handle);
    if (!result && !is_refusal) {
      // The disk: nothing was written, or nobody knows.
      if (is_unknown && found != leases_.end()) perhaps_confirmed_.insert(found->second.sequence);
      continue;
    }
    const bool is_named = is_refusal && result.error().detail.find(handle) != std::string::npos;
    if (!is_named && expected[i] == Expected::refused) {
      violated("I3 late confirm", "a handle was accepted that is over: {}", handle);
    }
    if (is_named) {
      if (expected[i] != Expected::accepted) continue;
      const auto row = row_of(found->second.sequence);
      if (row && row->state == queued)
        violated("I3 live confirm", "a handle was refused while its lease ran: {}", handle);
      continue;
    }
    confirmed_.try_emplace(found->second.sequence, handle);
    closed_ms_.try_emplace(found->second.sequence, clock_.monotonic_ms());
    found->second.is_ended = true;
  }
}

void EventJournal::confirm_unanswered(const std::vector<std::string>& handles) {
  for (const std::string& handle : handles) {
    if (const auto lease = leases_.find(handle); lease != leases_.end()) {
      perhaps_confirmed_.insert(lease->second.sequence);
    }
  }
}

void EventJournal::redelivered(std::uint64_t sequence) {
  if (confirmed_.erase(sequence) > 0) perhaps_confirmed_.insert(sequence);
}

void EventJournal::check_sleepers(AppId app, std::size_t sleepers) {
  if (sleepers == 0) return;
  VOD_CHECK(database_
                .look("SELECT seq FROM events WHERE sub_app_id = $1 AND state = 0", {stored(app.value)},
                      [&](const SqlRow& row) {
                        const auto sequence = static_cast<std::uint64_t>(row.integer(0));
                        const auto restored = restored_.find(sequence);
                        if (restored != restored_.end() && clock_.monotonic_ms() < restored->second) return;
                        if (const auto newest = newest_.find(sequence); newest != newest_.end()) {
                          const Lease& lease = leases_.at(newest->second);
                          const bool runs = !lease.is_ended && clock_.monotonic_ms() < lease.end_ms;
                          if (lease.epoch == epoch_ && (runs || confirmed_.contains(sequence))) return;
                        }
                        violated("I1 lost wake", "{} calls sleep while event {} can be pulled", sleepers, sequence);
                      })
                .has_value());
}

// --- callbacks

void EventJournal::attempted(std::uint64_t sequence, const std::string& body) {
  const auto row = row_of(sequence);
  if (!row) violated("I1 visible before sync", "event {} was sent and is not in the database", sequence);
  const auto token = token_of(row->body);
  if (token && !published_.at(*token).is_durable) {
    violated("I1 visible before sync", "event {} was sent before it was durable", sequence);
  }
  if (row->state != sending) {
    violated("I2 sent", "event {} was sent in the state {}", sequence, name_of(static_cast<EventState>(row->state)));
  }
  const auto [sent, is_first] = sent_bodies_.try_emplace(sequence, body);
  if (!is_first && sent->second != body)
    violated("I4 body", "event {} was sent with other bytes than before", sequence);

  std::optional<std::pair<std::int64_t, std::int64_t>> push;  // Attempts so far, due.
  VOD_CHECK(database_
                .look("SELECT attempts, due_ms FROM pushes WHERE seq = $1 AND destination = 0", {stored(sequence)},
                      [&](const SqlRow& found) { push = {found.integer(0), found.integer(1)}; })
                .has_value());
  if (!push) violated("I1 sent", "event {} was sent and nothing says that it is on its way", sequence);
  const auto [attempts, due_ms] = *push;
  const auto last = attempts_.find(sequence);
  // What became due before the clock was set back stays due.
  if (last != attempts_.end() && attempts > 0 && last->second.number == attempts &&
      last->second.wall_jumps == wall_jumps_) {
    if (due_ms > clock_.wall_ms()) violated("I1 retry early", "event {} was sent before it was due", sequence);
    const auto wait_ms = retries_ms[std::min(static_cast<std::size_t>(attempts) - 1, retries_ms.size() - 1)];
    const auto earliest_ms =
        last->second.wall_ms + static_cast<std::int64_t>(retry_share_min * static_cast<double>(wait_ms));
    if (due_ms < earliest_ms) {
      violated("I1 retry list skipped", "attempt {} of event {} was due {} ms after the one before", attempts + 1,
               sequence, due_ms - last->second.wall_ms);
    }
  }
  attempts_[sequence] = {clock_.wall_ms(), attempts + 1, wall_jumps_};
}

// --- over all

void EventJournal::crashed() {
  // A process that dies before it was up has no run of its own.
  if (std::exchange(is_up_, false)) ++epoch_;
  deliveries_.clear();
  restored_.clear();
  noted_.clear();
}

void EventJournal::restarted() {
  is_up_ = true;
  const std::int64_t now_wall_ms = clock_.wall_ms();
  VOD_CHECK(database_
                .look("SELECT seq, lease_end_ms, number FROM deliveries", {},
                      [&](const SqlRow& row) {
                        const auto sequence = static_cast<std::uint64_t>(row.integer(0));
                        noted_[sequence] = row.integer(2);
                        if (row.integer(1) <= now_wall_ms) return;
                        restored_[sequence] = clock_.monotonic_ms() + (row.integer(1) - now_wall_ms);
                      })
                .has_value());
  VOD_CHECK(database_
                .look("SELECT seq, state, body FROM events", {},
                      [&](const SqlRow& row) {
                        if (const auto token = token_of(row.text(2))) published_.at(*token).is_durable = true;
                      })
                .has_value());
}

std::uint64_t EventJournal::open_events() {
  std::uint64_t open = 0;
  VOD_CHECK(database_
                .look("SELECT COUNT(*) FROM events WHERE state IN (0, 1)", {},
                      [&](const SqlRow& row) { open = static_cast<std::uint64_t>(row.integer(0)); })
                .has_value());
  return open;
}

void EventJournal::check_missing(std::uint64_t token, const Published& published) const {
  // Its time may have been over: after four days, or a day after it was closed. What closed it is not looked at.
  if (clock_.monotonic_ms() - published.begun_ms >= limits::history_ms) return;
  violated("I1 lost", "event with token {} of application {} was acknowledged and is gone", token,
           published.app.text());
}

void EventJournal::check_all() {
  std::set<std::uint64_t> there;
  const auto check = [&](const SqlRow& row) {
    const auto sequence = static_cast<std::uint64_t>(row.integer(0));
    const std::int64_t state = row.integer(1);
    const bool has_push = !row.is_null(3);
    const bool has_park = !row.is_null(4);
    if ((state == sending) != has_push) {
      violated("I1 state", "event {} is {} and {} on its way", sequence, name_of(static_cast<EventState>(state)),
               has_push ? "is" : "is not");
    }
    if ((state == static_cast<std::int64_t>(EventState::parked)) != has_park) {
      violated("I1 state", "event {} is {} and {} a reason for parking", sequence,
               name_of(static_cast<EventState>(state)), has_park ? "has" : "has not");
    }
    if (state == queued && confirmed_.contains(sequence)) {
      violated("I2 confirm lost", "event {} is queued and its confirm was acknowledged", sequence);
    }
    const auto token = token_of(row.text(2));
    if (!token) return;
    const auto published = published_.find(*token);
    if (published == published_.end()) violated("I1 invented", "event {} was never published", sequence);
    if (published->second.is_refused) violated("I1 invented", "event {} was refused and is there", sequence);
    if (!there.insert(*token).second) violated("I1 twice", "event {} is there twice", sequence);
    const bool was_closed =
        confirmed_.contains(sequence) || perhaps_confirmed_.contains(sequence) || answered_ms_.contains(sequence);
    if (state == static_cast<std::int64_t>(EventState::done) && !was_closed) {
      violated("I1 done", "event {} is done and nobody confirmed it", sequence);
    }
  };
  VOD_CHECK(database_
                .look("SELECT e.seq, e.state, e.body, p.seq, k.seq FROM events e"
                      " LEFT JOIN pushes p ON p.seq = e.seq AND p.destination = 0"
                      " LEFT JOIN parks k ON k.seq = e.seq",
                      {}, check)
                .has_value());
  for (const auto& [token, published] : published_) {
    if (published.is_acknowledged && !there.contains(token)) check_missing(token, published);
  }
}

}  // namespace vod::simulation
