#include "engine/sweep.h"

#include "engine/test_objects.h"
#include "model/errors.h"
#include "model/limits.h"

namespace vod::engine {
namespace {

struct SweepTest : ObjectsStand {
  Sweep sweep{*database, blobs, objects, trash, clock, *log};

  /// Lets time pass and steps whenever the sweep wants to.
  void run_for(std::int64_t ms) {
    const std::int64_t end_ms = clock.monotonic_ms() + ms;
    while (clock.monotonic_ms() < end_ms) {
      const std::int64_t next_ms = sweep.step(clock.monotonic_ms());
      ASSERT_GT(next_ms, clock.monotonic_ms());
      clock.advance(next_ms - clock.monotonic_ms());
    }
  }
  /// A blob whose row was never written.
  BlobId orphan() { return bytes("orphan")->commit().value(); }
  bool is_there(const BlobId& blob) { return bool(blobs.stat(blob)); }
};

TEST_F(SweepTest, AnOrphanGoesAfterItsGrace) {
  const BlobId blob = orphan();
  run_for(limits::sweep_grace_ms - 2 * limits::sweep_round_ms);
  EXPECT_TRUE(is_there(blob));
  run_for(4 * limits::sweep_round_ms);
  EXPECT_FALSE(is_there(blob));
}

TEST_F(SweepTest, WhatARowNamesStays) {
  ASSERT_TRUE(put(path, "object"));
  seal("/11112222vodcq1500000001/3333444477/");
  const std::string other = "/11112222vodcq1500000001/3333444478/f0.mp4";
  const std::string upload = objects.initiate(uploader, other, "").value();
  ASSERT_TRUE(
      objects.put_part(uploader, objects.open_upload(other, upload).value(), 1, *bytes("part"), hashes_of("part")));
  run_for(limits::upload_session_ms / 2);
  EXPECT_EQ(blobs.count(), 2U);
  EXPECT_EQ(content(path), "object");
  EXPECT_TRUE(objects.complete(uploader, other, upload, {listed(1, "part")}));
}

TEST_F(SweepTest, ABlobThatGetsItsRowWithinTheGraceStays) {
  auto writer = bytes("slow");
  const BlobId blob = writer->commit().value();
  run_for(limits::sweep_grace_ms - 2 * limits::sweep_round_ms);
  catalogue::ObjectRow row;
  row.path = path;
  row.app = uploader.app;
  row.file = uploader.file;
  row.blob = blob;
  row.is_sealed = true;
  ASSERT_TRUE(database->write([&](Transaction& tx) { return catalogue::save_object(tx, row); }));
  run_for(5 * limits::sweep_grace_ms);
  EXPECT_TRUE(is_there(blob));
}

TEST_F(SweepTest, AJumpOfTheWallClockSweepsNothing) {
  const BlobId blob = orphan();
  const std::string upload = initiate();
  ASSERT_TRUE(put_part(upload, 1, "abc"));
  run_for(limits::sweep_round_ms);
  clock.jump_wall(10LL * 365 * 86'400'000);
  run_for(limits::sweep_round_ms);
  EXPECT_TRUE(is_there(blob));
  EXPECT_TRUE(complete(upload, {listed(1, "abc")}));
}

TEST_F(SweepTest, AnAbandonedUploadGoesWithItsParts) {
  const std::string upload = initiate();
  ASSERT_TRUE(put_part(upload, 1, "abc"));
  run_for(limits::upload_session_ms - 2 * limits::sweep_round_ms);
  EXPECT_TRUE(objects.open_upload(path, upload));
  run_for(4 * limits::sweep_round_ms);
  EXPECT_EQ(objects.open_upload(path, upload).error().code, ErrorCode::object_no_such_upload);
  EXPECT_EQ(blobs.count(), 0U);
}

TEST_F(SweepTest, ACompletedObjectThatWaitsForItsJoinKeepsItsParts) {
  const std::string upload = initiate();
  ASSERT_TRUE(put_part(upload, 1, "abc"));
  ASSERT_TRUE(put_part(upload, 2, "def"));
  ASSERT_TRUE(complete(upload, {listed(1, "abc"), listed(2, "def")}));
  seal("/11112222vodcq1500000001/3333444477/");
  run_for(3 * limits::upload_session_ms);
  EXPECT_EQ(content(path), "abcdef");
}

TEST_F(SweepTest, PartsOfADeletedObjectGo) {
  const std::string upload = initiate();
  ASSERT_TRUE(put_part(upload, 1, "abc"));
  ASSERT_TRUE(put_part(upload, 2, "def"));
  ASSERT_TRUE(complete(upload, {listed(1, "abc"), listed(2, "def")}));
  ASSERT_TRUE(database->write([&](Transaction& tx) { return catalogue::erase_object(tx, path); }));
  run_for(2 * limits::sweep_round_ms);
  EXPECT_EQ(blobs.count(), 0U);
  EXPECT_EQ(count("object_uploads"), 0);
}

TEST_F(SweepTest, AnObjectThatNobodyCommitsGoes) {
  ASSERT_TRUE(put(path, "never committed"));
  run_for(limits::abandoned_object_ms - 2 * limits::sweep_round_ms);
  EXPECT_TRUE(objects.find(path));
  run_for(4 * limits::sweep_round_ms);
  EXPECT_FALSE(objects.find(path));
  EXPECT_EQ(blobs.count(), 0U);
}

TEST_F(SweepTest, TheTrashIsEmptiedBetweenRounds) {
  sweep.step(clock.monotonic_ms());
  run_for(2 * limits::sweep_trash_ms);
  ASSERT_TRUE(put(path, "first"));
  ASSERT_TRUE(put(path, "second"));
  run_for(2 * limits::sweep_trash_ms);
  EXPECT_EQ(blobs.count(), 1U);
  EXPECT_EQ(content(path), "second");
}

TEST_F(SweepTest, ExpiredKeysGoAndOthersStay) {
  const auto add = [&](const std::string& id, std::int64_t in_ms) {
    catalogue::UploadCredentials credentials;
    credentials.secret_id = id;
    credentials.folder = "/" + id + "/";
    credentials.expires_ms = clock.wall_ms() + in_ms;
    ASSERT_TRUE(database->write([&](Transaction& tx) { return catalogue::add_credentials(tx, credentials); }));
  };
  add("short", 1'000);
  add("long", limits::upload_credentials_ms);
  run_for(2 * limits::sweep_round_ms);
  std::optional<catalogue::UploadCredentials> gone;
  std::optional<catalogue::UploadCredentials> kept;
  ASSERT_TRUE(database->read([&](ReadTransaction& tx) -> Done {
    VOD_TRY(gone, catalogue::find_credentials(tx, "short"));
    VOD_TRY(kept, catalogue::find_credentials(tx, "long"));
    return done();
  }));
  EXPECT_FALSE(gone);
  EXPECT_TRUE(kept);
}

TEST_F(SweepTest, EveryColumnThatNamesABlobIsAskedBeforeOneIsRemoved) {
  // A new table with a blob_id must be added to is_blob_named(), or the sweep would take its blobs for orphans.
  std::string tables;
  ASSERT_TRUE(database->read([&](ReadTransaction& tx) {
    return tx.query(
        "SELECT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table'"
        " AND c.name LIKE '%blob%' ORDER BY 1",
        {}, [&](const SqlRow& row) { tables += std::string(row.text(0)) + " "; });
  }));
  EXPECT_EQ(tables, "object_parts objects ");
}

}  // namespace
}  // namespace vod::engine
