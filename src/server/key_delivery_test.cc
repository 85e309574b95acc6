#include "server/key_delivery.h"

#include <gtest/gtest.h>

#include "catalogue/media.h"
#include "catalogue/stream_keys.h"
#include "server/test_object_service.h"
#include "wire/play_token.h"

namespace vod {
namespace {

struct KeyDeliveryStand : ObjectServiceStand {
  const std::string play_key = "play key of the app";
  const std::string secret = "0123456789abcdef";
  const std::string place = "/-/keys/" + app.text() + "/" + file.text() + "/ab12";

  KeyDeliveryStand() {
    StreamKey key{.id = "ab12", .path = place, .secret = {}};
    std::ranges::copy(bytes_of(secret), key.secret.begin());
    EXPECT_TRUE(database->write([&](Transaction& tx) -> Done {
      VOD_TRY(catalogue::put_stream_key(tx, app, file, 12, key, 1));
      return catalogue::put_play_key(tx, app, {play_key, 1});
    }));
  }
  std::int64_t now_s() const { return clock.wall_ms() / 1'000; }
  std::string token(AppId of_app, FileId of_file, std::int64_t expires_s) const {
    return wire::sign_play_token({.app = of_app, .file = of_file, .made_s = now_s(), .expires_s = expires_s}, play_key);
  }
  std::string good() const { return token(app, file, now_s() + 60); }
};

TEST_F(KeyDeliveryStand, AGoodTokenGetsTheKeyAndNobodyKeepsIt) {
  const auto seen = get(place + "?token=" + good());
  EXPECT_EQ(seen.status, 200U);
  EXPECT_EQ(seen.body, secret);
  EXPECT_EQ(seen.header("Cache-Control"), "no-store");
  EXPECT_EQ(seen.header("Access-Control-Allow-Origin"), "*");
  const auto head = send(request("HEAD", place + "?token=" + good()));
  EXPECT_EQ(head.status, 200U);
  EXPECT_EQ(head.body, "");
}

TEST_F(KeyDeliveryStand, WithoutAGoodTokenThereIsNoKey) {
  const auto code_of = [&](const std::string& text) {
    const auto seen = get(place + text);
    EXPECT_EQ(seen.status, 403U) << text;
    EXPECT_EQ(seen.body.find(secret), std::string::npos);
    return seen.code();
  };
  EXPECT_EQ(code_of(""), "AccessDenied");
  EXPECT_EQ(code_of("?token="), "AccessDenied");
  EXPECT_EQ(code_of("?token=a.b.c"), "SignatureDoesNotMatch");
  EXPECT_EQ(code_of("?token=" + token({app.value + 1}, file, now_s() + 60)), "SignatureDoesNotMatch");
  EXPECT_EQ(code_of("?token=" + token(app, {file.value + 1}, now_s() + 60)), "SignatureDoesNotMatch");
  EXPECT_EQ(code_of("?token=" + token(app, file, now_s())), "ExpiredToken");
}

TEST_F(KeyDeliveryStand, WhoHasNoTokenDoesNotLearnWhichKeysThereAre) {
  const std::string other = "/-/keys/" + app.text() + "/" + file.text() + "/ffff";
  EXPECT_EQ(get(other).status, 403U);
  EXPECT_EQ(get(other + "?token=" + good()).status, 404U);
  EXPECT_EQ(get("/-/keys/").status, 404U);
  EXPECT_EQ(get("/-/keys/1/2/3/4").status, 404U);
  EXPECT_EQ(call("PUT", place, "x").status, 405U);
}

TEST_F(KeyDeliveryStand, AnOpenServerAsksForNoToken) {
  ObjectService open(*database, objects, keys, clock, random, *log, KeyAccess::open);
  const auto plan = open.begin(request("GET", place));
  EXPECT_EQ(std::get<ObjectAnswer>(plan).body, secret);
}

TEST_F(KeyDeliveryStand, PlaylistsAreCompletedWithTheTokenThatTheyAreAskedForWith) {
  const std::string text =
      "#EXTM3U\n#EXT-X-KEY:METHOD=AES-128,URI=\"../../../..-\"\n#EXT-X-STREAM-INF:BANDWIDTH=1\na/v0.m3u8\n";
  const std::string playlist = folder + "adp.12.m3u8";
  ASSERT_EQ(call("PUT", playlist, text).status, 200U);
  EXPECT_EQ(get(playlist).body, text);
  const auto seen = get(playlist + "?token=" + good());
  EXPECT_EQ(seen.status, 200U);
  EXPECT_NE(seen.body.find("\na/v0.m3u8?token=" + good() + "\n"), std::string::npos);
  EXPECT_EQ(seen.header("Content-Length"), std::to_string(seen.body.size()));
  EXPECT_EQ(seen.header("ETag"), "");
  // What can't be a token changes nothing, least of all the playlist's lines.
  EXPECT_EQ(get(playlist + "?token=a%22%0a%23EXT").body, text);
}

}  // namespace
}  // namespace vod
