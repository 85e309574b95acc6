// The database on a disk with faults: full, failing, and cut off from power (failure modes F2 and F3).
#include <gtest/gtest.h>

#include <future>
#include <set>

#include "backends/sqlite/sqlite.h"
#include "model/errors.h"
#include "testing/fault_disk.h"

namespace vod {
namespace {

namespace fs = std::filesystem;

// Where the two copies of an event's worth of files go; in memory where the machine has one, for many power cuts.
fs::path make_folder() {
  const fs::path memory = "/dev/shm";
  auto name = ((fs::exists(memory) ? memory : fs::temp_directory_path()) / "openvod-faults-XXXXXX").string();
  return ::mkdtemp(name.data());
}

class SqliteFaultsTest : public testing::Test {
 protected:
  ~SqliteFaultsTest() override {
    database_.reset();
    fs::remove_all(folder_);
  }

  void open(SqliteOptions options = {}) {
    options.path = folder_ / "openvod.db";
    options.vfs = disk_.name();
    auto opened = open_sqlite(options, *log_);
    ASSERT_TRUE(opened) << opened.error().detail;
    database_ = std::move(opened).value();
    ASSERT_TRUE(database_->write([](Transaction& tx) -> Done {
      VOD_TRY(tx.run("CREATE TABLE IF NOT EXISTS notes (id INTEGER PRIMARY KEY, body TEXT)", {}));
      return done();
    }));
  }

  static Done insert_in(Transaction& tx, std::int64_t id, const std::string& body) {
    VOD_TRY(tx.run("INSERT INTO notes (id, body) VALUES ($1, $2)", {id, std::string_view(body)}));
    return done();
  }
  Done insert(std::int64_t id, std::size_t body_bytes = 1'000) {
    return database_->write(
        [id, body = std::string(body_bytes, 'x')](Transaction& tx) { return insert_in(tx, id, body); });
  }

  // Submits inserts of the ids [first, last) as one group; the writer is held until all wait. Gives those that were
  // acknowledged.
  std::set<std::int64_t> insert_group(std::int64_t first, std::int64_t last, std::size_t body_bytes) {
    std::promise<void> all_wait;
    std::promise<void> held;
    database_->submit(
        [&, began = false](Transaction&) mutable {
          if (!std::exchange(began, true)) {
            held.set_value();
            all_wait.get_future().get();
          }
          return done();
        },
        [](Done) {});
    held.get_future().get();
    std::set<std::int64_t> acknowledged;
    for (auto id = first; id < last; ++id) {
      database_->submit([id, body = std::string(body_bytes, 'x')](Transaction& tx) { return insert_in(tx, id, body); },
                        [&acknowledged, id](Done result) {
                          if (result) acknowledged.insert(id);
                        });
    }
    std::promise<void> over;
    database_->submit([](Transaction&) { return done(); }, [&over](Done) { over.set_value(); });
    all_wait.set_value();
    over.get_future().get();
    return acknowledged;
  }

  static std::set<std::int64_t> ids(Database& database) {
    std::set<std::int64_t> found;
    EXPECT_TRUE(database.read([&](ReadTransaction& tx) {
      return tx.query("SELECT id FROM notes", {}, [&](const SqlRow& row) { found.insert(row.integer(0)); });
    }));
    return found;
  }

  // What a server finds that starts after a power cut.
  std::set<std::int64_t> ids_after_cut(const fs::path& folder) {
    auto opened = open_sqlite({.path = folder / "openvod.db", .ballast_bytes = 0}, *log_);
    EXPECT_TRUE(opened) << opened.error().detail;
    if (!opened) return {};
    bool sound = false;
    EXPECT_TRUE(opened.value()->read([&](ReadTransaction& tx) {
      return tx.query("PRAGMA integrity_check", {}, [&](const SqlRow& row) { sound = row.text(0) == "ok"; });
    }));
    EXPECT_TRUE(sound);
    return ids(*opened.value());
  }

  fs::path cut(const std::string& name, std::optional<std::uint64_t> seed = {}) {
    const auto folder = folder_ / name;
    fs::create_directory(folder);
    disk_.save_after_cut(folder, seed);
    return folder;
  }

