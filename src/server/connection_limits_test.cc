#include <gtest/gtest.h>

#include <thread>

#include "server/test_client.h"
#include "server/test_server.h"

namespace vod {
namespace {

using namespace vod::testing;

ServerOptions with(const ConnectionLimits& limits) {
  ServerOptions options;
  options.limits = limits;
  return options;
}

std::string call() { return TestCall{}.text(test_id, test_secret); }

TEST(ConnectionLimits, ClientThatSaysNothingIsClosed) {
  TestServer server(with({.first_byte_ms = 50}));
  TestClient client(server.server.address().port);
  EXPECT_TRUE(client.is_closed());
  EXPECT_EQ(server.counters.connections_timed_out.load(), 1U);
}

TEST(ConnectionLimits, IdleConnectionIsClosedAfterItsCall) {
  TestServer server(with({.idle_ms = 50}));
  TestClient client(server.server.address().port);
  EXPECT_EQ(client.ask(call()).status, 200);
  EXPECT_TRUE(client.is_closed());
}

TEST(ConnectionLimits, HeadThatDripsInForeverIsCutOff) {
  TestServer server(with({.head_ms = 100}));
  TestClient client(server.server.address().port);
  ASSERT_TRUE(client.send("GET / HTTP/1.1\r\n"));
  // Each header comes well before any time-out for one read would strike; only the head as a whole is too slow.
  bool is_open = true;
  for (int i = 0; i < 1'000 && is_open; ++i) {
    is_open = client.send("A: b\r\n");
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  EXPECT_FALSE(is_open);
}

TEST(ConnectionLimits, BodyThatStopsComingIsCutOff) {
  TestServer server(with({.api_body_ms = 50}));
  TestClient client(server.server.address().port);
  ASSERT_TRUE(client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 100\r\n\r\n{"));
  EXPECT_TRUE(client.is_closed());
}

TEST(ConnectionLimits, IdleConnectionMakesRoomForANewOne) {
  TestServer server(with({.connections_max = 2}));
  TestClient first(server.server.address().port);
  TestClient second(server.server.address().port);
  EXPECT_EQ(first.ask(call()).status, 200);
  EXPECT_EQ(second.ask(call()).status, 200);
  TestClient third(server.server.address().port);
  EXPECT_EQ(third.ask(call()).status, 200);
  EXPECT_TRUE(first.is_closed());
}

TEST(ConnectionLimits, StopClosesIdleConnectionsAndReturns) {
  TestServer server;
  TestClient client(server.server.address().port);
  EXPECT_EQ(client.ask(call()).status, 200);
  server.server.stop(std::chrono::seconds(10));
  EXPECT_TRUE(client.is_closed());
}

TEST(ConnectionLimits, StopDoesNotWaitForClientsThatSaidNothing) {
  TestServer server;
  TestClient client(server.server.address().port);
  TestClient second(server.server.address().port);
  EXPECT_EQ(second.ask(call()).status, 200);  // By now the first one is accepted, too.
  const std::int64_t began_ms = server.clock.monotonic_ms();
  server.server.stop(std::chrono::seconds(60));
  EXPECT_TRUE(client.is_closed());
  EXPECT_LT(server.clock.monotonic_ms() - began_ms, 50'000);
}

TEST(ConnectionLimits, StopCutsOffWhoDoesNotFinish) {
  TestServer server;
  TestClient client(server.server.address().port);
  ASSERT_TRUE(client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 100\r\n\r\n{"));
  server.server.stop(std::chrono::milliseconds(50));
  EXPECT_TRUE(client.is_closed());
}

TEST(ConnectionLimits, AddressThatIsTakenIsNamed) {
  TestServer server;
  TestWorld other;
  Server second({.listen = {.host = "127.0.0.1", .port = server.server.address().port}},
                {.door = other.door,
                 .objects = server.object_service,
                 .pages = server.pages,
                 .console = server.console,
                 .bells = other.bells,
                 .counters = server.counters,
                 .log = *other.log});
  const Done started = second.start();
  ASSERT_FALSE(started);
  EXPECT_NE(started.error().detail.find("127.0.0.1:"), std::string::npos);
}

TEST(ConnectionLimits, ConnectionsAreSpreadOverThreads) {
  TestServer server({.io_threads = 3});
  std::vector<std::unique_ptr<TestClient>> clients;
  for (int i = 0; i < 12; ++i) clients.push_back(std::make_unique<TestClient>(server.server.address().port));
  for (auto& client : clients) EXPECT_EQ(client->ask(call()).error_code(), "");
  EXPECT_EQ(server.counters.connections_open.load(), 12);
}

}  // namespace
}  // namespace vod
