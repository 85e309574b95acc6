#include "engine/objects.h"

#include "engine/test_objects.h"
#include "model/errors.h"
#include "model/limits.h"

namespace vod::engine {
namespace {

struct ObjectsTest : ObjectsStand {};

TEST_F(ObjectsTest, APutObjectCanBeRead) {
  const auto object = put(path, "0123456789").value();
  EXPECT_EQ(object.etag, to_hex(md5("0123456789")));
  EXPECT_EQ(objects.find(path).value(), object);
  EXPECT_EQ(content(path), "0123456789");
  EXPECT_EQ(content(path, 3, 4), "3456");
}

TEST_F(ObjectsTest, AnotherPutReplacesTheObjectAndItsBytes) {
  ASSERT_TRUE(put(path, "first"));
  ASSERT_TRUE(put(path, "second"));
  EXPECT_EQ(content(path), "second");
  empty_trash();
  EXPECT_EQ(blobs.count(), 1U);
  EXPECT_EQ(content(path), "second");
}

TEST_F(ObjectsTest, PartsInAnyOrderBecomeOneObject) {
  const std::string upload = initiate();
  ASSERT_TRUE(put_part(upload, 3, "ghi"));
  ASSERT_TRUE(put_part(upload, 1, "abc"));
  ASSERT_TRUE(put_part(upload, 2, "def"));
  const auto object = complete(upload, {listed(1, "abc"), listed(2, "def"), listed(3, "ghi")}).value();
  EXPECT_EQ(object.size_bytes, 9U);
  EXPECT_EQ(object.crc64, crc64(bytes_of("abcdefghi")));
  EXPECT_TRUE(object.etag.ends_with("-3"));
  EXPECT_EQ(content(path), "abcdefghi");
  EXPECT_EQ(content(path, 2, 5), "cdefg");
  EXPECT_EQ(content(path, 3, 3), "def");
}

TEST_F(ObjectsTest, JoiningKeepsTheBytesAndDropsTheParts) {
  const std::string upload = initiate();
  ASSERT_TRUE(put_part(upload, 1, "abc"));
  ASSERT_TRUE(put_part(upload, 7, "def"));
  const auto before = complete(upload, {listed(1, "abc"), listed(7, "def")}).value();
  const BlobId blob = objects.join(path).value();
  empty_trash();
  const auto after = objects.find(path).value();
  EXPECT_EQ(after.blob, blob);
  EXPECT_EQ(after.crc64, before.crc64);
  EXPECT_EQ(after.etag, before.etag);
  EXPECT_EQ(content(path, 2, 2), "cd");
  EXPECT_EQ(blobs.count(), 1U);
  EXPECT_EQ(count("object_parts"), 0);
  EXPECT_EQ(count("object_uploads"), 0);
  EXPECT_EQ(objects.join(path).value(), blob);
}

TEST_F(ObjectsTest, AReaderOfPartsIsNotDisturbedByTheJoin) {
  const std::string upload = initiate();
  ASSERT_TRUE(put_part(upload, 1, "abc"));
  ASSERT_TRUE(put_part(upload, 2, "def"));
  const auto object = complete(upload, {listed(1, "abc"), listed(2, "def")}).value();
  auto body = objects.body(object, 0, 6).value();
  ASSERT_TRUE(objects.join(path));
  empty_trash();
  EXPECT_EQ(read(*body), "abcdef");
  body.reset();
  ASSERT_TRUE(objects.remove_parts(upload));
  empty_trash();
  EXPECT_EQ(blobs.count(), 1U);
}

TEST_F(ObjectsTest, ARowFromBeforeTheJoinIsRefusedSoThatItIsLookedUpAgain) {
  const std::string upload = initiate();
  ASSERT_TRUE(put_part(upload, 1, "abc"));
  ASSERT_TRUE(put_part(upload, 2, "def"));
  const auto object = complete(upload, {listed(1, "abc"), listed(2, "def")}).value();
  ASSERT_TRUE(objects.join(path));
  EXPECT_EQ(objects.body(object, 0, 6).error().code, ErrorCode::not_found);
}

TEST_F(ObjectsTest, OnePartNeedsNoJoin) {
  const std::string upload = initiate();
  ASSERT_TRUE(put_part(upload, 5, "only"));
  const auto object = complete(upload, {listed(5, "only")}).value();
  ASSERT_TRUE(object.blob);
  EXPECT_TRUE(object.etag.ends_with("-1"));
  EXPECT_EQ(count("object_parts"), 0);
  EXPECT_EQ(content(path), "only");
}

TEST_F(ObjectsTest, CompletingTwiceGivesTheSameAnswer) {
  const std::string upload = initiate();
  ASSERT_TRUE(put_part(upload, 1, "abc"));
  ASSERT_TRUE(put_part(upload, 2, "def"));
  const std::vector<ListedPart> parts = {listed(1, "abc"), listed(2, "def")};
  const auto first = complete(upload, parts).value();
  clock.advance(1'000);
  EXPECT_EQ(complete(upload, parts).value(), first);
  ASSERT_TRUE(objects.join(path));
  EXPECT_EQ(complete(upload, parts).value().etag, first.etag);
}

TEST_F(ObjectsTest, APartUploadedAgainCountsInItsLastForm) {
  const std::string upload = initiate();
  ASSERT_TRUE(put_part(upload, 1, "old"));
  ASSERT_TRUE(put_part(upload, 1, "new"));
  EXPECT_EQ(complete(upload, {listed(1, "old")}).error().code, ErrorCode::object_invalid_part);
  ASSERT_TRUE(complete(upload, {listed(1, "new")}));
  empty_trash();
  EXPECT_EQ(content(path), "new");
  EXPECT_EQ(blobs.count(), 1U);
}

TEST_F(ObjectsTest, PartsThatAreNotListedAreDropped) {
  const std::string upload = initiate();
  for (int number = 1; number <= 4; ++number) ASSERT_TRUE(put_part(upload, number, std::to_string(number)));
  ASSERT_TRUE(complete(upload, {listed(2, "2"), listed(4, "4")}));
  empty_trash();
  EXPECT_EQ(content(path), "24");
  EXPECT_EQ(blobs.count(), 2U);
}

TEST_F(ObjectsTest, AWrongListChangesNothing) {
  const std::string upload = initiate();
  ASSERT_TRUE(put_part(upload, 1, "abc"));
  ASSERT_TRUE(put_part(upload, 2, "def"));
  EXPECT_EQ(complete(upload, {}).error().code, ErrorCode::object_malformed_xml);
  EXPECT_EQ(complete(upload, {listed(2, "def"), listed(1, "abc")}).error().code, ErrorCode::object_invalid_part_order);
  EXPECT_EQ(complete(upload, {listed(1, "abc"), listed(1, "abc")}).error().code, ErrorCode::object_invalid_part_order);
  EXPECT_EQ(complete(upload, {listed(1, "abc"), listed(3, "x")}).error().code, ErrorCode::object_invalid_part);
  EXPECT_EQ(complete(upload, {listed(0, "abc")}).error().code, ErrorCode::object_invalid_argument);
  EXPECT_EQ(complete(upload, {listed(10'001, "abc")}).error().code, ErrorCode::object_invalid_argument);
  EXPECT_EQ(objects.find(path).error().code, ErrorCode::object_no_such_key);
  EXPECT_TRUE(complete(upload, {listed(1, "abc"), listed(2, "def")}));
}

TEST_F(ObjectsTest, AnUploadIsKnownByItsIdAndItsPathTogether) {
  const std::string upload = initiate();
  EXPECT_EQ(objects.open_upload(path + "x", upload).error().code, ErrorCode::object_no_such_upload);
  EXPECT_EQ(objects.open_upload(path, "nonsense").error().code, ErrorCode::object_no_such_upload);
  EXPECT_EQ(objects.abort(path + "x", upload).error().code, ErrorCode::object_no_such_upload);
  EXPECT_EQ(complete("nonsense", {listed(1, "x")}).error().code, ErrorCode::object_no_such_upload);
}

TEST_F(ObjectsTest, AnAbortedUploadLeavesNothing) {
  const std::string upload = initiate();
  ASSERT_TRUE(put_part(upload, 1, "abc"));
  ASSERT_TRUE(objects.abort(path, upload));
  empty_trash();
  EXPECT_EQ(blobs.count(), 0U);
  EXPECT_EQ(count("object_parts"), 0);
  EXPECT_EQ(objects.abort(path, upload).error().code, ErrorCode::object_no_such_upload);
  EXPECT_EQ(put_part(upload, 2, "x").error().code, ErrorCode::object_no_such_upload);
}

TEST_F(ObjectsTest, APartThatArrivesAfterTheAbortIsRefusedAndLeavesNothing) {
  const std::string upload = initiate();
  const auto row = objects.open_upload(path, upload).value();
  auto late = bytes("late");
  ASSERT_TRUE(objects.abort(path, upload));
  EXPECT_EQ(objects.put_part(uploader, row, 1, *late, hashes_of("late")).error().code,
            ErrorCode::object_no_such_upload);
  empty_trash();
  EXPECT_EQ(blobs.count(), 0U);
}

TEST_F(ObjectsTest, ASealedObjectCannotBeReplaced) {
  ASSERT_TRUE(put(path, "committed"));
  const std::string upload = initiate();
  seal("/11112222vodcq1500000001/3333444477/");
  EXPECT_EQ(put(path, "other").error().code, ErrorCode::object_access_denied);
  EXPECT_EQ(put_part(upload, 1, "other").error().code, ErrorCode::object_access_denied);
  EXPECT_EQ(objects.initiate(uploader, path, "").error().code, ErrorCode::object_access_denied);
  EXPECT_EQ(objects.check_writable(uploader, path).error().code, ErrorCode::object_access_denied);
  empty_trash();
  EXPECT_EQ(content(path), "committed");
}

TEST_F(ObjectsTest, AfterTheCommitTheTemporaryKeyWritesNothingMore) {
  catalogue::UploadCredentials credentials;
  credentials.secret_id = "temporary";
  credentials.folder = "/11112222vodcq1500000001/3333444477/";
  ASSERT_TRUE(database->write([&](Transaction& tx) { return catalogue::add_credentials(tx, credentials); }));
  const Uploader with_key{uploader.app, uploader.file, "temporary"};
  const std::string other = credentials.folder + "more.ts";
  ASSERT_TRUE(objects.put(with_key, other, "", *bytes("x"), hashes_of("x")));
  auto late = bytes("late");
  seal(credentials.folder);
  EXPECT_EQ(objects.put(with_key, credentials.folder + "new.ts", "", *late, hashes_of("late")).error().code,
            ErrorCode::object_access_denied);
}

TEST_F(ObjectsTest, SealingOneFolderLeavesItsNeighboursOpen) {
  ASSERT_TRUE(put("/a/b/x", "1"));
  ASSERT_TRUE(put("/a/bc/x", "1"));
  ASSERT_TRUE(put("/a/b", "1"));
  seal("/a/b/");
  EXPECT_FALSE(put("/a/b/x", "2"));
  EXPECT_TRUE(put("/a/bc/x", "2"));
  EXPECT_TRUE(put("/a/b", "2"));
}

TEST_F(ObjectsTest, AFullDiskRefusesUploadsBeforeTheirFirstByte) {
  blobs.set_used_share(0.91);
  EXPECT_EQ(objects.begin_bytes().error().code, ErrorCode::resource_insufficient);
  blobs.set_used_share(0.5);
  EXPECT_TRUE(objects.begin_bytes());
}

TEST_F(ObjectsTest, AFailedCommitOfBytesNamesNothing) {
  auto writer = bytes("abc");
  blobs.fail(1.0, ErrorCode::resource_insufficient);
  EXPECT_EQ(objects.put(uploader, path, "", *writer, hashes_of("abc")).error().code, ErrorCode::resource_insufficient);
  blobs.fail(0.0, ErrorCode::none);
  EXPECT_EQ(objects.find(path).error().code, ErrorCode::object_no_such_key);
}

TEST_F(ObjectsTest, AJoinThatFailsIsDoneAgain) {
  const std::string upload = initiate();
  ASSERT_TRUE(put_part(upload, 1, "abc"));
  ASSERT_TRUE(put_part(upload, 2, "def"));
  ASSERT_TRUE(complete(upload, {listed(1, "abc"), listed(2, "def")}));
  blobs.fail(1.0, ErrorCode::resource_insufficient);
  EXPECT_EQ(objects.join(path).error().code, ErrorCode::resource_insufficient);
  blobs.fail(0.0, ErrorCode::none);
  EXPECT_EQ(content(path), "abcdef");
  EXPECT_TRUE(objects.join(path));
  EXPECT_EQ(content(path), "abcdef");
}

TEST_F(ObjectsTest, ErasingAFolderDropsItsObjectsAndTheirPartsOnly) {
  const std::string upload = initiate();
  ASSERT_TRUE(put_part(upload, 1, "abc"));
  ASSERT_TRUE(put_part(upload, 2, "def"));
  ASSERT_TRUE(complete(upload, {listed(1, "abc"), listed(2, "def")}));
  ASSERT_TRUE(put(path + ".jpg", "cover"));
  ASSERT_TRUE(put("/other/file.mp4", "stays"));
  ASSERT_TRUE(database->write([&](Transaction& tx) -> Done {
    VOD_TRY(const bool more, erase_objects_below(tx, "/11112222vodcq1500000001/3333444477/", 100, trash));
    EXPECT_FALSE(more);
    return done();
  }));
  ASSERT_TRUE(objects.remove_parts(upload));
  empty_trash();
  EXPECT_EQ(count("objects"), 1);
  EXPECT_EQ(count("object_parts"), 0);
  EXPECT_EQ(blobs.count(), 1U);
  EXPECT_EQ(content("/other/file.mp4"), "stays");
}

}  // namespace
}  // namespace vod::engine
