#include "backends/sqlite/sqlite.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <fstream>
#include <thread>

#include "model/errors.h"

namespace vod {
namespace {

namespace fs = std::filesystem;

class SqliteTest : public testing::Test {
 protected:
  SqliteTest() {
    auto name = (fs::temp_directory_path() / "openvod-sqlite-XXXXXX").string();
    folder_ = ::mkdtemp(name.data());
  }
  ~SqliteTest() override { fs::remove_all(folder_); }

  fs::path path() const { return folder_ / "openvod.db"; }

  Result<std::unique_ptr<Database>> open(SqliteOptions options = {}) {
    options.path = path();
    options.ballast_bytes = 0;
    return open_sqlite(options, *log_);
  }

  static Done insert(Database& database, std::string_view body) {
    return database.write([body](Transaction& tx) -> Done {
      VOD_TRY(tx.run("CREATE TABLE IF NOT EXISTS notes (id INTEGER PRIMARY KEY, body TEXT)", {}));
      VOD_TRY(tx.run("INSERT INTO notes (body) VALUES ($1)", {body}));
      return done();
    });
  }

  static std::string ask(Database& database, std::string_view sql) {
    std::string answer;
    const auto result = database.read(
        [&](ReadTransaction& tx) { return tx.query(sql, {}, [&](const SqlRow& row) { answer = row.text(0); }); });
    return result ? answer : "failed: " + result.error().detail;
  }

  static void spill(const fs::path& file, std::string_view content) {
    std::ofstream(file, std::ios::binary) << content;
  }
  static std::string slurp(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(in), {});
  }

