#include <gtest/gtest.h>

#include <thread>

#include "catalogue/media.h"
#include "server/test_client.h"
#include "server/test_server.h"

namespace vod {
namespace {

using namespace vod::testing;

struct Watching : ::testing::Test {
  TestServer server{{.handler_threads = 2}};

  int port() const { return server.server.address().port; }
  static std::string watch(const std::string& cursor) {
    TestCall call{.action = "WatchChanges"};
    call.version = "2026-11-01";
    call.body = R"({"Kinds":["Media"],"Cursor":")" + cursor + "\"}";
    return call.text(test_id, test_secret);
  }
  void add_media(std::uint64_t id) {
    Media media;
    media.app = test_app;
    media.id = {id};
    media.name = "harbour";
    media.path = "/a.mp4";
    ASSERT_TRUE(server.database->write([&](Transaction& tx) { return catalogue::insert_media(tx, media); }));
  }
  bool are_waiting(std::int64_t count) {
    for (int i = 0; i < 1'000 && server.counters.calls_waiting.load() != count; ++i) {
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return server.counters.calls_waiting.load() == count;
  }
};

TEST_F(Watching, OneChangeWakesAllWatchers) {
  std::vector<std::unique_ptr<TestClient>> watchers;
  for (int i = 0; i < 4; ++i) watchers.push_back(std::make_unique<TestClient>(port()));
  const std::string cursor(watchers[0]->ask(watch("")).json().at("NextCursor").as_string());
  for (const auto& watcher : watchers) watcher->send(watch(cursor));
  ASSERT_TRUE(are_waiting(4));
  add_media(5);
  for (const auto& watcher : watchers) {
    ASSERT_TRUE(watcher->has_answer_within(10'000));  // Below the 20 s that nothing new waits.
    const auto answer = watcher->read().json();
    ASSERT_EQ(answer.at("ChangeSet").as_array().size(), 1U);
    EXPECT_EQ(answer.at("ChangeSet").at(0).at("Id").as_string(), "5");
  }
}

}  // namespace
}  // namespace vod
