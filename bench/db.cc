// bench db: the writer's group commit with the shipped schema and the shipped way to write an event.
//
//   grouped_vs_serial  64 threads that each wait for their event to be durable, against one such thread
//   grouped_vs_bare    the same 64 threads against SQLite itself: a loop that inserts the same rows, 64 a transaction
//
// Usage: bench_db [--dir DIR] [--runs N] [--ms N]; DIR lies on the disk that is measured.
#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <sqlite3.h>

#include <atomic>
#include <chrono>
#include <filesystem>
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

// Events per second that `threads` threads write, each waiting for its event before the next.
double run_ours(const Plan& plan, int threads) {
  const auto log = make_silent_log();
  const AppId app{1'500'000'001};
  auto database = open_shipped(fresh_folder(plan) / "openvod.db", *log, app);
  Bells bells;
  std::atomic<bool> stop = false;
  std::atomic<std::int64_t> events = 0;
  std::vector<std::thread> crowd;
  const auto start = Clock::now();
  for (int i = 0; i < threads; ++i) {
    crowd.emplace_back([&] {
      const EventDraft draft{.app = app,
                             .type = EventType::procedure_state_changed,
                             .file = FileId{5'285'890'784'246'869'930},
                             .task = TaskId{"1500000001-procedurev2-acd4af4d1c7c4d4da3b7a8c0b7f1d9e5t0"},
                             .created_ms = 1,
                             .body = body()};
      while (!stop.load(std::memory_order_relaxed)) {
        must(database->write([&](Transaction& tx) -> Done {
          VOD_TRY(catalogue::append_event(tx, bells, draft));
          return done();
        }),
             "write");
        events.fetch_add(1, std::memory_order_relaxed);
      }
    });
  }
  std::this_thread::sleep_for(std::chrono::milliseconds(plan.run_ms));
  stop = true;
  for (auto& thread : crowd) thread.join();
  const std::chrono::duration<double> taken = Clock::now() - start;
  return static_cast<double>(events) / taken.count();
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
  const std::chrono::duration<double> taken = Clock::now() - start;
  sqlite3_finalize(insert);
  sqlite3_close(connection);
  return static_cast<double>(events) / taken.count();
}

void run(const Plan& plan) {
  Measurement serial{"db", "grouped_vs_serial", "events/s", {}, "one writer at a time", {}};
  Measurement peer{"db", "grouped_vs_bare", "events/s", {}, "bare SQLite loop", {}};
  for (int i = 0; i < plan.runs; ++i) {
    serial.against_values.push_back(run_ours(plan, 1));
    serial.values.push_back(run_ours(plan, writers));
    peer.against_values.push_back(run_bare(plan));
    peer.values.push_back(run_ours(plan, writers));
  }
  fs::remove_all(plan.folder);
  report(serial);
  report(peer);
}

}  // namespace
}  // namespace vod::bench

int main(int argc, char** argv) {
  vod::bench::Plan plan;
  CLI::App app("Measures the embedded database.");
  app.add_option("--dir", plan.folder, "A folder of its own on the disk to measure; emptied");
  app.add_option("--runs", plan.runs, "Runs of each side")->check(CLI::Range(1, 100));
  app.add_option("--ms", plan.run_ms, "Length of one run")->check(CLI::Range(100, 60'000));
  CLI11_PARSE(app, argc, argv);
  vod::bench::run(plan);
  return 0;
}
