// bench db: the writer's group commit with the shipped schema and the shipped way to write an event.
//
//   grouped_vs_serial  64 threads that each wait for their event to be durable, against one such thread
//   grouped_vs_bare    64 events in flight, each followed by the next when it is durable, against SQLite itself: a loop
//                      that inserts the same rows, 64 a transaction
//
// Usage: bench_db [--dir DIR] [--runs N] [--ms N] [--case NAME]; DIR lies on the disk that is measured.
#include <CLI/CLI.hpp>
#include <fmt/core.h>
#include <sqlite3.h>

#include <atomic>
#include <chrono>
#include <deque>
#include <filesystem>
#include <future>
#include <thread>

#include "backends/sqlite/sqlite.h"
#include "base/check.h"
#include "catalogue/apps.h"
#include "catalogue/events.h"
#include "catalogue/migrations.h"
#include "model/errors.h"
#include "report.h"

namespace vod::bench {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr int writers = 64;
constexpr std::size_t body_bytes = 1'200;  // A ProcedureStateChanged of two transcodes.

struct Plan {
  fs::path folder = fs::temp_directory_path() / "openvod-bench-db";
  int runs = 5;
  int run_ms = 1'500;
  std::string only;
};

const std::string& body() {
  static const std::string text =
      R"({"EventType":"ProcedureStateChanged","Filler":")" + std::string(body_bytes, 'x') + R"("})";
  return text;
}

template <class T>
T must(Result<T> result, std::string_view what) {
  if (result) return std::move(result).value();
  fmt::print(stderr, "{}: {}\n", what, message_of(result.error()));
  std::exit(1);
}

void must(const Done& result, std::string_view what) {
  if (result) return;
  fmt::print(stderr, "{}: {}\n", what, message_of(result.error()));
  std::exit(1);
}

fs::path fresh_folder(const Plan& plan) {
  fs::remove_all(plan.folder);
  fs::create_directories(plan.folder);
  return plan.folder;
}

std::unique_ptr<Database> open_shipped(const fs::path& file, Log& log, AppId app_id) {
  auto database = must(open_sqlite({.path = file}, log), "open");
  must(catalogue::migrate(*database, catalogue::migrations(), log), "migrate");
  App app;
  app.id = app_id;
  app.events.mode = EventMode::pull;
  must(database->write([&app](Transaction& tx) { return catalogue::insert_app(tx, app); }), "app");
  return database;
}

// The shipped database with one app, and the change that is measured: one event for that app.
class Subject {
 public:
  explicit Subject(const Plan& plan) : database_(open_shipped(fresh_folder(plan) / "openvod.db", *log_, draft_.app)) {}

  Database& database() { return *database_; }
  Done write_event(Transaction& tx) {
    VOD_TRY(catalogue::append_event(tx, bells_, draft_));
    return done();
  }

 private:
  const std::unique_ptr<Log> log_ = make_silent_log();
  const EventDraft draft_{.app = AppId{1'500'000'001},
                          .type = EventType::procedure_state_changed,
                          .file = FileId{5'285'890'784'246'869'930},
                          .task = TaskId{"1500000001-procedurev2-acd4af4d1c7c4d4da3b7a8c0b7f1d9e5t0"},
                          .created_ms = 1,
                          .body = body()};
  Bells bells_;
  std::unique_ptr<Database> database_;
};

double rate(std::int64_t events, Clock::time_point start) {
  return static_cast<double>(events) / std::chrono::duration<double>(Clock::now() - start).count();
}

// Events per second that `threads` threads write, each waiting for its event before the next.
double run_threads(const Plan& plan, int threads) {
  Subject subject(plan);
  std::atomic<bool> stop = false;
  std::atomic<std::int64_t> events = 0;
  std::vector<std::thread> crowd;
  const auto start = Clock::now();
  for (int i = 0; i < threads; ++i) {
    crowd.emplace_back([&] {
      while (!stop.load(std::memory_order_relaxed)) {
        must(subject.database().write([&](Transaction& tx) { return subject.write_event(tx); }), "write");
        events.fetch_add(1, std::memory_order_relaxed);
      }
    });
  }
  std::this_thread::sleep_for(std::chrono::milliseconds(plan.run_ms));
  stop = true;
  for (auto& thread : crowd) thread.join();
  return rate(events, start);
}

// Submits an event, and the next when it is durable, until the time is over.
struct Chain {
  Subject& subject;
  const Clock::time_point end;
  std::int64_t events = 0;
  std::promise<void> over;

