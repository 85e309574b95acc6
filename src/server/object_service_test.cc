#include "server/object_service.h"

#include "model/limits.h"
#include "server/test_object_service.h"

namespace vod {
namespace {

struct ObjectServiceTest : ObjectServiceStand {};

TEST_F(ObjectServiceTest, PutAnswersWithTheHashesThatClientsCheck) {
  const Seen put = call("PUT", path, "123456789");
  EXPECT_EQ(put.status, 200U);
  EXPECT_EQ(put.header("ETag"), etag_of("123456789"));
  EXPECT_EQ(put.header("x-cos-hash-crc64ecma"), "11051210869376104954");
  EXPECT_EQ(put.header("Content-Length"), "0");
  EXPECT_FALSE(put.header("x-cos-request-id").empty());
  EXPECT_EQ(get(path).body, "123456789");
}

TEST_F(ObjectServiceTest, AnEmptyFileIsAnObject) {
  EXPECT_EQ(call("PUT", path).header("x-cos-hash-crc64ecma"), "0");
  const Seen got = get(path);
  EXPECT_EQ(got.status, 200U);
  EXPECT_EQ(got.header("Content-Length"), "0");
}

TEST_F(ObjectServiceTest, AMultipartUploadGoesAsTheNodeSdkDoesIt) {
  const std::string key = path.substr(1);
  const Seen list = call("GET", "/?uploads=&prefix=" + url_encode(key));
  EXPECT_EQ(list.status, 200U);
  EXPECT_EQ(list.element("IsTruncated"), "false");

  // Empty headers come with it.
  const Seen begun = call("POST", path + "?uploads=", {}, {{"Content-Type", ""}, {"Cache-Control", ""}});
  EXPECT_EQ(begun.status, 200U);
  EXPECT_NE(begun.body.find("<InitiateMultipartUploadResult>"), std::string::npos);
  EXPECT_EQ(begun.element("Bucket"), "vod-1500000001");
  EXPECT_EQ(begun.element("Key"), key);
  const std::string id = begun.element("UploadId");

  const Seen second = call("PUT", path + "?partNumber=2&uploadId=" + id, "world",
                           {{"Content-MD5", to_base64(md5("world"))}, {"Content-Type", "video/mp4"}});
  EXPECT_EQ(second.status, 200U);
  EXPECT_EQ(second.header("ETag"), etag_of("world"));
  ASSERT_EQ(call("PUT", path + "?partNumber=1&uploadId=" + id, "hello ").status, 200U);

  const Seen resumed = call("GET", "/?uploads=&prefix=" + url_encode(key));
  EXPECT_EQ(resumed.element("Key"), key);
  EXPECT_EQ(resumed.element("UploadId"), id);
  const Seen parts = call("GET", path + "?uploadId=" + id);
  EXPECT_EQ(parts.element("PartNumber"), "1");
  EXPECT_EQ(parts.element("ETag"), etag_of("hello "));
  EXPECT_EQ(parts.element("Size"), "6");

  const std::string xml = part_list({{1, "hello "}, {2, "world"}});
  const Seen whole = call("POST", path + "?uploadId=" + id, xml,
                          {{"Content-Type", "application/xml"}, {"Content-MD5", to_base64(md5(xml))}});
  EXPECT_EQ(whole.status, 200U);
  EXPECT_NE(whole.body.find("<CompleteMultipartUploadResult>"), std::string::npos);
  EXPECT_EQ(whole.header("x-cos-hash-crc64ecma"), std::to_string(crc64(bytes_of("hello world"))));
  EXPECT_TRUE(whole.element("ETag").ends_with("-2\"")) << whole.body;
  EXPECT_EQ(get(path).body, "hello world");
  EXPECT_EQ(call("GET", "/?uploads=&prefix=" + url_encode(key)).element("UploadId"), "");
  EXPECT_EQ(call("POST", path + "?uploadId=" + id, xml).element("ETag"), whole.element("ETag"));
}

TEST_F(ObjectServiceTest, InitiateTakesBothFormsOfItsParameter) {
  EXPECT_EQ(call("POST", path + "?uploads").status, 200U);
  EXPECT_EQ(call("POST", path + "?uploads=").status, 200U);
}

TEST_F(ObjectServiceTest, TheBucketOfTheHostIsTheAnswers) {
  ObjectRequest made{"POST", path + "?uploads", {{"Host", "my-125000001.cos.ap-chongqing.myqcloud.com"}}, {}, false};
  EXPECT_EQ(send(with_signature(std::move(made), temporary)).element("Bucket"), "my-125000001");
}

TEST_F(ObjectServiceTest, BodiesThatAreNotWhatWasAnnouncedBecomeNothing) {
  const auto put = [&](ObjectRequest::Headers headers, std::string_view body, std::uint64_t length) {
    return send(with_signature(request("PUT", path, std::move(headers)), temporary), body, length).code();
  };
  EXPECT_EQ(put({}, "short", 6), "IncompleteBody");
  EXPECT_EQ(put({}, "too long", 7), "IncompleteBody");
  EXPECT_EQ(put({{"Content-MD5", to_base64(md5("other"))}}, "body", 4), "BadDigest");
  EXPECT_EQ(put({{"Content-MD5", "nonsense"}}, "body", 4), "InvalidArgument");
  EXPECT_EQ(put({{"x-cos-hash-crc64ecma", "1"}}, "body", 4), "BadDigest");
  EXPECT_EQ(put({{"x-cos-hash-crc64ecma", "x"}}, "body", 4), "InvalidArgument");
  EXPECT_EQ(put({}, "", limits::upload_part_bytes_max + 1), "EntityTooLarge");
  EXPECT_EQ(get(path).code(), "NoSuchKey");
  EXPECT_EQ(blobs.count(), 0U);
}

TEST_F(ObjectServiceTest, AClientThatVanishesLeavesNothing) {
  auto made = with_signature(request("PUT", path), temporary);
  made.content_length = 10;
  auto plan = service.begin(made);
  EXPECT_FALSE(std::get<std::unique_ptr<BodySink>>(plan)->write(bytes_of("half")));
  plan = ObjectAnswer();
  EXPECT_EQ(get(path).code(), "NoSuchKey");
  EXPECT_EQ(blobs.count(), 0U);
}

TEST_F(ObjectServiceTest, AFullDiskIsToldAsInsufficientStorage) {
  blobs.set_used_share(0.95);
  const Seen refused = call("PUT", path, "x");
  EXPECT_EQ(refused.status, 507U);
  EXPECT_EQ(refused.code(), "InsufficientStorage");
  EXPECT_NE(refused.element("Message").find("95 % full"), std::string::npos);
  blobs.set_used_share(0.1);
  blobs.fail(1.0, ErrorCode::resource_insufficient);
  EXPECT_EQ(call("PUT", path, "x").status, 507U);
  blobs.fail(0.0, ErrorCode::none);
  EXPECT_EQ(call("PUT", path, "x").status, 200U);
}

TEST_F(ObjectServiceTest, PartNumbersAndUploadsAreChecked) {
  const std::string id = initiate();
  for (const char* number : {"0", "10001", "-1", "x", "", "1.5"}) {
    EXPECT_EQ(call("PUT", path + "?partNumber=" + number + "&uploadId=" + id, "x").code(), "InvalidArgument") << number;
  }
  EXPECT_EQ(call("PUT", path + "?partNumber=1&uploadId=none", "x").code(), "NoSuchUpload");
  EXPECT_EQ(call("GET", path + "?uploadId=none").status, 404U);
  EXPECT_EQ(call("POST", path + "?uploadId=none", part_list({{1, "x"}})).code(), "NoSuchUpload");
  EXPECT_EQ(call("POST", path + "?uploadId=" + id, "no xml").code(), "MalformedXML");
  EXPECT_EQ(call("POST", path + "?uploadId=" + id, part_list({{1, "x"}})).code(), "InvalidPart");
  EXPECT_EQ(call("POST", path + "?uploadId=" + id, part_list({{2, "x"}, {1, "x"}})).code(), "InvalidPartOrder");
  EXPECT_EQ(call("DELETE", path + "?uploadId=" + id).status, 204U);
  EXPECT_EQ(call("DELETE", path + "?uploadId=" + id).code(), "NoSuchUpload");
}

TEST_F(ObjectServiceTest, ListsComeInPages) {
  std::vector<std::string> ids;
  for (int i = 0; i < 3; ++i) ids.push_back(initiate());
  std::sort(ids.begin(), ids.end());
  const std::string prefix = url_encode(folder.substr(1));
  std::vector<std::string> listed;
  std::string markers;
  for (int page = 0; page < 3; ++page) {
    const Seen seen = call("GET", "/?uploads&delimiter=&encoding-type=url&max-uploads=1&prefix=" + prefix + markers);
    listed.push_back(seen.element("UploadId"));
    EXPECT_EQ(seen.element("IsTruncated"), page < 2 ? "true" : "false");
    markers =
        "&key-marker=" + seen.element("NextKeyMarker") + "&upload-id-marker=" + seen.element("NextUploadIdMarker");
  }
  EXPECT_EQ(listed, ids);

  for (int number = 1; number <= 3; ++number) {
    call("PUT", path + "?partNumber=" + std::to_string(number) + "&uploadId=" + ids[0], "x");
  }
  const Seen first = call("GET", path + "?max-parts=2&uploadId=" + ids[0]);
  EXPECT_EQ(first.element("IsTruncated"), "true");
  EXPECT_EQ(first.element("NextPartNumberMarker"), "2");
  const Seen rest = call("GET", path + "?max-parts=2&part-number-marker=2&uploadId=" + ids[0]);
  EXPECT_EQ(rest.element("PartNumber"), "3");
  EXPECT_EQ(rest.element("IsTruncated"), "false");
}

TEST_F(ObjectServiceTest, ADelimiterGathersKeysUnderTheirFolder) {
  call("POST", folder + "gear1/a.ts?uploads");
  call("POST", folder + "gear1/b.ts?uploads");
  call("POST", folder + "top.ts?uploads");
  const Seen seen = call("GET", "/?uploads&delimiter=%2F&prefix=" + url_encode(folder.substr(1)));
  EXPECT_NE(seen.body.find("<CommonPrefixes><Prefix>" + folder.substr(1) + "gear1/</Prefix></CommonPrefixes>"),
            std::string::npos);
  EXPECT_EQ(seen.element("Key"), folder.substr(1) + "top.ts");
}

TEST_F(ObjectServiceTest, EveryAnswerHasWhatBrowsersAndSdksNeed) {
  for (const Seen& seen : {call("PUT", path, "x"), get(path), get("/none"), call("POST", path + "?uploads"),
                           send(request("PUT", path), "x"), send(request("OPTIONS", path))}) {
    EXPECT_FALSE(seen.header("x-cos-request-id").empty());
    EXPECT_EQ(seen.header("Date"), "Tue, 14 Nov 2023 22:13:20 GMT");
    EXPECT_EQ(seen.header("Access-Control-Allow-Origin"), "*");
    EXPECT_NE(seen.header("Access-Control-Expose-Headers").find("ETag, x-cos-request-id"), std::string::npos);
    EXPECT_EQ(seen.header("Content-Security-Policy"), "sandbox");
    EXPECT_EQ(seen.header("X-Content-Type-Options"), "nosniff");
  }
}

TEST_F(ObjectServiceTest, APreflightNamesHeadersOneByOne) {
  const Seen usual = send(request("OPTIONS", "*"));
  EXPECT_EQ(usual.status, 200U);
  for (const char* name : {"authorization", "content-md5", "content-type", "cache-control", "x-cos-security-token"}) {
    EXPECT_NE(usual.header("Access-Control-Allow-Headers").find(name), std::string::npos) << name;
  }
  const Seen asked = send(request("OPTIONS", path, {{"Access-Control-Request-Headers", "x-cos-new,authorization"}}));
  EXPECT_EQ(asked.header("Access-Control-Allow-Headers"), "x-cos-new,authorization");
  const Seen hostile = send(request("OPTIONS", path, {{"Access-Control-Request-Headers", "a\r\nSet-Cookie: x"}}));
  EXPECT_EQ(hostile.header("Access-Control-Allow-Headers").find("Set-Cookie"), std::string::npos);
}

TEST_F(ObjectServiceTest, CallsThatObjectStorageDoesNotHaveAreRefused) {
  EXPECT_EQ(call("DELETE", path).status, 405U);
  EXPECT_EQ(call("POST", path).status, 405U);
  EXPECT_EQ(call("PATCH", path).status, 405U);
  EXPECT_EQ(call("PUT", path, "x", {{"x-cos-copy-source", "/other"}}).status, 405U);
  EXPECT_EQ(call("PUT", path + "?acl", "x").status, 405U);
}

TEST_F(ObjectServiceTest, KeysThatNoObjectCanHaveAreRefused) {
  for (const std::string& key : {folder, folder + "../x", folder + "./x", folder + "%00", folder + "a%0Ab",
                                 folder + "%ff", folder + std::string(900, 'x')}) {
    EXPECT_EQ(call("PUT", key, "x").status, 400U) << key;
  }
  EXPECT_EQ(call("PUT", folder + url_encode("文件 !'()*.mp4"), "x").status, 200U);
  EXPECT_EQ(get(folder + url_encode("文件 !'()*.mp4")).body, "x");
}

TEST_F(ObjectServiceTest, ACommittedObjectIsImmutable) {
  ASSERT_EQ(call("PUT", path, "first").status, 200U);
  ASSERT_EQ(call("PUT", path, "again").status, 200U);
  ASSERT_TRUE(database->write([&](Transaction& tx) -> Done {
    VOD_TRY(catalogue::seal_objects(tx, folder));
    return done();
  }));
  EXPECT_EQ(call("PUT", path, "other").code(), "AccessDenied");
  EXPECT_EQ(send(with_signature(request("PUT", path), root), "other").code(), "AccessDenied");
  EXPECT_EQ(get(path).body, "again");
}

TEST_F(ObjectServiceTest, AfterTheCommitTheTemporaryKeyIsNone) {
  ASSERT_EQ(call("PUT", path, "x").status, 200U);
  ASSERT_TRUE(database->write([&](Transaction& tx) { return engine::seal_folder(tx, folder); }));
  EXPECT_EQ(call("PUT", folder + "more.ts", "x").status, 403U);
  EXPECT_EQ(call("POST", path + "?uploads").status, 403U);
}

}  // namespace
}  // namespace vod
