#include "server/objects_access.h"

#include "server/test_object_service.h"

namespace vod {
namespace {

struct ObjectAccessTest : ObjectServiceStand {
  Seen put(const std::string& at, const SigningKey& key) { return send(with_signature(request("PUT", at), key), "x"); }
};

TEST_F(ObjectAccessTest, WithoutASignatureNothingIsWritten) {
  EXPECT_EQ(send(request("PUT", path), "x").status, 403U);
  EXPECT_EQ(send(request("PUT", path), "x").code(), "AccessDenied");
  EXPECT_EQ(send(request("POST", path + "?uploads")).code(), "AccessDenied");
  EXPECT_EQ(send(request("GET", "/?uploads&prefix=")).code(), "AccessDenied");
  EXPECT_EQ(send(request("DELETE", path + "?uploadId=x")).code(), "AccessDenied");
  EXPECT_EQ(send(request("GET", path + "?uploadId=x")).code(), "AccessDenied");
}

TEST_F(ObjectAccessTest, ATemporaryKeyIsBoundToItsFolder) {
  EXPECT_EQ(put(folder + "f0.mp4", temporary).status, 200U);
  EXPECT_EQ(put(folder + "gear1/fileSequence0.ts", temporary).status, 200U);
  for (const std::string& elsewhere :
       {media_folder(app, FileId{78}) + "f0.mp4", folder.substr(0, folder.size() - 1) + "x/f0.mp4",
        std::string("/f0.mp4"), output_folder(app, file) + "v.f100010.mp4"}) {
    EXPECT_EQ(put(elsewhere, temporary).code(), "AccessDenied") << elsewhere;
  }
  EXPECT_EQ(call("GET", "/?uploads&prefix=").code(), "AccessDenied");
  EXPECT_EQ(call("GET", "/?uploads&prefix=" + url_encode(folder.substr(1))).status, 200U);
}

TEST_F(ObjectAccessTest, AWrongSecretIsAWrongSignature) {
  EXPECT_EQ(put(path, {temporary.id, "wrong", temporary.token}).code(), "SignatureDoesNotMatch");
  EXPECT_EQ(put(path, {"AKIDNOBODY", "x", "x"}).code(), "InvalidAccessKeyId");
  EXPECT_EQ(put(path, {"AKIDNOBODY", "x", "x"}).status, 403U);
}

TEST_F(ObjectAccessTest, TheTokenMustComeWithItsKey) {
  EXPECT_EQ(put(path, {temporary.id, temporary.secret, ""}).code(), "AccessDenied");
  EXPECT_EQ(put(path, {temporary.id, temporary.secret, "other"}).code(), "AccessDenied");
}

TEST_F(ObjectAccessTest, AnExpiredKeySaysSo) {
  clock.advance(3'600'000);
  EXPECT_EQ(put(path, temporary).code(), "ExpiredToken");
}

TEST_F(ObjectAccessTest, ASignatureOfAnotherTimeIsToldWithTheDate) {
  const auto made = with_signature(request("PUT", path), root, 900);
  clock.advance(901'000);
  const Seen late = send(made, "x");
  EXPECT_EQ(late.code(), "RequestTimeTooSkewed");
  EXPECT_EQ(late.status, 403U);
  EXPECT_EQ(late.header("Date"), http_date(clock.wall_ms()));
}

TEST_F(ObjectAccessTest, ASignatureForOneKeyOrCallIsNoneForAnother) {
  auto made = with_signature(request("PUT", path), temporary);
  made.target = folder + "other.mp4";
  EXPECT_EQ(send(made, "x").code(), "SignatureDoesNotMatch");
  made = with_signature(request("GET", path), temporary);
  made.method = "PUT";
  EXPECT_EQ(send(made, "x").code(), "SignatureDoesNotMatch");
}

TEST_F(ObjectAccessTest, ALastingKeySignsWithoutAToken) {
  EXPECT_EQ(put(path, root).status, 200U);
  EXPECT_EQ(objects.find(path).value().app, app);
  EXPECT_EQ(objects.find(path).value().file, file);
  EXPECT_EQ(send(with_signature(request("GET", "/?uploads"), root)).status, 200U);
}

TEST_F(ObjectAccessTest, ALastingKeyWritesOnlyToFoldersOfMedia) {
  EXPECT_EQ(put("/f0.mp4", root).code(), "AccessDenied");
  EXPECT_EQ(put(output_folder(app, file) + "v.f100010.mp4", root).code(), "AccessDenied");
  EXPECT_EQ(put("/12345678vodcq1500000001/123456785285890784273533167/f0.mp4", root).code(), "AccessDenied");
}

TEST_F(ObjectAccessTest, ReadingNeedsNoSignatureButAWrongOneIsRefused) {
  put(path, temporary);
  EXPECT_EQ(get(path).status, 200U);
  EXPECT_EQ(call("GET", path).status, 200U);
  EXPECT_EQ(call("HEAD", path).status, 200U);
  EXPECT_EQ(send(with_signature(request("GET", path), {temporary.id, "wrong", temporary.token})).status, 403U);
}

}  // namespace
}  // namespace vod
