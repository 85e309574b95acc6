#include "main/data_backups.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <fstream>
#include <thread>

#include "backends/disk_blobs/disk_blobs.h"
#include "backends/sqlite/sqlite.h"
#include "base/text.h"
#include "catalogue/apps.h"
#include "catalogue/events.h"
#include "catalogue/meta.h"
#include "catalogue/migrate.h"
#include "catalogue/migrations.h"
#include "catalogue/objects.h"
#include "main/data_folder.h"
#include "main/restore.h"
#include "model/errors.h"

namespace vod {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

/// A data folder as a server has it, without the server.
class Data {
 public:
  explicit Data(const fs::path& path) : path_(path) {
    fs::create_directories(path);
    database = open_sqlite({.path = path / "openvod.db", .ballast_bytes = 0}, *log).value();
    EXPECT_TRUE(catalogue::migrate(*database, catalogue::migrations(), *log));
    blobs = DiskBlobs::open(path, random).value();
    backups = std::make_unique<DataBackups>(*database, trash, path, clock, random, bells, *log);
  }

  void add_app() {
    EXPECT_TRUE(database->write([](Transaction& tx) {
      App row;
      row.id = app;
      row.name = "main";
      row.events.mode = EventMode::pull;
      return catalogue::insert_app(tx, row);
    }));
  }
  // One stored file and its queued event, in one transaction as uploads do it.
  BlobId add_media(int number) {
    auto writer = blobs->create().value();
    const std::string body = "media " + std::to_string(number);
    EXPECT_TRUE(writer->write(bytes_of(body)));
    const BlobId blob = writer->commit().value();
    EXPECT_TRUE(database->write([&](Transaction& tx) -> Done {
      catalogue::ObjectRow row;
      row.path = "/" + std::to_string(number);
      row.app = app;
      row.blob = blob;
      row.size_bytes = body.size();
      VOD_TRY(catalogue::save_object(tx, row));
      EventDraft draft;
      draft.app = app;
      draft.type = EventType::pull_complete;
      draft.body = R"({"EventType":"PullComplete"})";
      VOD_TRY(catalogue::append_event(tx, bells, draft));
      return done();
    }));
    return blob;
  }
  std::int64_t count(const std::string& sql) const {
    std::int64_t answer = -1;
    EXPECT_TRUE(database->read(
        [&](ReadTransaction& tx) { return tx.query(sql, {}, [&](const SqlRow& row) { answer = row.integer(0); }); }));
    return answer;
  }

  static constexpr AppId app{7};
  std::unique_ptr<Log> log = make_silent_log();
  SystemClock clock;
  SystemRandom random;
  Bells bells;
  engine::BlobTrash trash;
  std::unique_ptr<Database> database;
  std::unique_ptr<DiskBlobs> blobs;
  std::unique_ptr<DataBackups> backups;

 private:
  fs::path path_;
};

class BackupTest : public ::testing::Test {
 protected:
  BackupTest() {
    auto name = (fs::temp_directory_path() / "openvod-backup-XXXXXX").string();
    folder_ = ::mkdtemp(name.data());
  }
  ~BackupTest() override { fs::remove_all(folder_); }

  Done restore(const fs::path& from, const fs::path& to) {
    return backup::restore(from, to, clock_.wall_ms(), random_, *log_, [](const backup::Progress&) { return true; });
  }
  static std::string text(const Done& result) { return result ? std::string() : message_of(result.error()); }