  void next() {
    subject.database().submit([this](Transaction& tx) { return subject.write_event(tx); },
                              [this](Done result) {
                                must(result, "submit");
                                ++events;
                                Clock::now() < end ? next() : over.set_value();
                              });
  }
};

// Events per second with 64 of them in flight.
double run_in_flight(const Plan& plan) {
  Subject subject(plan);
  const auto start = Clock::now();
  std::deque<Chain> chains;
  for (int i = 0; i < writers; ++i) {
    chains.push_back({subject, start + std::chrono::milliseconds(plan.run_ms), 0, {}});
    chains.back().next();
  }
  std::int64_t events = 0;
  for (auto& chain : chains) {
    chain.over.get_future().get();
    events += chain.events;
  }
  return rate(events, start);
}

void bare(sqlite3* connection, const char* sql) {
  VOD_CHECK(sqlite3_exec(connection, sql, nullptr, nullptr, nullptr) == SQLITE_OK);
}

// Events per second of a loop over SQLite's own functions with the rows, indexes and batches of the 64 threads.
double run_bare(const Plan& plan) {
  const auto log = make_silent_log();
  const auto file = fresh_folder(plan) / "openvod.db";
  open_shipped(file, *log, AppId{1'500'000'001}).reset();
  sqlite3* connection = nullptr;
  VOD_CHECK(sqlite3_open(file.c_str(), &connection) == SQLITE_OK);
  bare(connection, "PRAGMA journal_mode = WAL");
  bare(connection, "PRAGMA synchronous = FULL");
  bare(connection, "PRAGMA secure_delete = OFF");
  sqlite3_stmt* insert = nullptr;
  VOD_CHECK(sqlite3_prepare_v2(connection,
                               "INSERT INTO events(sub_app_id, state, type, created_ms, file_id, task_id, body)"
                               " VALUES(?, 0, 4, 1, ?, ?, ?)",
                               -1, &insert, nullptr) == SQLITE_OK);
  std::int64_t events = 0;
  const auto start = Clock::now();
  while (Clock::now() - start < std::chrono::milliseconds(plan.run_ms)) {
    bare(connection, "BEGIN IMMEDIATE");
    for (int i = 0; i < writers; ++i) {
      sqlite3_bind_int64(insert, 1, 1'500'000'001);
      sqlite3_bind_int64(insert, 2, 5'285'890'784'246'869'930);
      sqlite3_bind_text(insert, 3, "1500000001-procedurev2-acd4af4d1c7c4d4da3b7a8c0b7f1d9e5t0", -1, SQLITE_STATIC);
      sqlite3_bind_text(insert, 4, body().data(), static_cast<int>(body().size()), SQLITE_STATIC);
      VOD_CHECK(sqlite3_step(insert) == SQLITE_DONE);
      sqlite3_reset(insert);
    }
    bare(connection, "COMMIT");
    events += writers;
  }
  const double answer = rate(events, start);
  sqlite3_finalize(insert);
  sqlite3_close(connection);
  return answer;
}

// Runs both sides of a case in turns and reports them.
template <class Ours, class Other>
void compare(const Plan& plan, Measurement measurement, const Ours& ours, const Other& other) {
  if (!plan.only.empty() && plan.only != measurement.name) return;
  for (int i = 0; i < plan.runs; ++i) {
    measurement.against_values.push_back(other());
    measurement.values.push_back(ours());
  }
  report(measurement);
}

void run(const Plan& plan) {
  compare(
      plan, {"db", "grouped_vs_serial", "events/s", {}, "one writer at a time", {}},
      [&] { return run_threads(plan, writers); }, [&] { return run_threads(plan, 1); });
  compare(
      plan, {"db", "grouped_vs_bare", "events/s", {}, "bare SQLite loop", {}}, [&] { return run_in_flight(plan); },
      [&] { return run_bare(plan); });
  fs::remove_all(plan.folder);
}

}  // namespace
}  // namespace vod::bench

int main(int argc, char** argv) {
  vod::bench::Plan plan;
  CLI::App app("Measures the embedded database.");
  app.add_option("--dir", plan.folder, "A folder of its own on the disk to measure; emptied");
  app.add_option("--runs", plan.runs, "Runs of each side")->check(CLI::Range(1, 100));
  app.add_option("--ms", plan.run_ms, "Length of one run")->check(CLI::Range(100, 60'000));
  app.add_option("--case", plan.only, "Only this case");
  CLI11_PARSE(app, argc, argv);
  vod::bench::run(plan);
  return 0;
}
