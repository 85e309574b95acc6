#include "embedded.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <future>

#include "backends/sqlite/sqlite.h"
#include "base/clock.h"
#include "base/random.h"
#include "catalogue/apps.h"
#include "catalogue/events.h"
#include "catalogue/media.h"
#include "catalogue/migrations.h"
#include "cycle.h"
#include "delivery/queue.h"
#include "model/limits.h"

namespace vod::bench {
namespace {

constexpr FileId first_file{5'285'890'784'246'869'930};
constexpr int media_count = 10'000;

// A fresh database with its queue.
struct Subject {
  explicit Subject(const Plan& plan)
      : database(create_database(plan.fresh("embedded") / "openvod.db", bench_app_row(EventMode::pull), *log)) {}

  Done publish(Transaction& tx) {
    VOD_TRY(catalogue::append_event(tx, bells, draft));
    return done();
  }

  const std::unique_ptr<Log> log = make_silent_log();
  const EventDraft draft = bench_draft();
  Bells bells;
  SystemClock clock;
  SystemRandom random;
  std::unique_ptr<Database> database;
};

SteadyClock::time_point end_of(const Plan& plan) { return SteadyClock::now() + milliseconds(plan.run_ms); }

Media media_row(int number) {
  Media media;
  media.app = bench_app;
  media.id = {first_file.value + static_cast<std::uint64_t>(number)};
  media.name = "film " + std::to_string(number);
  media.type = "mp4";
  media.category = "Video";
  media.path = "/00000000vodcq1500000001/" + media.id.text() + "/a.mp4";
  media.created_ms = number;
  return media;
}

void insert_media(Database& database) {
  constexpr int at_once = 100;
  for (int first = 0; first < media_count; first += at_once) {
    must(database.write([first](Transaction& tx) -> Done {
      for (int number = first; number < first + at_once; ++number) {
        VOD_TRY(catalogue::insert_media(tx, media_row(number)));
      }
      return done();
    }),
         "media");
  }
}

// Pulls and confirms until all is confirmed; waits for the bell where there is nothing, as a call over HTTP does.
void consume(EmbeddedQueue& queue, Bells& bells, Tally& tally) {
  while (!tally.is_over()) {
    const auto events = must(queue.pull(bench_app, {}), "pull");
    if (events.empty()) {
      auto rung = std::make_shared<std::promise<void>>();
      auto wait = rung->get_future();
      const auto ticket = bells.wait(Queue::bell(bench_app), [rung] { rung->set_value(); });
      (void)wait.wait_for(milliseconds(2));
      bells.cancel(ticket);
      continue;
    }
    std::vector<std::string> handles;
    for (const PulledEvent& event : events) handles.push_back(event.handle);
    must(queue.confirm(bench_app, handles), "confirm");
    tally.confirmed += static_cast<std::int64_t>(handles.size());
  }
}

}  // namespace

EventDraft bench_draft() {
  EventDraft draft;
  draft.app = bench_app;
  draft.type = EventType::procedure_state_changed;
  draft.file = first_file;
  draft.task = TaskId{"1500000001-procedurev2-acd4af4d1c7c4d4da3b7a8c0b7f1d9e5t0"};
  draft.created_ms = SystemClock().wall_ms();
  draft.body = event_body();
  return draft;
}

App bench_app_row(EventMode mode, const std::string& url) {
  App app;
  app.id = bench_app;
  app.events.mode = mode;
  app.events.notification_url = url;
  return app;
}

std::unique_ptr<Database> create_database(const fs::path& file, const App& app, Log& log) {
  auto database = must(open_sqlite({.path = file}, log), "open");
  must(catalogue::migrate(*database, catalogue::migrations(), log), "migrate");
  must(database->write([&app](Transaction& tx) { return catalogue::insert_app(tx, app); }), "app");
  return database;
}

void fill(Database& database, std::uint64_t events) {
  constexpr std::uint64_t at_once = 400;
  Bells bells;
  EventDraft draft = bench_draft();
  std::uint64_t written = 0;
  while (written < events) {
    const std::uint64_t count = std::min(at_once, events - written);
    must(database.write([&](Transaction& tx) -> Done {
      for (std::uint64_t i = 0; i < count; ++i) {
        draft.task = TaskId{"1500000001-procedurev2-" + std::to_string(written + i)};
        VOD_TRY(catalogue::append_event(tx, bells, draft));
      }
      return done();
    }),
         "fill");
    written += count;
  }
}

double publish_per_second(const Plan& plan) {
  Subject subject(plan);
  const auto start = SteadyClock::now();
  const auto events =
      keep_in_flight(*subject.database, [&](Transaction& tx) { return subject.publish(tx); }, end_of(plan));
  return static_cast<double>(events) / seconds_since(start);
}

double changes_per_second(const Plan& plan) {
  Subject subject(plan);
  insert_media(*subject.database);
  std::int64_t turn = 0;
  const auto change = [&](Transaction& tx) -> Done {
    Media media = media_row(static_cast<int>(turn++ % media_count));
    media.updated_ms = turn;
    VOD_TRY(catalogue::update_media(tx, media));
    return subject.publish(tx);
  };
  const auto start = SteadyClock::now();
  const auto changes = keep_in_flight(*subject.database, change, end_of(plan));
  return static_cast<double>(changes) / seconds_since(start);
}

double embedded_cycles_per_second(const Plan& plan) {
  Subject subject(plan);
  const auto queue =
      must(EmbeddedQueue::open(*subject.database, subject.bells, subject.clock, subject.random, *subject.log), "queue");
  return cycles_per_second(
      [&] {
        return keep_in_flight(*subject.database, [&](Transaction& tx) { return subject.publish(tx); }, end_of(plan));
      },
      [&](int, Tally& tally) { consume(*queue, subject.bells, tally); });
}

double log_appends_per_second(const Plan& plan) {
  const fs::path file = plan.fresh("log") / "log";
  const int log = ::open(file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  must(log >= 0, file.string(), "can't be made");
  std::string group;
  for (int i = 0; i < in_flight; ++i) group += event_body();
  std::int64_t events = 0;
  const auto start = SteadyClock::now();
  const auto end = end_of(plan);
  while (SteadyClock::now() < end) {
    must(::write(log, group.data(), group.size()) == static_cast<ssize_t>(group.size()), file.string(), "short write");
    must(::fdatasync(log) == 0, file.string(), "can't be synced");
    events += in_flight;
  }
  const double rate = static_cast<double>(events) / seconds_since(start);
  ::close(log);
  return rate;
}

}  // namespace vod::bench
