#include "world.h"

#include <algorithm>
#include <array>

#include "base/check.h"
#include "base/text.h"
#include "catalogue/apps.h"
#include "model/errors.h"
#include "model/limits.h"

namespace vod::simulation {
namespace {

constexpr std::uint64_t first_app = 1'500'000'001;
constexpr const char* receiver_url = "http://receiver.example.net/hook/";
// A seed that is not at its end after so many rounds never ends.
constexpr int settle_rounds_max = 200;
constexpr int pump_rounds_max = 10'000;

}  // namespace

struct World::Operation {
  std::string name;
  std::function<void(World&)> perform;
};

const std::vector<World::Operation>& World::operations() {
  static const std::vector<Operation> table = {
      {"publish", [](World& world) { world.queue_.publish(); }},
      {"publish_burst", [](World& world) { world.queue_.publish_burst(); }},
      {"pull", [](World& world) { world.queue_.pull(); }},
      {"wait", [](World& world) { world.queue_.wait(); }},
      {"confirm", [](World& world) { world.queue_.confirm(); }},
      {"confirm_again", [](World& world) { world.queue_.confirm_again(); }},
      {"confirm_forged", [](World& world) { world.queue_.confirm_forged(); }},
      {"release", [](World& world) { world.queue_.release(); }},
      {"park", [](World& world) { world.queue_.park(); }},
      {"unpark", [](World& world) { world.queue_.unpark(); }},
      {"redeliver", [](World& world) { world.queue_.redeliver(); }},
      {"apply_upload", [](World& world) { world.media_.apply(); }},
      {"put", [](World& world) { world.media_.put(); }},
      {"complete", [](World& world) { world.media_.complete(); }},
      {"commit_upload", [](World& world) { world.media_.commit(); }},
      {"ingest", [](World& world) { world.media_.ingest(); }},
      {"join", [](World& world) { world.media_.join(); }},
      {"delete_media", [](World& world) { world.media_.remove(); }},
      {"sweep", [](World& world) { world.media_.sweep(); }},
      {"start_task", [](World& world) { world.media_.start_task(); }},
      {"claim_task", [](World& world) { world.media_.claim(); }},
      {"report_task", [](World& world) { world.media_.report(); }},
      {"finish_task", [](World& world) { world.media_.finish(); }},
      {"cancel_task", [](World& world) { world.media_.cancel(); }},
      {"abort_task", [](World& world) { world.media_.abort(); }},
      {"store_media", [](World& world) { world.storage_.store(); }},
      {"move_storage", [](World& world) { world.storage_.move(); }},
      {"restore_media", [](World& world) { world.storage_.restore(); }},
      {"commit", [](World& world) { world.commit(); }},
      {"pass_a_moment", [](World& world) { world.pass_a_moment(); }},
      {"pass_a_lease", [](World& world) { world.pass_a_lease(); }},
      {"pass_hours", [](World& world) { world.pass_hours(); }},
      {"age", [](World& world) { world.age(); }},
      {"jump_clock", [](World& world) { world.jump_clock(); }},
      {"crash", [](World& world) { world.crash(); }},
      {"fill_disk", [](World& world) { world.fill_disk(); }},
      {"free_disk", [](World& world) { world.free_disk(); }},
      {"fail_sync", [](World& world) { world.fail_sync(); }},
      {"switch_mode", [](World& world) { world.switch_mode(); }},
      {"remove_url", [](World& world) { world.remove_url(); }},
  };
  return table;
}

bool World::is_operation(const std::string& word) {
  return std::ranges::find(operations(), word, &Operation::name) != operations().end();
}

World::World(const Scenario& scenario, std::uint64_t seed, const Bugs& bugs, SimulatedDatabase& database, Log& log)
    : stage_(scenario, seed, bugs, database, log), queue_(stage_), media_(stage_), storage_(stage_) {
  database.begin_seed(stage_.chance, bugs);
  stage_.receiver_failures = static_cast<std::uint64_t>(scenario.receiver_failures);
  for (const auto& [word, weight] : scenario.operations) {
    const auto operation = std::ranges::find(operations(), word, &Operation::name);
    VOD_CHECK(operation != operations().end());
    weights_ += weight;
    choices_.emplace_back(weights_, &*operation);
  }
}

// --- the frame

Outcome World::run() {
  Outcome outcome;
  try {
    set_up();
    const std::uint64_t steps = 1 + stage_.chance.below(static_cast<std::uint64_t>(stage_.scenario.steps));
    for (std::uint64_t step = 0; step < steps; ++step) {
      try {
        if (!stage_.run) start();
        act();
        if (!stage_.run) continue;
        pump();
        queue_.check_sleepers();
      } catch (const Crash&) {
        crash();
      }
    }
    settle();
  } catch (Violation& violation) {
    outcome.violation = std::move(violation);
    outcome.lines = stage_.trace.lines();
  }
  // Callbacks of what waits lead into the run.
  stage_.database.crash();
  stage_.run.reset();
  outcome.operations = stage_.trace.operations();
  outcome.trace_hash = stage_.trace.hash();
  outcome.crashes = crashes_;
  return outcome;
}

void World::set_up() {
  const Scenario& scenario = stage_.scenario;
  for (std::int64_t i = 0; i < scenario.pull_apps + scenario.push_apps; ++i) {
    App app;
    app.id = {first_app + static_cast<std::uint64_t>(i)};
    app.name = app.id.text();
    app.events.upload_switch = app.events.delete_switch = true;
    app.events.mode = i < scenario.pull_apps ? EventMode::pull : EventMode::push;
    app.events.notification_url = receiver_url + app.id.text();
    if (stage_.chance.percent(30)) app.events.sign_key = "key";
    VOD_CHECK(stage_.database.write([&](Transaction& tx) { return catalogue::insert_app(tx, app); }).has_value());
    (app.events.mode == EventMode::pull ? stage_.pull_apps : stage_.push_apps).push_back(app.id);
  }
  stage_.database.set_crash_percent(static_cast<std::uint64_t>(scenario.crash_percent));
}

void World::start() {
  stage_.run =
      std::make_unique<Run>(stage_.ground(), [this](const OutboundRequest& request) { return receive(request); });
  stage_.events.restarted();
  stage_.events.check_all();
  stage_.trace.add("started");
  // As the program does: it learns the time at its start, before any jump of this run.
  (void)stage_.run->event_retention().step(stage_.clock.monotonic_ms());
  pump();
}

void World::act() {
  const std::uint64_t pick = stage_.chance.below(weights_);
  const auto choice = std::ranges::upper_bound(choices_, pick, {}, [](const auto& entry) { return entry.first; });
  choice->second->perform(*this);
}

void World::pump() {
  for (int round = 0; round < pump_rounds_max; ++round) {
    const bool stepped = stage_.run->step();
    const bool served = queue_.serve_woken();
    if (!stepped && !served) {
      storage_.check();
      return;
    }
    // The writer's thread runs beside the others.
    if (stage_.chance.percent(30)) stage_.database.commit_some();
  }
  violated("I1 busy", "the server's threads never come to rest");
}

// --- time

void World::pass(std::int64_t ms) {
  const std::int64_t end_ms = stage_.clock.monotonic_ms() + ms;
  // Over long times threads are late: what looks around every few seconds would make a night last long here too.
  const std::int64_t stride_ms = std::max<std::int64_t>(1, ms / 50);
  while (stage_.clock.monotonic_ms() < end_ms) {
    const std::int64_t soonest_ms = std::min(stage_.clock.monotonic_ms() + stride_ms, end_ms);
    const std::int64_t next_ms = std::clamp(stage_.run->next_ms(), soonest_ms, end_ms);
    stage_.clock.advance(next_ms - stage_.clock.monotonic_ms());
    stage_.database.commit_all();
    pump();
  }
}

void World::commit() {
  stage_.trace.add("{} changes wait", stage_.database.waiting());
  stage_.database.commit_some();
}

void World::pass_a_moment() { pass(stage_.chance.between(1, 3'000)); }

void World::pass_a_lease() {
  // Around the end of leases of just now: 29.9, 30.0 and 30.1 s.
  constexpr std::array<std::int64_t, 4> spans_ms = {29'900, 29'999, 30'000, 30'100};
  const std::int64_t ms = spans_ms[stage_.chance.below(spans_ms.size())];
  stage_.trace.add("{} ms pass", ms);
  // Without the threads: they are late, and the calls come first.
  if (stage_.chance.percent(50)) {
    queue_.confirm_after(ms);
  } else {
    pass(ms);
  }
}

void World::pass_hours() {
  const std::int64_t hours = stage_.chance.between(1, 12);
  stage_.trace.add("{} hours pass", hours);
  pass(hours * 3'600'000);
}

void World::age() {
  const std::int64_t hours = stage_.chance.between(1, 40);
  stage_.trace.add("events age by {} hours", hours);
  pass(hours * 3'600'000);
  for (int window = 0; window < 3; ++window) {
    (void)stage_.run->event_retention().step(stage_.clock.monotonic_ms());
    pass(limits::event_look_ms);
  }
}

void World::jump_clock() {
  constexpr std::array<std::int64_t, 4> jumps_ms = {3'600'000, -3'600'000, 10LL * 365 * 86'400'000, 1'000};
  std::int64_t jump_ms = jumps_ms[stage_.chance.below(jumps_ms.size())];
  // To 1970, or no further back than that.
  constexpr std::int64_t first_day_ms = 86'400'000;
  if (stage_.chance.percent(10)) jump_ms = first_day_ms - stage_.clock.wall_ms();
  jump_ms = std::max(jump_ms, first_day_ms - stage_.clock.wall_ms());
  stage_.clock.jump_wall(jump_ms);
  stage_.events.wall_jumped();
  // It looks at the clock every ten seconds.
  if (stage_.run) (void)stage_.run->event_retention().step(stage_.clock.monotonic_ms());
  stage_.trace.add("the clock jumps by {} ms", jump_ms);
}

// --- faults

void World::crash() {
  ++crashes_;
  stage_.trace.add("the process dies; {} changes are lost", stage_.database.waiting());
  stage_.database.crash();
  queue_.crashed();
  media_.crashed();
  stage_.run.reset();
  stage_.events.crashed();
  // Down for a moment, or for a night.
  stage_.clock.advance(stage_.chance.percent(90) ? stage_.chance.between(1, 5'000)
                                                 : stage_.chance.between(1, 50'000'000));
}

void World::fill_disk() {
  stage_.database.set_full(true);
  stage_.trace.add("the disk is full");
}

void World::free_disk() {
  stage_.database.set_full(false);
  stage_.trace.add("the disk has room");
}

void World::fail_sync() {
  stage_.database.fail_next_sync();
  stage_.trace.add("the next sync fails");
}

void World::switch_mode() {
  const AppId app = stage_.any_app();
  const bool pulls = stage_.chance.percent(50);
  (void)stage_.database.write([&](Transaction& tx) -> Done {
    VOD_TRY(auto row, catalogue::find_app(tx, app));
    row->events.mode = pulls ? EventMode::pull : EventMode::push;
    return catalogue::update_app(tx, *row);
  });
  stage_.trace.add("app {} {}", app.text(), pulls ? "pulls" : "is called");
}

void World::remove_url() {
  const AppId app = stage_.any_app();
  const bool removes = stage_.chance.percent(50);
  (void)stage_.database.write([&](Transaction& tx) -> Done {
    VOD_TRY(auto row, catalogue::find_app(tx, app));
    row->events.notification_url = removes ? "" : receiver_url + app.text();
    return catalogue::update_app(tx, *row);
  });
  stage_.trace.add("app {} has {} URL", app.text(), removes ? "no" : "a");
}

// --- the receivers

testing::FakeOutbound::Answer World::receive(const OutboundRequest& request) {
  std::uint64_t sequence = 0;
  for (const auto& [name, value] : request.headers) {
    if (name == "webhook-id") sequence = parse_number<std::uint64_t>(value.substr(value.find('_') + 1)).value_or(0);
  }
  std::string body = request.body;
  // Sign and T are of the attempt, the rest is the event's.
  if (const auto sign = body.rfind(R"(,"Sign":")"); sign != std::string::npos) body = body.substr(0, sign) + "}";
  stage_.events.attempted(sequence, body);
  Chance& chance = stage_.chance;
  stage_.trace.add("event {} is sent", sequence);
  const std::int64_t after_ms = chance.between(0, 300);
  if (!chance.percent(stage_.receiver_failures)) {
    stage_.events.answered_with_success(sequence);
    return testing::answer(chance.percent(50) ? 200 : 204, "ok", {}, after_ms);
  }
  switch (chance.below(7)) {
    case 0:
      return testing::answer(500, "oops", {}, after_ms);
    case 1:
      return testing::answer(503, "", {{"retry-after", "7200"}}, after_ms);
    case 2:
      return testing::answer(429, "", {}, after_ms);
    case 3:
      return testing::answer(301, "", {{"location", "http://127.0.0.1/"}}, after_ms);
    case 4:
      return chance.percent(20) ? testing::answer(410, "", {}, after_ms) : testing::answer(404, "", {}, after_ms);
    case 5:
      return testing::failure(OutboundFailure::connect, "Nobody listens.", after_ms);
    default:
      return testing::answer(200, "too late", {}, 60'000);
  }
}

// --- the end

void World::settle_files() {
  if (stage_.blobs.count() == 0) return;
  for (int round = 0; round < 3; ++round) {
    stage_.clock.advance(2 * limits::sweep_grace_ms);
    media_.sweep();
  }
  media_.check_orphans();
}

void World::settle_storage() {
  if (!storage_.has_media()) return;
  // Threads are late by a stride or two, and a copy's days begin when the thread comes.
  constexpr std::int64_t late_ms = 12 * 3'600'000;
  pass(StorageClients::longest_ms() + late_ms);
  storage_.check_ended();
}

void World::settle() {
  Stage& stage = stage_;
  stage.trace.add("everything heals");
  stage.database.heal();
  stage.receiver_failures = 0;
  if (!stage.run || stage.database.write_failure()) {
    if (stage.run) crash();
    start();
  }
  stage.database.commit_all();
  media_.settle();
  settle_files();
  settle_storage();
  for (int round = 0; round < settle_rounds_max; ++round) {
    stage.database.commit_all();
    pump();
    const bool drained = queue_.drain();
    stage.database.commit_all();
    pump();
    queue_.check_sleepers();
    if (!drained && stage.events.open_events() == 0) {
      stage.events.check_all();
      return;
    }
    // For leases to end and for retries to come due; the last of those are hours away.
    pass(std::min<std::int64_t>(10'000LL << std::min(round, 12), 3'600'000));
  }
  violated("I1 stuck", "{} events are never delivered although everything works", stage.events.open_events());
}

}  // namespace vod::simulation
