#include <gtest/gtest.h>

#include <filesystem>

#include "backends/disk_blobs/disk_blobs.h"
#include "base/hash.h"
#include "model/paths.h"
#include "server/test_client.h"
#include "server/test_server.h"
#include "testing/seeded_random.h"
#include "wire/q_signature.h"

namespace vod {
namespace {

using namespace vod::testing;

struct Folder {
  std::filesystem::path path;
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "openvod-test-XXXXXX").string();
    path = ::mkdtemp(name.data());
  }
  ~Folder() { std::filesystem::remove_all(path); }
};

// Bytes that differ everywhere, so that a piece in the wrong place shows.
std::string noise(std::size_t size_bytes) {
  std::string text(size_bytes, '\0');
  SeededRandom(size_bytes).fill(std::as_writable_bytes(std::span(text)));
  return text;
}

struct ConnectionObjects : ::testing::TestWithParam<bool> {
  Folder folder;
  SystemRandom random;
  std::unique_ptr<DiskBlobs> disk = DiskBlobs::open(folder.path, random).value();
  TestServer server{{}, GetParam() ? disk.get() : nullptr};
  TestClient client{server.server.address().port};
  const std::string path = media_folder(test_app, FileId{5'285'890'784'273'533'167}) + "f0.mp4";

  std::string signed_head(const std::string& method, const std::string& more) {
    const std::int64_t now_s = server.clock.wall_ms() / 1'000;
    const auto request = wire::q_request(method, path, {{"Host", "h"}});
    return method + " " + path + " HTTP/1.1\r\nHost: h\r\nAuthorization: " +
           wire::q_authorization(request, test_id, test_secret, now_s - 1, now_s + 900) + "\r\n" + more + "\r\n";
  }
  TestAnswer put(const std::string& bytes) {
    return client.ask(signed_head("PUT", "Content-Length: " + std::to_string(bytes.size()) + "\r\n") + bytes);
  }
  TestAnswer get(const std::string& more = {}, const std::string& method = "GET") {
    return client.ask(method + " " + path + " HTTP/1.1\r\nHost: h\r\n" + more + "\r\n");
  }
};

TEST_P(ConnectionObjects, BytesComeBackAsTheyWentIn) {
  for (const std::size_t size_bytes : {0, 1, 1'000, 300'000, 5'000'000}) {
    const std::string bytes = noise(size_bytes);
    const TestAnswer stored = put(bytes);
    ASSERT_EQ(stored.status, 200) << stored.body;
    EXPECT_EQ(stored.header("etag"), "\"" + to_hex(md5(bytes)) + "\"");
    const TestAnswer got = get();
    EXPECT_EQ(got.status, 200);
    EXPECT_TRUE(got.body == bytes) << size_bytes;
    EXPECT_NE(got.header("content-security-policy"), "");
  }
  EXPECT_EQ(server.counters.connections_accepted.load(), 1U);
}

TEST_P(ConnectionObjects, RangesAndHeadKeepTheConnection) {
  const std::string bytes = noise(100'000);
  ASSERT_EQ(put(bytes).status, 200);
  const TestAnswer part = get("Range: bytes=70000-70099\r\n");
  EXPECT_EQ(part.status, 206);
  EXPECT_TRUE(part.body == bytes.substr(70'000, 100));
  EXPECT_EQ(get({}, "HEAD").header("content-length"), "100000");
  EXPECT_EQ(get("Range: bytes=0-0\r\n").body, bytes.substr(0, 1));
}

TEST_P(ConnectionObjects, ChunkedUploadWithContinueIsTaken) {
  client.send(signed_head("PUT", "Transfer-Encoding: chunked\r\nExpect: 100-continue\r\n"));
  EXPECT_EQ(client.read().status, 100);
  const TestAnswer stored = client.ask("5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n");
  EXPECT_EQ(stored.status, 200) << stored.body;
  EXPECT_EQ(get().body, "hello world");
}

TEST_P(ConnectionObjects, RefusedUploadIsAnsweredBeforeItsBody) {
  client.send("PUT " + path + " HTTP/1.1\r\nHost: h\r\nContent-Length: 1000000000\r\n\r\n" + noise(200'000));
  const TestAnswer refused = client.read();
  EXPECT_EQ(refused.status, 403);
  EXPECT_EQ(refused.header("connection"), "close");
}

TEST_P(ConnectionObjects, ClientThatVanishesMidUploadLeavesNothing) {
  {
    TestClient gone(server.server.address().port);
    gone.send(signed_head("PUT", "Content-Length: 1000000\r\n") + noise(600'000));
  }
  server.server.stop(std::chrono::seconds(10));
  EXPECT_EQ(server.blobs.count(), 0U);
  EXPECT_TRUE(disk->list("", 10).value().empty());
}

INSTANTIATE_TEST_SUITE_P(Stores, ConnectionObjects, ::testing::Values(false, true),
                         [](const auto& store) { return store.param ? "OnDisk" : "InMemory"; });

}  // namespace
}  // namespace vod
