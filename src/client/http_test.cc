#include "client/http.h"

#include <gtest/gtest.h>

#include <future>

#include "testing/http_stand_in.h"

namespace vod::client {
namespace {

using vod::testing::HttpStandIn;
using vod::testing::StandInAnswer;
using vod::testing::StandInRequest;

TEST(Http, KeepsItsConnection) {
  HttpStandIn server([](const StandInRequest&) { return StandInAnswer{.body = "hello"}; });
  Http http;
  HttpRequest request;
  request.url = server.url() + "/a";
  for (int i = 0; i < 3; ++i) {
    const auto answer = http.send(request);
    ASSERT_TRUE(answer) << answer.error().text();
    EXPECT_EQ(answer.value().body, "hello");
  }
  EXPECT_EQ(server.connections(), 1);
}

TEST(Http, BodyFromASourceArrivesWhole) {
  HttpStandIn server([](const StandInRequest&) { return StandInAnswer{}; });
  Http http;
  HttpRequest request;
  request.method = "PUT";
  request.url = server.url() + "/part?partNumber=1";
  request.source_bytes = 300'000;
  std::uint64_t given_bytes = 0;
  request.source = [&](std::span<std::byte> to) -> CallResult<std::size_t> {
    const std::size_t size = std::min<std::size_t>(to.size(), 300'000 - given_bytes);
    std::ranges::fill(to.first(size), std::byte{'x'});
    given_bytes += size;
    return size;
  };
  ASSERT_TRUE(http.send(request));
  ASSERT_EQ(server.requests().size(), 1U);
  EXPECT_EQ(server.requests()[0].target, "/part?partNumber=1");
  EXPECT_EQ(server.requests()[0].body, std::string(300'000, 'x'));
}

TEST(Http, FailureOfASourceIsTheFailureOfTheRequest) {
  HttpStandIn server([](const StandInRequest&) { return StandInAnswer{}; });
  Http http;
  HttpRequest request;
  request.method = "PUT";
  request.url = server.url();
  request.source_bytes = 10;
  request.source = [](std::span<std::byte>) -> CallResult<std::size_t> { return local_failure("The file is gone."); };
  const auto answer = http.send(request);
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().kind, Failure::Kind::local);
  EXPECT_EQ(answer.error().message, "The file is gone.");
}

TEST(Http, NobodyListeningSaysHowToGoOn) {
  int port = 0;
  {
    port = HttpStandIn([](const StandInRequest&) { return StandInAnswer{}; }).port();
  }
  Http http;
  HttpRequest request;
  request.url = "http://127.0.0.1:" + std::to_string(port) + "/";
  const auto answer = http.send(request);
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().kind, Failure::Kind::unreachable);
  EXPECT_NE(answer.error().message.find("127.0.0.1:" + std::to_string(port)), std::string::npos);
}

TEST(Http, BodyGoesOutAgainWhenTheKeptConnectionWasClosed) {
  std::atomic<int> count = 0;
  HttpStandIn server([&](const StandInRequest& request) {
    StandInAnswer answer;
    answer.body = request.body;
    answer.vanish = ++count == 2;
    return answer;
  });
  Http http;
  HttpRequest request;
  request.method = "POST";
  request.url = server.url() + "/";
  request.body = "whole";
  ASSERT_TRUE(http.send(request));
  const auto again = http.send(request);
  ASSERT_TRUE(again) << again.error().text();
  EXPECT_EQ(again.value().body, "whole");
  EXPECT_EQ(count, 3);
}

TEST(Http, StopEndsARunningRequest) {
  // Answers only once the request has ended, so that nothing but the stop can end it.
  std::promise<void> over;
  HttpStandIn server([answered = over.get_future().share()](const StandInRequest&) {
    answered.wait();
    return StandInAnswer{};
  });
  Http http([] { return true; });
  HttpRequest request;
  request.url = server.url();
  const auto answer = http.send(request);
  over.set_value();
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().kind, Failure::Kind::cancelled);
}

TEST(Http, LostConnectionIsUnreachable) {
  HttpStandIn server([](const StandInRequest&) { return StandInAnswer{.vanish = true}; });
  Http http;
  HttpRequest request;
  request.url = server.url();
  const auto answer = http.send(request);
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().kind, Failure::Kind::unreachable);
}

TEST(Endpoint, TakesUrlsAndBareAddresses) {
  EXPECT_EQ(parse_endpoint("127.0.0.1:9266").value().origin, "http://127.0.0.1:9266");
  EXPECT_EQ(parse_endpoint("https://vod.example.net/").value().origin, "https://vod.example.net");
  EXPECT_EQ(parse_endpoint("http://[::1]:80").value().host, "[::1]:80");
  EXPECT_TRUE(parse_endpoint("localhost:1").value().loopback);
  EXPECT_FALSE(parse_endpoint("vod.example.net").value().loopback);
}

TEST(Endpoint, RefusesWhatIsNone) {
  for (const char* bad : {"", "ftp://host", "http://host/path", "http://user@host", "http://host?x=1", "http://"}) {
    EXPECT_FALSE(parse_endpoint(bad)) << bad;
  }
}

}  // namespace
}  // namespace vod::client
