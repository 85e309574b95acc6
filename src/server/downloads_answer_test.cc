#include "server/downloads.h"
#include "server/test_object_service.h"

namespace vod {
namespace {

struct DownloadAnswerTest : ObjectServiceStand {
  DownloadAnswerTest() { upload({"01234", "56789"}); }
};

TEST_F(DownloadAnswerTest, AWholeObjectComesWithItsHeaders) {
  const Seen got = get(path);
  EXPECT_EQ(got.status, 200U);
  EXPECT_EQ(got.body, "0123456789");
  EXPECT_EQ(got.header("Content-Type"), "video/mp4");
  EXPECT_EQ(got.header("Content-Length"), "10");
  EXPECT_EQ(got.header("Accept-Ranges"), "bytes");
  EXPECT_EQ(got.header("Last-Modified"), "Tue, 14 Nov 2023 22:13:20 GMT");
  EXPECT_EQ(got.header("Content-Disposition"), "");
}

TEST_F(DownloadAnswerTest, HeadTellsTheSameWithoutBytes) {
  const Seen head = send(request("HEAD", path));
  EXPECT_EQ(head.status, 200U);
  EXPECT_EQ(head.header("Content-Length"), "10");
  EXPECT_EQ(head.header("ETag"), get(path).header("ETag"));
  EXPECT_EQ(head.body, "");
  const Seen missing = send(request("HEAD", folder + "none.mp4"));
  EXPECT_EQ(missing.status, 404U);
  EXPECT_EQ(missing.body, "");
}

TEST_F(DownloadAnswerTest, ARangeIsAnsweredBeforeAndAfterTheJoin) {
  for (int round = 0; round < 2; ++round) {
    const Seen part = get(path, {{"Range", "bytes=3-6"}});
    EXPECT_EQ(part.status, 206U);
    EXPECT_EQ(part.body, "3456");
    EXPECT_EQ(part.header("Content-Range"), "bytes 3-6/10");
    EXPECT_EQ(part.header("Content-Length"), "4");
    EXPECT_EQ(get(path, {{"Range", "bytes=-2"}}).body, "89");
    ASSERT_TRUE(objects.join(path));
  }
}

TEST_F(DownloadAnswerTest, ARangeOutsideIsUnsatisfiable) {
  const Seen outside = get(path, {{"Range", "bytes=10-"}});
  EXPECT_EQ(outside.status, 416U);
  EXPECT_EQ(outside.header("Content-Range"), "bytes */10");
  EXPECT_EQ(outside.code(), "InvalidRange");
}

TEST_F(DownloadAnswerTest, SeveralRangesGiveTheWhole) {
  const Seen got = get(path, {{"Range", "bytes=0-1,4-5"}});
  EXPECT_EQ(got.status, 200U);
  EXPECT_EQ(got.body, "0123456789");
}

TEST_F(DownloadAnswerTest, WhatTheClientHasIsNotSentAgain) {
  const std::string etag = get(path).header("ETag");
  const Seen same = get(path, {{"If-None-Match", "\"other\", " + etag}});
  EXPECT_EQ(same.status, 304U);
  EXPECT_EQ(same.body, "");
  EXPECT_EQ(same.header("ETag"), etag);
  EXPECT_EQ(get(path, {{"If-None-Match", "W/" + etag}}).status, 304U);
  EXPECT_EQ(get(path, {{"If-None-Match", "\"other\""}}).status, 200U);
  EXPECT_EQ(get(path, {{"If-Modified-Since", "Tue, 14 Nov 2023 22:13:20 GMT"}}).status, 304U);
  EXPECT_EQ(get(path, {{"If-Modified-Since", "Tue, 14 Nov 2023 22:13:19 GMT"}}).status, 200U);
  EXPECT_EQ(get(path, {{"If-Modified-Since", "nonsense"}}).status, 200U);
  // The ETag is the better witness.
  EXPECT_EQ(get(path, {{"If-None-Match", "\"other\""}, {"If-Modified-Since", "Tue, 14 Nov 2023 22:13:20 GMT"}}).status,
            200U);
}

TEST_F(DownloadAnswerTest, ARangeOfAnotherVersionGivesTheWhole) {
  const std::string etag = get(path).header("ETag");
  EXPECT_EQ(get(path, {{"Range", "bytes=0-1"}, {"If-Range", etag}}).status, 206U);
  EXPECT_EQ(get(path, {{"Range", "bytes=0-1"}, {"If-Range", "\"other\""}}).status, 200U);
  EXPECT_EQ(get(path, {{"Range", "bytes=0-1"}, {"If-Range", "W/" + etag}}).status, 200U);
  EXPECT_EQ(get(path, {{"Range", "bytes=0-1"}, {"If-Range", "Tue, 14 Nov 2023 22:13:20 GMT"}}).status, 206U);
  EXPECT_EQ(get(path, {{"Range", "bytes=0-1"}, {"If-Range", "Tue, 14 Nov 2023 22:13:21 GMT"}}).status, 200U);
}

TEST_F(DownloadAnswerTest, APreconditionThatFailsSaysSo) {
  EXPECT_EQ(get(path, {{"If-Match", "\"other\""}}).status, 412U);
  EXPECT_EQ(get(path, {{"If-Match", get(path).header("ETag")}}).status, 200U);
  EXPECT_EQ(get(path, {{"If-Unmodified-Since", "Tue, 14 Nov 2023 22:13:19 GMT"}}).status, 412U);
}

TEST_F(DownloadAnswerTest, DocumentsOfTheUploaderNeverRun) {
  const std::string html = "<script>alert(1)</script>";
  ASSERT_EQ(call("PUT", folder + "x.html", html, {{"Content-Type", "text/html"}}).status, 200U);
  const Seen saved = get(folder + "x.html");
  EXPECT_EQ(saved.header("Content-Type"), "application/octet-stream");
  EXPECT_EQ(saved.header("Content-Disposition"), "attachment");
  ASSERT_EQ(call("PUT", folder + "y.mp4", html, {{"Content-Type", "text/html"}}).status, 200U);
  const Seen video = get(folder + "y.mp4");
  EXPECT_EQ(video.header("Content-Type"), "video/mp4");
  EXPECT_EQ(video.header("X-Content-Type-Options"), "nosniff");
  EXPECT_EQ(video.header("Content-Security-Policy"), "sandbox");
}

TEST_F(DownloadAnswerTest, QueriesOfPlayersAreIgnored) { EXPECT_EQ(get(path + "?t=1&sign=x").status, 200U); }

}  // namespace
}  // namespace vod
