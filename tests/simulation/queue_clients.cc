#include "queue_clients.h"

#include <algorithm>

#include "catalogue/events.h"
#include "catalogue/queue.h"
#include "model/errors.h"
#include "model/events.h"
#include "violation.h"

namespace vod::simulation {
namespace {

constexpr std::int64_t lease_ms = 30'000;
constexpr std::size_t sleepers_max = 6;

const char* word(const Done& result) { return result ? "done" : "refused"; }

}  // namespace

// --- publishing

void QueueClients::publish_one(AppId app, bool waits) {
  Stage& stage = stage_;
  const std::uint64_t token = stage.events.begin_publish(app);
  // A large body needs pages of its own: it is what finds a full disk.
  const std::size_t padding_bytes = stage.chance.percent(10) ? 6'000 : stage.chance.below(200);
  Bells& bells = stage.run->bells();
  const bool has_switch = stage.chance.percent(10);
  auto change = [app, token, padding_bytes, has_switch, &bells,
                 now_ms = stage.clock.wall_ms()](Transaction& tx) -> Done {
    EventDraft draft;
    draft.app = app;
    draft.type = has_switch ? EventType::new_file_upload : EventType::procedure_state_changed;
    draft.created_ms = now_ms;
    draft.body = EventJournal::body_of(token, padding_bytes);
    VOD_TRY(catalogue::append_event(tx, bells, draft));
    return done();
  };
  if (waits) {
    const Done written = stage.database.write(std::move(change));
    stage.events.end_publish(token, written);
    stage.trace.add("publish {} app {} {}", token, app.text(), word(written));
    return;
  }
  stage.trace.add("publish {} app {} without waiting", token, app.text());
  stage.database.submit(std::move(change), [&stage, token](Done written) {
    stage.events.end_publish(token, written);
    stage.trace.add("published {} {}", token, word(written));
  });
}

void QueueClients::publish() { publish_one(stage_.any_app(), stage_.chance.percent(50)); }

void QueueClients::publish_burst() {
  for (std::size_t count = 2 + stage_.chance.below(20); count > 0; --count) publish_one(stage_.any_app(), false);
}

// --- pulling

std::vector<PulledEvent> QueueClients::take(AppId app, std::size_t events_max) {
  PullOptions options;
  options.events_max = events_max;
  options.lease_ms = lease_ms;
  auto pulled = stage_.run->queue().pull(app, options);
  if (!pulled) violated("I1 pull", "PullEvents failed: {}", pulled.error().detail);
  for (const PulledEvent& event : pulled.value()) {
    stage_.trace.add("pulled {} delivery {} of app {}", event.sequence, event.deliveries, app.text());
  }
  stage_.events.pulled(app, pulled.value(), lease_ms);
  return std::move(pulled).value();
}

void QueueClients::pull() {
  const AppId app = stage_.chance.of(stage_.pull_apps);
  const auto events = take(app, some_events_max());
  stage_.trace.add("pull of app {}: {} events", app.text(), events.size());
}

void QueueClients::wait() {
  if (sleepers_.size() >= sleepers_max) return;
  const AppId app = stage_.chance.of(stage_.pull_apps);
  // Most of the time it takes what there is, and others are asleep with it already.
  if (stage_.chance.percent(20) && !take(app, some_events_max()).empty()) return;
  while (!take(app, 16).empty()) {
  }
  Sleeper& sleeper = sleepers_.emplace_back(Sleeper{app});
  sleeper.ticket = stage_.run->bells().wait(Queue::bell(app), [&sleeper] { sleeper.is_woken = true; });
  stage_.trace.add("a call of app {} sleeps", app.text());
  // What came between the look and the wait.
  if (!take(app, some_events_max()).empty() && stage_.run->bells().cancel(sleeper.ticket)) sleepers_.pop_back();
}

bool QueueClients::serve_woken() {
  bool was_woken = false;
  for (auto at = sleepers_.begin(); at != sleepers_.end();) {
    if (!at->is_woken) {
      ++at;
      continue;
    }
    was_woken = true;
    const AppId app = at->app;
    at = sleepers_.erase(at);
    const auto events = take(app, some_events_max());
    stage_.trace.add("a call of app {} woke for {} events", app.text(), events.size());
  }
  return was_woken;
}

void QueueClients::check_sleepers() {
  for (const AppId app : stage_.pull_apps) {
    const auto asleep = std::ranges::count_if(
        sleepers_, [&](const Sleeper& sleeper) { return sleeper.app == app && !sleeper.is_woken; });
    stage_.events.check_sleepers(app, static_cast<std::size_t>(asleep));
  }
}

// --- confirming

std::vector<AppId> QueueClients::all_apps() const {
  std::vector<AppId> apps = stage_.pull_apps;
  apps.insert(apps.end(), stage_.push_apps.begin(), stage_.push_apps.end());
  return apps;
}

void QueueClients::confirm_handles(AppId app, const std::vector<std::string>& handles, bool is_meanwhile) {
  if (handles.empty()) return;
  Stage& stage = stage_;
  std::vector<EventJournal::Expected> expected;
  for (const std::string& handle : handles) expected.push_back(stage.events.judge(app, handle));
  // The same handle twice in one call, or confirmed by another while this call waits: then both are right.
  const auto sorted = [&] {
    auto copy = handles;
    std::ranges::sort(copy);
    return copy;
  }();
  if (std::ranges::adjacent_find(sorted) != sorted.end()) {
    std::ranges::replace(expected, EventJournal::Expected::accepted, EventJournal::Expected::either);
  }
  // While another call holds a handle, its lease does not end.
  if (is_meanwhile) std::ranges::fill(expected, EventJournal::Expected::either);
  bool was_interrupted = false;
  if (!is_meanwhile && stage.chance.percent(static_cast<std::uint64_t>(stage.scenario.interleave_percent))) {
    stage.database.while_waiting = [&] {
      was_interrupted = true;
      stage.trace.add("meanwhile");
      if (stage.chance.percent(60)) stage.clock.advance(stage.chance.between(1, 40'000));
      if (stage.chance.percent(50)) take(app, some_events_max());
      if (stage.chance.percent(50)) confirm_handles(app, {stage.chance.of(handles)}, true);
      if (stage.chance.percent(30)) publish_one(app, false);
    };
  }
  Done result = done();
  try {
    result = stage.run->queue().confirm(app, handles);
  } catch (const Crash&) {
    stage.events.confirm_unanswered(handles);
    throw;
  }
  stage.database.while_waiting = nullptr;
  if (was_interrupted) {
    std::ranges::replace(expected, EventJournal::Expected::accepted, EventJournal::Expected::either);
  }
  stage.trace.add("confirm of {} handles of app {}: {}", handles.size(), app.text(), word(result));
  stage.events.confirmed(app, handles, expected, result);
}

void QueueClients::confirm() {
  const AppId app = stage_.chance.of(stage_.pull_apps);
  auto live = stage_.events.live_handles(app);
  std::vector<std::string> handles;
  while (!live.empty() && handles.size() < 16 && !stage_.chance.percent(20)) {
    const std::size_t at = stage_.chance.below(live.size());
    handles.push_back(live[at]);
    live.erase(live.begin() + static_cast<std::ptrdiff_t>(at));
  }
  const auto& all = stage_.events.handles_of(app);
  if (!all.empty() && stage_.chance.percent(20)) handles.push_back(all[stage_.chance.below(all.size())]);
  confirm_handles(app, handles);
}

void QueueClients::confirm_again() {
  const AppId app = stage_.chance.of(stage_.pull_apps);
  const auto& all = stage_.events.handles_of(app);
  std::vector<std::string> handles;
  for (std::size_t count = all.empty() ? 0 : 1 + stage_.chance.below(4); count > 0; --count) {
    handles.push_back(all[stage_.chance.below(all.size())]);
  }
  confirm_handles(app, handles);
}

void QueueClients::confirm_after(std::int64_t ms) {
  const AppId app = stage_.chance.of(stage_.pull_apps);
  auto handles = stage_.events.live_handles(app);
  if (handles.size() > 16) handles.erase(handles.begin(), handles.end() - 16);
  stage_.clock.advance(ms);
  confirm_handles(app, handles);
}

void QueueClients::confirm_forged() {
  const AppId app = stage_.chance.of(stage_.pull_apps);
  const AppId other = stage_.chance.of(stage_.pull_apps);
  const auto& all = stage_.events.handles_of(other);
  if (all.empty()) return;
  std::string handle = all[stage_.chance.below(all.size())];
  // One character of it, or none: then it is a handle of another application, or a plain one.
  if (stage_.chance.percent(70)) {
    char& changed = handle[stage_.chance.below(handle.size())];
    changed = changed == 'A' ? 'B' : 'A';
  }
  confirm_handles(app, {handle});
}

void QueueClients::release() {
  const AppId app = stage_.chance.of(stage_.pull_apps);
  auto live = stage_.events.live_handles(app);
  if (live.empty()) return;
  const std::vector<std::string> handles = {stage_.chance.of(live)};
  stage_.run->queue().release(app, handles);
  stage_.events.released(handles);
  stage_.trace.add("a handle of app {} is given back", app.text());
}

// --- an operator

std::optional<std::uint64_t> QueueClients::some_event(AppId app, EventState state) {
  std::vector<std::uint64_t> sequences;
  (void)stage_.database.look(
      "SELECT seq FROM events WHERE sub_app_id = $1 AND state = $2",
      {static_cast<std::int64_t>(app.value), static_cast<std::int64_t>(state)},
      [&](const SqlRow& row) { sequences.push_back(static_cast<std::uint64_t>(row.integer(0))); });
  if (sequences.empty()) return {};
  return stage_.chance.of(sequences);
}

void QueueClients::park() {
  const AppId app = stage_.any_app();
  const auto event = some_event(app, stage_.chance.percent(80) ? EventState::queued : EventState::sending);
  if (!event) return;
  DeskRange range;
  range.named = {*event};
  range.walk.app = app;
  const auto parked = stage_.run->desk().park(range, "simulated");
  // Its lease, if it had one, is over.
  stage_.events.parked(*event);
  stage_.trace.add("event {} is parked: {}", *event, parked && parked.value().count == 1);
}

void QueueClients::unpark() {
  const AppId app = stage_.any_app();
  const auto event = some_event(app, EventState::parked);
  if (!event) return;
  DeskRange range;
  range.named = {*event};
  range.walk.app = app;
  const auto to = stage_.chance.percent(70) ? DeskTarget::queue : DeskTarget::callback;
  const auto unparked = stage_.run->desk().unpark(range, to);
  stage_.trace.add("event {} is unparked: {}", *event, unparked && unparked.value().count == 1);
}

void QueueClients::redeliver() {
  const AppId app = stage_.any_app();
  const auto event = some_event(app, EventState::done);
  if (!event) return;
  DeskRange range;
  range.named = {*event};
  range.walk.app = app;
  // From the order on: it may be written although the process dies.
  stage_.events.redelivered(*event);
  const auto to = stage_.chance.percent(70) ? DeskTarget::queue : DeskTarget::callback;
  const auto moved = stage_.run->desk().redeliver(range, to);
  stage_.trace.add("event {} is delivered again: {}", *event, moved && moved.value().count == 1);
}

bool QueueClients::drain() {
  bool was_there = false;
  for (const AppId app : all_apps()) {
    for (auto events = take(app, 16); !events.empty(); events = take(app, 16)) {
      was_there = true;
      std::vector<std::string> handles;
      for (const PulledEvent& event : events) handles.push_back(event.handle);
      confirm_handles(app, handles);
    }
  }
  return was_there;
}

}  // namespace vod::simulation
