#include "server/route.h"

#include <gtest/gtest.h>

namespace vod {
namespace {

struct Case {
  std::string_view method, target, host, authorization;
};

Route route(const Case& request) {
  RequestHead head;
  head.clear(4'096);
  head.begin(request.method, request.target);
  head.add("host", request.host);
  if (!request.authorization.empty()) head.add("Authorization", request.authorization);
  return route_of(head);
}

TEST(Route, HostOfObjectStorageComesBeforeEveryPath) {
  EXPECT_EQ(route({"PUT", "/-/health", "vod-1500000001.cos.openvod.myqcloud.com", ""}), Route::object_storage);
  EXPECT_EQ(route({"GET", "/?uploads", "b.COS.ap-x.example.com:8080", ""}), Route::object_storage);
}

TEST(Route, HostsThatOnlyLookLikeObjectStorageAreNot) {
  for (const std::string_view host : {"vod.tencentcloudapi.com", "cos.region.example.com", ".cos.region.example.com",
                                      "b.cos..example.com", "b.cos.region", "b.cos.region.", "127.0.0.1:9266", ""}) {
    EXPECT_EQ(route({"POST", "/", host, ""}), Route::api) << host;
  }
}

TEST(Route, ReservedPathsAreNeverObjects) {
  EXPECT_EQ(route({"GET", "/-/health", "h", ""}), Route::health);
  EXPECT_EQ(route({"GET", "/-/ready?x=1", "h", ""}), Route::ready);
  EXPECT_EQ(route({"GET", "/-/metrics", "h", ""}), Route::metrics);
  EXPECT_EQ(route({"GET", "/-/coverage", "h", ""}), Route::coverage);
  EXPECT_EQ(route({"GET", "/-/other", "h", ""}), Route::unknown);
  EXPECT_EQ(route({"GET", "/-/keys/1/2/3?token=x", "h", ""}), Route::stream_key);
  EXPECT_EQ(route({"GET", "/console", "h", ""}), Route::console);
  EXPECT_EQ(route({"GET", "/console/apps/1?q=x", "h", ""}), Route::console);
  EXPECT_EQ(route({"GET", "/console2", "h", ""}), Route::unknown);
  EXPECT_EQ(route({"POST", "/v3/index.php?Action=ApplyUploadUGC", "h", ""}), Route::unknown);
}

TEST(Route, ObjectPathsBeginWithHexAndVod) {
  EXPECT_EQ(route({"GET", "/0123abcdvodcq1500000001/0123abcd123/f0.mp4", "h", ""}), Route::object);
  EXPECT_EQ(route({"GET", "/0123ABCDvodcq/x", "h", ""}), Route::unknown);
  EXPECT_EQ(route({"GET", "/0123abcvod/x", "h", ""}), Route::unknown);
  EXPECT_EQ(route({"GET", "/favicon.ico", "h", ""}), Route::unknown);
}

TEST(Route, ListingUploadsIsToldFromTheApiByItsSignature) {
  EXPECT_EQ(route({"GET", "/?uploads=&prefix=a", "h", "q-sign-algorithm=sha1&q-ak=x"}), Route::object);
  EXPECT_EQ(route({"GET", "/?uploads&q-sign-algorithm=sha1&q-ak=x", "h", ""}), Route::object);
  EXPECT_EQ(route({"GET", "/?uploads=", "h", ""}), Route::api);
  EXPECT_EQ(route({"GET", "/?Action=X", "h", "TC3-HMAC-SHA256 Credential=x"}), Route::api);
}

}  // namespace
}  // namespace vod
