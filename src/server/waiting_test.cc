#include <gtest/gtest.h>

#include <thread>

#include "server/test_client.h"
#include "server/test_server.h"

namespace vod {
namespace {

using namespace vod::testing;

const TestCall pull_call{.action = "PullEvents"};

std::string pull() { return pull_call.text(test_id, test_secret); }

// Waits for what another thread brings about, at most ten seconds.
template <class Condition>
bool comes_true(Condition condition) {
  for (int i = 0; i < 1'000 && !condition(); ++i) std::this_thread::sleep_for(std::chrono::milliseconds(10));
  return condition();
}

struct Waiting : ::testing::Test {
  TestServer server{{.handler_threads = 2}};

  int port() const { return server.server.address().port; }
  bool has_waiting(std::int64_t count) {
    return comes_true(
        [&] { return server.counters.calls_waiting.load() == count && server.queue.pulls() >= 2 * count; });
  }
};

TEST_F(Waiting, CallWakesWhenItsBellRings) {
  TestClient client(port());
  client.send(pull());
  ASSERT_TRUE(has_waiting(1));
  server.queue.put(test_app, R"({"EventType":"NewFileUpload"})");
  ASSERT_TRUE(client.has_answer_within(2'000));  // Far below the five seconds that an empty pull waits.
  const TestAnswer answer = client.read();
  EXPECT_EQ(answer.json().at("EventSet").as_array().size(), 1U);
  EXPECT_EQ(answer.json().at("EventSet").at(0).at("EventType").as_string(), "NewFileUpload");
}

TEST_F(Waiting, WaitingCallsHoldNoHandlerThread) {
  std::vector<std::unique_ptr<TestClient>> pullers;
  for (int i = 0; i < 8; ++i) {
    pullers.push_back(std::make_unique<TestClient>(port()));
    pullers.back()->send(pull());
  }
  ASSERT_TRUE(has_waiting(8));
  TestClient other(port());
  EXPECT_EQ(other.ask(TestCall{.action = "DescribeSubAppIds"}.text(test_id, test_secret)).error_code(), "");
}

TEST_F(Waiting, OneEventWakesOnePuller) {
  TestClient first(port());
  TestClient second(port());
  first.send(pull());
  second.send(pull());
  ASSERT_TRUE(has_waiting(2));
  server.queue.put(test_app, R"({"EventType":"A"})");
  ASSERT_TRUE(comes_true([&] { return server.counters.calls_waiting.load() == 1; }));
  server.queue.put(test_app, R"({"EventType":"B"})");
  EXPECT_EQ(first.read().json().at("EventSet").as_array().size(), 1U);
  EXPECT_EQ(second.read().json().at("EventSet").as_array().size(), 1U);
}

TEST_F(Waiting, ClientThatVanishesWhileWaitingGetsNoLease) {
  {
    TestClient gone(port());
    gone.send(pull());
    ASSERT_TRUE(has_waiting(1));
  }
  ASSERT_TRUE(comes_true([&] { return server.counters.calls_waiting.load() == 0; }));
  server.queue.put(test_app, R"({"EventType":"A"})");
  EXPECT_TRUE(server.queue.leased().empty());
  TestClient client(port());
  EXPECT_EQ(client.ask(pull()).json().at("EventSet").as_array().size(), 1U);
}

TEST_F(Waiting, RingThatReachesAVanishedClientIsPassedOn) {
  for (int round = 0; round < 20; ++round) {
    auto gone = std::make_unique<TestClient>(port());
    gone->send(pull());
    ASSERT_TRUE(comes_true([&] { return server.counters.calls_waiting.load() == 1; }));
    TestClient client(port());
    client.send(pull());
    ASSERT_TRUE(comes_true([&] { return server.counters.calls_waiting.load() == 2; }));
    const std::size_t leased_before = server.queue.leased().size();
    std::thread closer([&] { gone.reset(); });
    server.queue.put(test_app, R"({"EventType":"A"})");
    closer.join();
    // Handed out well before the five seconds are over at which an empty pull looks by itself: to the living one, or to
    // the other one if its answer was on the wire before it closed.
    bool is_handed_out = false;
    for (int i = 0; i < 200 && !is_handed_out; ++i) {
      is_handed_out = client.has_answer_within(10) || server.queue.leased().size() > leased_before;
    }
    ASSERT_TRUE(is_handed_out) << "round " << round;
    if (!client.has_answer_within(100)) server.queue.put(test_app, R"({"EventType":"B"})");
    ASSERT_TRUE(client.has_answer_within(2'000)) << "round " << round;
    client.read();
    ASSERT_TRUE(comes_true([&] { return server.counters.calls_waiting.load() == 0; }));
    // What a late answer left behind must not be there for the next round.
    ASSERT_TRUE(server.queue.pull(test_app, {}));
  }
}

TEST_F(Waiting, NextCallOfTheConnectionIsReadAfterTheWait) {
  TestClient client(port());
  client.send(pull());
  ASSERT_TRUE(has_waiting(1));
  client.send(TestCall{}.text(test_id, test_secret));  // Comes while the first one waits.
  server.queue.put(test_app, R"({"EventType":"A"})");
  EXPECT_EQ(client.read().json().at("EventSet").as_array().size(), 1U);
  EXPECT_EQ(client.read().json().at("Mode").as_string(), "PUSH");
  EXPECT_EQ(client.ask(TestCall{}.text(test_id, test_secret)).error_code(), "");
}

TEST_F(Waiting, LeasesStayWithAClientThatAskedToClose) {
  TestClient client(port());
  server.queue.put(test_app, R"({"EventType":"A"})");
  TestCall call = pull_call;
  call.more_headers = "Connection: close\r\n";
  EXPECT_EQ(client.ask(call.text(test_id, test_secret)).json().at("EventSet").as_array().size(), 1U);
  EXPECT_TRUE(client.is_closed());
  EXPECT_EQ(server.queue.leased().size(), 1U);
}

TEST_F(Waiting, StoppingServerAnswersWaitingCalls) {
  TestClient client(port());
  client.send(pull());
  ASSERT_TRUE(has_waiting(1));
  server.server.stop(std::chrono::seconds(10));
  const TestAnswer answer = client.read();
  EXPECT_EQ(answer.json().at("EventSet").as_array().size(), 0U);
  EXPECT_EQ(answer.header("connection"), "close");
}

}  // namespace
}  // namespace vod