  fs::path folder_ = make_folder();
  std::unique_ptr<Log> log_ = make_silent_log();
  FaultDisk disk_{"faults"};
  std::unique_ptr<Database> database_;
};

TEST_F(SqliteFaultsTest, WaitingChangesShareOneSync) {
  open();
  const auto before = disk_.syncs();
  EXPECT_EQ(insert_group(0, 400, 100).size(), 400u);
  // The held one, the group, and the file of the log that may start over.
  EXPECT_LE(disk_.syncs() - before, 4u);
}

TEST_F(SqliteFaultsTest, AFullDiskRefusesAndRecoversWithoutARestart) {
  open({.ballast_bytes = 0});
  disk_.set_space(200'000);
  std::set<std::int64_t> acknowledged;
  std::int64_t id = 0;
  Done result = done();
  while ((result = insert(id)) && id < 10'000) acknowledged.insert(id++);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::resource_insufficient);
  EXPECT_FALSE(database_->write_failure());
  EXPECT_EQ(ids(*database_), acknowledged);

  disk_.set_space({});
  EXPECT_TRUE(insert(id));
  acknowledged.insert(id);
  EXPECT_EQ(ids(*database_), acknowledged);
  EXPECT_EQ(ids_after_cut(cut("cut")), acknowledged);
}

TEST_F(SqliteFaultsTest, AFullDiskInAGroupAcknowledgesNoLostMember) {
  open({.ballast_bytes = 0});
  disk_.set_space(1'000'000);
  const auto acknowledged = insert_group(0, 300, 10'000);
  EXPECT_FALSE(acknowledged.empty());
  EXPECT_LT(acknowledged.size(), 300u);
  EXPECT_EQ(ids(*database_), acknowledged);
  EXPECT_EQ(ids_after_cut(cut("cut")), acknowledged);
}

TEST_F(SqliteFaultsTest, AFullDiskInsideASavepointAcknowledgesNoLostMember) {
  open({.ballast_bytes = 0});
  // With hardly a cache the pages go to the disk while the members still run.
  ASSERT_TRUE(
      database_->write([](Transaction& tx) { return tx.query("PRAGMA cache_size = 10", {}, [](const SqlRow&) {}); }));
  disk_.set_space(1'000'000);
  const auto acknowledged = insert_group(0, 300, 10'000);
  EXPECT_FALSE(acknowledged.empty());
  EXPECT_LT(acknowledged.size(), 300u);
  EXPECT_EQ(ids(*database_), acknowledged);
  disk_.set_space({});
  EXPECT_EQ(insert_group(300, 400, 10'000).size(), 100u);
  EXPECT_EQ(ids(*database_).size(), acknowledged.size() + 100);
}

TEST_F(SqliteFaultsTest, TheBallastMakesRoomForLastWords) {
  open({.ballast_bytes = 1 << 20});
  const auto ballast = folder_ / "openvod.db.ballast";
  EXPECT_EQ(fs::file_size(ballast), 1u << 20);
  disk_.set_space(0);
  // More than the log has room for without growing.
  EXPECT_TRUE(insert(1, 100'000));
  EXPECT_FALSE(fs::exists(ballast));
  EXPECT_EQ(insert(2, 2 << 20).error().code, ErrorCode::resource_insufficient);
  EXPECT_TRUE(insert(3));
}

TEST_F(SqliteFaultsTest, AFullDiskAtTheStartGivesTheBallastUp) {
  open({.ballast_bytes = 1 << 20});
  ASSERT_TRUE(insert(1));
  database_.reset();
  disk_.set_space(0);
  open({.ballast_bytes = 1 << 20});
  EXPECT_EQ(ids(*database_), (std::set<std::int64_t>{1}));
}

TEST_F(SqliteFaultsTest, AFailedSyncIsFinalForWrites) {
  open({.ballast_bytes = 0});
  ASSERT_TRUE(insert(1));
  disk_.before_sync([once = false](std::string_view) mutable { return std::exchange(once, true); });
  EXPECT_TRUE(insert_group(10, 20, 100).empty());
  ASSERT_TRUE(database_->write_failure());
  EXPECT_EQ(database_->write_failure()->code, ErrorCode::database_failed);

  const auto before = disk_.syncs();
  EXPECT_EQ(insert(2).error().code, ErrorCode::database_failed);
  EXPECT_TRUE(ids(*database_).contains(1)) << "reads go on";
  database_.reset();
  EXPECT_EQ(disk_.syncs(), before) << "a sync that failed is never tried again";
  EXPECT_EQ(ids_after_cut(cut("cut")), (std::set<std::int64_t>{1}));
}

TEST_F(SqliteFaultsTest, AFailedWriteIsFinalForWrites) {
  open({.ballast_bytes = 0});
  ASSERT_TRUE(insert(1));
  disk_.before_write([once = false](std::string_view) mutable { return std::exchange(once, true); });
  EXPECT_EQ(insert(2).error().code, ErrorCode::database_failed);
  EXPECT_EQ(insert(3).error().code, ErrorCode::database_failed);
  EXPECT_TRUE(database_->write_failure());
  database_.reset();
  EXPECT_EQ(ids_after_cut(cut("cut")), (std::set<std::int64_t>{1}));
}

TEST_F(SqliteFaultsTest, AFailedSyncOfACheckpointIsFinalForWrites) {
  open({.wal_bytes_max = 64 << 10, .ballast_bytes = 0});
  disk_.before_sync([](std::string_view path) { return path.ends_with("-wal"); });
  std::set<std::int64_t> acknowledged;
  std::int64_t id = 0;
  while (id < 1'000 && insert(id)) acknowledged.insert(id++);
  EXPECT_LT(id, 1'000);
  EXPECT_TRUE(database_->write_failure());
  EXPECT_FALSE(insert(id));
  database_.reset();
  EXPECT_EQ(ids_after_cut(cut("cut")), acknowledged);
}

TEST_F(SqliteFaultsTest, FailuresDropTheEffectsOfTheirChanges) {
  open({.ballast_bytes = 0});
  disk_.before_sync([](std::string_view) { return false; });
  bool ran = false;
  EXPECT_FALSE(database_->write([&](Transaction& tx) -> Done {
    tx.on_commit([&ran] { ran = true; });
    return insert_in(tx, 1, "x");
  }));
  EXPECT_FALSE(ran);
}

// The power goes at each sync, just before it takes effect; some cuts tear what was not synced.
TEST_F(SqliteFaultsTest, APowerCutLosesOnlyWhatWasNotAcknowledged) {
  open({.wal_bytes_max = 256 << 10, .ballast_bytes = 0});
  struct Cut {
    fs::path folder;
    std::int64_t acknowledged;
  };
  std::mutex mutex;
  std::vector<Cut> cuts;
  std::atomic<std::int64_t> acknowledged = 0;
  disk_.before_sync([&](std::string_view) {
    const std::lock_guard lock(mutex);
    const auto before = acknowledged.load();
    const auto number = cuts.size();
    const auto seed = number % 2 == 0 ? std::optional<std::uint64_t>() : std::optional<std::uint64_t>(number);
    cuts.push_back({cut("cut" + std::to_string(number), seed), before});
    return true;
  });
  for (std::int64_t id = 1; id <= 150; ++id) {
    ASSERT_TRUE(insert(id, 6'000));
    acknowledged = id;
  }
  database_.reset();
  disk_.before_sync({});

  ASSERT_GT(cuts.size(), 150u);
  for (const auto& [folder, promised] : cuts) {
    const auto found = ids_after_cut(folder);
    EXPECT_GE(static_cast<std::int64_t>(found.size()), promised) << folder;
    EXPECT_LE(static_cast<std::int64_t>(found.size()), promised + 1) << folder;
    // Nothing is missing in between: the ids are 1, 2, 3 ... without a hole.
    EXPECT_EQ(found.empty() ? 0 : *found.rbegin(), static_cast<std::int64_t>(found.size())) << folder;
  }
}

}  // namespace
}  // namespace vod