  fs::path folder_;
  std::unique_ptr<Log> log_ = make_silent_log();
};

TEST_F(SqliteTest, RowsAreThereAfterClosingAndOpening) {
  {
    auto database = open();
    ASSERT_TRUE(database);
    ASSERT_TRUE(insert(*database.value(), "kept"));
  }
  auto database = open();
  ASSERT_TRUE(database);
  EXPECT_EQ(ask(*database.value(), "SELECT body FROM notes"), "kept");
}

TEST_F(SqliteTest, ClosingLeavesOneWholeFile) {
  {
    auto database = open();
    ASSERT_TRUE(database);
    ASSERT_TRUE(insert(*database.value(), "kept"));
    EXPECT_EQ(ask(*database.value(), "SELECT body FROM notes"), "kept");
    EXPECT_TRUE(fs::exists(path().string() + "-wal"));
  }
  EXPECT_FALSE(fs::exists(path().string() + "-wal"));
  EXPECT_NE(slurp(path()).find("kept"), std::string::npos);
}

TEST_F(SqliteTest, TheFileIsSetUpAsTheDesignSays) {
  auto database = open();
  ASSERT_TRUE(database);
  ASSERT_TRUE(insert(*database.value(), "x"));
  EXPECT_EQ(ask(*database.value(), "PRAGMA journal_mode"), "wal");
  EXPECT_EQ(ask(*database.value(), "PRAGMA auto_vacuum"), "2");
  EXPECT_EQ(ask(*database.value(), "PRAGMA foreign_keys"), "1");
  EXPECT_EQ(ask(*database.value(), "PRAGMA secure_delete"), "0");
}

TEST_F(SqliteTest, OnlyTheOwnerCanReadTheFiles) {
  auto database = open();
  ASSERT_TRUE(database);
  ASSERT_TRUE(insert(*database.value(), "secret"));
  for (const auto& entry : fs::directory_iterator(folder_)) {
    EXPECT_EQ(entry.status().permissions() & fs::perms::all, fs::perms::owner_read | fs::perms::owner_write)
        << entry.path();
  }
}

TEST_F(SqliteTest, AnEphemeralDatabaseLeavesNothing) {
  fs::path file;
  {
    auto database = open_sqlite({.ephemeral = true}, *log_);
    ASSERT_TRUE(database);
    file = ask(*database.value(), "SELECT file FROM pragma_database_list");
    EXPECT_TRUE(fs::exists(file));
  }
  EXPECT_FALSE(fs::exists(file.parent_path()));
}

TEST_F(SqliteTest, WhatIsNoDatabaseIsRefusedByNameAndKept) {
  const std::string content(8'192, 'x');
  spill(path(), content);
  const auto database = open();
  ASSERT_FALSE(database);
  EXPECT_EQ(database.error().code, ErrorCode::database_failed);
  EXPECT_NE(database.error().detail.find(path().string()), std::string::npos) << database.error().detail;
  EXPECT_EQ(slurp(path()), content);
}

TEST_F(SqliteTest, ATruncatedDatabaseIsRefusedAndKept) {
  {
    auto database = open();
    ASSERT_TRUE(database);
    ASSERT_TRUE(insert(*database.value(), std::string(100'000, 'x')));
  }
  fs::resize_file(path(), 8'192);
  const auto database = open();
  ASSERT_FALSE(database);
  EXPECT_EQ(database.error().code, ErrorCode::database_failed);
  EXPECT_EQ(fs::file_size(path()), 8'192u);
}

TEST_F(SqliteTest, ALogWithoutItsDatabaseIsRefusedAndKept) {
  const auto log = fs::path(path().string() + "-wal");
  spill(log, "the last changes");
  const auto database = open();
  ASSERT_FALSE(database);
  EXPECT_EQ(database.error().code, ErrorCode::database_failed);
  EXPECT_EQ(slurp(log), "the last changes");
}

TEST_F(SqliteTest, AFolderThatIsNotThereIsNamed) {
  const auto database = open_sqlite({.path = folder_ / "nowhere" / "openvod.db"}, *log_);
  ASSERT_FALSE(database);
  EXPECT_EQ(database.error().subject, (folder_ / "nowhere" / "openvod.db").string());
}

TEST_F(SqliteTest, ALongReadIsStopped) {
  auto database = open({.read_ms_max = 30});
  ASSERT_TRUE(database);
  constexpr auto endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n";
  const auto result =
      database.value()->read([&](ReadTransaction& tx) { return tx.query(endless, {}, [](const SqlRow&) {}); });
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::resource_unavailable);
  EXPECT_EQ(ask(*database.value(), "SELECT 'alive'"), "alive");
}

TEST_F(SqliteTest, TheLogStartsOverWhenItReachesItsLimit) {
  constexpr std::uint64_t limit = 1 << 20;
  auto database = open({.wal_bytes_max = limit});
  ASSERT_TRUE(database);
  const std::string body(20'000, 'x');
  for (int i = 0; i < 300; ++i) ASSERT_TRUE(insert(*database.value(), body));
  EXPECT_LT(fs::file_size(path().string() + "-wal"), 2 * limit);
  EXPECT_EQ(ask(*database.value(), "SELECT count(*) FROM notes"), "300");
}

TEST_F(SqliteTest, TheLogStaysBoundedWhileManyWriteAndRead) {
  constexpr std::uint64_t limit = 1 << 20;
  constexpr std::size_t body_bytes = 20'000;
  auto database = open({.wal_bytes_max = limit});
  ASSERT_TRUE(database);
  const std::string body(body_bytes, 'x');
  ASSERT_TRUE(insert(*database.value(), body));
  constexpr int writers = 8;
  constexpr int changes = 60;
  std::atomic<int> writing = writers;
  std::atomic<std::uintmax_t> longest = 0;
  std::vector<std::thread> crowd;
  for (int i = 0; i < writers; ++i) {
    crowd.emplace_back([&] {
      for (int n = 0; n < changes; ++n) EXPECT_TRUE(insert(*database.value(), body));
      --writing;
    });
  }
  for (int i = 0; i < 2; ++i) {
    crowd.emplace_back([&] {
      while (writing > 0) {
        EXPECT_NE(ask(*database.value(), "SELECT count(*) FROM notes"), "");
        longest = std::max(longest.load(), fs::file_size(path().string() + "-wal"));
      }
    });
  }
  for (auto& thread : crowd) thread.join();
  // A group may stand on top of the limit, and readers in the way cost a quarter of it each time. All of it is 10 MB.
  EXPECT_LT(longest, 3 * limit);
}

TEST_F(SqliteTest, TheSpaceOfDeletedRowsGoesBackToTheDisk) {
  constexpr int rows = 200;
  std::uintmax_t full_bytes = 0;
  {
    auto database = open({.free_bytes_kept = 0});
    ASSERT_TRUE(database);
    for (int i = 0; i < rows; ++i) ASSERT_TRUE(insert(*database.value(), std::string(20'000, 'x')));
    ASSERT_EQ(ask(*database.value(), "PRAGMA freelist_count"), "0");
    full_bytes = 4'096 * std::stoull(ask(*database.value(), "PRAGMA page_count"));
    ASSERT_TRUE(database.value()->write([](Transaction& tx) -> Done {
      VOD_TRY(tx.run("DELETE FROM notes", {}));
      return done();
    }));
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(30);
    while (ask(*database.value(), "PRAGMA freelist_count") != "0" && std::chrono::steady_clock::now() < end) {
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    EXPECT_EQ(ask(*database.value(), "PRAGMA freelist_count"), "0");
    EXPECT_EQ(ask(*database.value(), "PRAGMA integrity_check"), "ok");
  }
  EXPECT_LT(fs::file_size(path()), full_bytes / 10);
}

TEST_F(SqliteTest, SpaceIsKeptForTheNextRows) {
  auto database = open();
  ASSERT_TRUE(database);
  for (int i = 0; i < 20; ++i) ASSERT_TRUE(insert(*database.value(), std::string(20'000, 'x')));
  const auto pages = ask(*database.value(), "PRAGMA page_count");
  ASSERT_TRUE(database.value()->write([](Transaction& tx) -> Done {
    VOD_TRY(tx.run("DELETE FROM notes", {}));
    return done();
  }));
  // Longer than the rest before a step.
  std::this_thread::sleep_for(std::chrono::milliseconds(300));
  EXPECT_EQ(ask(*database.value(), "PRAGMA page_count"), pages);
}

TEST_F(SqliteTest, ManyDifferentStatementsDoNotPileUp) {
  auto database = open();
  ASSERT_TRUE(database);
  const auto statements = static_cast<int>(2 * limits::statements_cached_max);
  for (int i = 0; i < statements; ++i) {
    EXPECT_EQ(ask(*database.value(), fmt::format("SELECT {} + 1", i)), std::to_string(i + 1));
  }
}

TEST_F(SqliteTest, AForeignKeyThatIsBrokenAtTheCommitFailsItsChangeAlone) {
  auto database = open();
  ASSERT_TRUE(database);
  ASSERT_TRUE(database.value()->write([](Transaction& tx) -> Done {
    VOD_TRY(tx.run("CREATE TABLE parents (id INTEGER PRIMARY KEY)", {}));
    VOD_TRY(
        tx.run("CREATE TABLE children (id INTEGER PRIMARY KEY, parent INTEGER NOT NULL REFERENCES parents(id)"
               " DEFERRABLE INITIALLY DEFERRED)",
               {}));
    VOD_TRY(tx.run("INSERT INTO parents (id) VALUES (1)", {}));
    return done();
  }));
  std::vector<bool> results;
  for (const std::int64_t parent : {1, 2, 1}) {
    database.value()->submit(
        [parent](Transaction& tx) -> Done {
          VOD_TRY(tx.run("INSERT INTO children (parent) VALUES ($1)", {parent}));
          return done();
        },
        [&results](Done result) { results.push_back(result.has_value()); });
  }
  ASSERT_TRUE(database.value()->write([](Transaction&) { return done(); }));
  EXPECT_EQ(results, (std::vector<bool>{true, false, true}));
  EXPECT_EQ(ask(*database.value(), "SELECT count(*) FROM children"), "2");
}

}  // namespace
}  // namespace vod