  fs::path folder_;
  std::unique_ptr<Log> log_ = make_silent_log();
  SystemClock clock_;
  SystemRandom random_;
};

TEST_F(BackupTest, UnderLoadItIsWholeAndComesBackWithEveryMediaAndQueuedEvent) {
  Data data(folder_ / "data");
  data.add_app();
  std::ofstream(folder_ / "data" / "root-key.json") << "{}";
  for (int i = 0; i < 50; ++i) data.add_media(i);
  ASSERT_TRUE(data.backups->start(folder_ / "copy"));
  std::atomic<bool> is_over = false;
  std::atomic<int> added = 50;
  std::thread uploads([&] {
    while (!is_over) data.add_media(added++);
  });
  data.backups->step();
  is_over = true;
  uploads.join();
  ASSERT_EQ(data.backups->state().status, BackupStatus::finished) << data.backups->state().message;
  EXPECT_GE(data.backups->state().blobs, 50U);
  EXPECT_FALSE(fs::exists(folder_ / "copy.partial"));

  const Done restored = restore(folder_ / "copy", folder_ / "again");
  ASSERT_TRUE(restored) << text(restored);
  const Data again(folder_ / "again");
  const auto objects = again.count("SELECT COUNT(*) FROM objects");
  EXPECT_GE(objects, 50);
  EXPECT_EQ(again.count("SELECT COUNT(*) FROM events WHERE state = 0"), objects);
  std::vector<catalogue::NamedBlob> named;
  ASSERT_TRUE(again.database->read([&](ReadTransaction& tx) -> Done {
    VOD_TRY(named, catalogue::named_blobs(tx, {}, 100'000));
    return done();
  }));
  for (const auto& blob : named) EXPECT_EQ(again.blobs->stat(blob.id).value().size_bytes, blob.size_bytes);
  EXPECT_TRUE(fs::exists(folder_ / "again" / "root-key.json"));
}

TEST_F(BackupTest, EventsAfterARestoreHaveNumbersThatWereNeverGiven) {
  Data data(folder_ / "data");
  data.add_app();
  data.add_media(1);
  ASSERT_TRUE(data.backups->start(folder_ / "copy"));
  data.backups->step();
  for (int i = 2; i < 10; ++i) data.add_media(i);
  ASSERT_TRUE(restore(folder_ / "copy", folder_ / "again"));
  Data again(folder_ / "again");
  again.add_media(100);
  EXPECT_GT(again.count("SELECT MAX(seq) FROM events"), data.count("SELECT MAX(seq) FROM events"));
  EXPECT_EQ(again.count("SELECT COUNT(*) FROM events WHERE sub_app_id = 7"), 2);
}

TEST_F(BackupTest, HandlesOfTheServerThatItComesFromAreVoidAfterARestore) {
  Data data(folder_ / "data");
  ASSERT_TRUE(
      data.database->write([](Transaction& tx) { return catalogue::put_meta(tx, catalogue::handle_key_name, "key"); }));
  ASSERT_TRUE(data.backups->start(folder_ / "copy"));
  data.backups->step();
  ASSERT_TRUE(restore(folder_ / "copy", folder_ / "again"));
  Data again(folder_ / "again");
  EXPECT_EQ(data.count("SELECT COUNT(*) FROM meta WHERE name = 'queue.handle_key'"), 1);
  EXPECT_EQ(again.count("SELECT COUNT(*) FROM meta WHERE name = 'queue.handle_key'"), 0);
}

TEST_F(BackupTest, NothingThatItsRowsNameIsSweptMeanwhile) {
  engine::BlobTrash trash;
  trash.add({{"a"}, {"b"}});
  {
    const engine::BlobTrash::Hold hold(trash);
    EXPECT_TRUE(trash.take(10).empty());
  }
  EXPECT_EQ(trash.take(10).size(), 2U);
}

TEST_F(BackupTest, AMissingBlobFailsItByName) {
  Data data(folder_ / "data");
  data.add_app();
  const BlobId blob = data.add_media(1);
  ASSERT_TRUE(data.blobs->remove(blob));
  ASSERT_TRUE(data.backups->start(folder_ / "copy"));
  data.backups->step();
  EXPECT_EQ(data.backups->state().status, BackupStatus::failed);
  EXPECT_THAT(data.backups->state().message, HasSubstr(blob.value));
  EXPECT_FALSE(fs::exists(folder_ / "copy"));
}

TEST_F(BackupTest, AStoppedOneLeavesNoBackup) {
  Data data(folder_ / "data");
  data.add_app();
  data.add_media(1);
  ASSERT_TRUE(data.backups->start(folder_ / "copy"));
  data.backups->stop();
  data.backups->step();
  EXPECT_EQ(data.backups->state().status, BackupStatus::failed);
  EXPECT_FALSE(fs::exists(folder_ / "copy"));
}

TEST_F(BackupTest, OnlyANewFolderWillDo) {
  Data data(folder_ / "data");
  for (const fs::path& path : {fs::path("relative"), folder_, folder_ / "no" / "copy"}) {
    const Done begun = data.backups->start(path);
    ASSERT_FALSE(begun) << path;
    EXPECT_EQ(begun.error().code, ErrorCode::invalid_parameter_value);
  }
  fs::create_directories(folder_ / "copy.partial");
  EXPECT_THAT(text(data.backups->start(folder_ / "copy")), HasSubstr("interrupted"));
}

TEST_F(BackupTest, RestoreRefusesWhatIsNoWholeBackupAndAFolderInUse) {
  Data data(folder_ / "data");
  data.add_app();
  data.add_media(1);
  ASSERT_TRUE(data.backups->start(folder_ / "copy"));
  data.backups->step();
  EXPECT_THAT(text(restore(folder_ / "nothing", folder_ / "again")), HasSubstr("is no folder"));
  EXPECT_THAT(text(restore(folder_ / "data", folder_ / "again")), HasSubstr("no backup of openvod"));
  EXPECT_THAT(text(restore(folder_ / "copy", folder_ / "data")), HasSubstr("is not empty"));
  fs::create_directories(folder_ / "half.partial");
  EXPECT_THAT(text(restore(folder_ / "half.partial", folder_ / "again")), HasSubstr("interrupted backup"));

  Settings settings;
  settings.data = (folder_ / "used").string();
  const auto server = DataFolder::take(settings, random_);
  EXPECT_THAT(text(restore(folder_ / "copy", folder_ / "used")), HasSubstr("another openvod runs"));
}

TEST_F(BackupTest, AnInterruptedRestoreKeepsServersAwayAndIsBegunAnew) {
  Data data(folder_ / "data");
  data.add_app();
  data.add_media(1);
  ASSERT_TRUE(data.backups->start(folder_ / "copy"));
  data.backups->step();
  const fs::path again = folder_ / "again";
  EXPECT_FALSE(
      backup::restore(folder_ / "copy", again, 1, random_, *log_, [](const backup::Progress&) { return false; }));
  Settings settings;
  settings.data = again.string();
  const auto refused = DataFolder::take(settings, random_);
  ASSERT_FALSE(refused);
  EXPECT_THAT(message_of(refused.error()), HasSubstr("openvod restore again"));
  EXPECT_TRUE(restore(folder_ / "copy", again));
  EXPECT_TRUE(DataFolder::take(settings, random_));
}

}  // namespace
}  // namespace vod
