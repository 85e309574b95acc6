#include <gtest/gtest.h>

#include "server/test_client.h"
#include "server/test_server.h"

namespace vod {
namespace {

using namespace vod::testing;

std::string signed_call(const TestCall& call) { return call.text(test_id, test_secret); }

struct ApiCalls : ::testing::Test {
  TestServer server;
  TestClient client{server.server.address().port};
};

TEST_F(ApiCalls, SignedCallIsAnswered) {
  const TestAnswer answer = client.ask(signed_call({}));
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.error_code(), "");
  EXPECT_EQ(answer.json().at("Mode").as_string(), "PUSH");
}

// The Python SDK compares the whole value; with a charset it takes an error for a success.
TEST_F(ApiCalls, ContentTypeHasNoCharset) {
  EXPECT_EQ(client.ask(signed_call({})).header("content-type"), "application/json");
  EXPECT_EQ(client.ask("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\n\r\n").header("content-type"),
            "application/json");
}

TEST_F(ApiCalls, ErrorsHaveStatus200AndTheirOwnRequestId) {
  std::set<std::string> ids;
  const std::vector<std::string> requests = {signed_call({}),
                                             signed_call({.action = "NoSuchAction"}),
                                             signed_call({.body = "{broken"}),
                                             "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\n{}",
                                             "GET / HTTP/1.1\r\nHost: h\r\n\r\n",
                                             "PUT / HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\n\r\n"};
  for (const std::string& request : requests) {
    const TestAnswer answer = client.ask(request);
    EXPECT_EQ(answer.status, 200) << request;
    ids.insert(std::string(answer.json().at("RequestId").as_string()));
  }
  EXPECT_EQ(ids.size(), requests.size());
  for (const std::string& id : ids) EXPECT_EQ(id.size(), 36U);
}

TEST_F(ApiCalls, HostMayBeSignedWithOrWithoutItsPort) {
  EXPECT_EQ(client.ask(signed_call({.host = "127.0.0.1:9266"})).error_code(), "");
  EXPECT_EQ(client.ask(signed_call({.host = "127.0.0.1:9266", .signed_host = "127.0.0.1"})).error_code(), "");
  EXPECT_EQ(client.ask(signed_call({.host = "127.0.0.1:9266", .signed_host = "other"})).error_code(),
            "AuthFailure.SignatureFailure");
}

TEST_F(ApiCalls, NumbersMayBeTextAndZeroIsTheDefaultApp) {
  EXPECT_EQ(client.ask(signed_call({.body = R"({"SubAppId": "0"})"})).error_code(), "");
  EXPECT_EQ(client.ask(signed_call({.body = R"({"SubAppId": "1500000001"})"})).error_code(), "");
  EXPECT_EQ(client.ask(signed_call({.body = R"({"SubAppId": null})"})).error_code(), "");
  EXPECT_EQ(client.ask(signed_call({.body = R"({"SubAppId": 7})"})).error_code(), "InvalidParameterValue.SubAppId");
  EXPECT_EQ(client.ask(signed_call({.body = R"({"SubAppId": "x"})"})).error_code(), "InvalidParameter");
}

TEST_F(ApiCalls, ManyCallsRideOneConnection) {
  for (int i = 0; i < 50; ++i) EXPECT_EQ(client.ask(signed_call({})).status, 200);
  EXPECT_EQ(server.counters.connections_accepted.load(), 1U);
}

TEST_F(ApiCalls, PipelinedCallsAreAnsweredInOrder) {
  client.send(signed_call({}) + signed_call({.action = "NoSuchAction"}) + signed_call({.action = "DescribeSubAppIds"}) +
              signed_call({}));
  EXPECT_EQ(client.read().error_code(), "");
  EXPECT_EQ(client.read().error_code(), "InvalidAction");
  EXPECT_EQ(client.read().json().at("TotalCount").to_number<int>(), 1);
  EXPECT_EQ(client.read().json().at("Mode").as_string(), "PUSH");
}

TEST_F(ApiCalls, HalfClosedClientIsAnswered) {
  client.send(signed_call({}));
  client.end_sending();
  EXPECT_EQ(client.read().error_code(), "");
  EXPECT_TRUE(client.is_closed());
}

TEST_F(ApiCalls, BodyThatDripsInIsRead) {
  for (const char byte : signed_call({.body = R"({"SubAppId":1500000001})"})) ASSERT_TRUE(client.send({&byte, 1}));
  EXPECT_EQ(client.read().error_code(), "");
}

TEST_F(ApiCalls, ChunkedBodyIsVerifiedAsTheBytesInside) {
  std::string request = signed_call({.body = "{}"});
  const std::size_t at = request.find("Content-Length: 2\r\n");
  request.replace(at, std::string_view("Content-Length: 2\r\n").size(), "Transfer-Encoding: chunked\r\n");
  request.replace(request.size() - 2, 2, "1\r\n{\r\n1\r\n}\r\n0\r\n\r\n");
  EXPECT_EQ(client.ask(request).error_code(), "");
  EXPECT_EQ(client.ask(signed_call({})).error_code(), "");
}

TEST_F(ApiCalls, ContinueIsSentToWhoWaitsForIt) {
  const std::string request = signed_call({.body = "{}", .more_headers = "Expect: 100-continue\r\n"});
  client.send(request.substr(0, request.size() - 2));
  EXPECT_EQ(client.read().status, 100);
  client.send("{}");
  EXPECT_EQ(client.read().error_code(), "");
}

TEST_F(ApiCalls, BodyOverTheLimitIsRefusedBeforeItIsRead) {
  const std::string head =
      "POST / HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\nContent-Length: 10485761\r\n\r\n";
  client.send(head + std::string(100'000, 'x'));
  const TestAnswer answer = client.read();
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.error_code(), "RequestSizeLimitExceeded");
  EXPECT_EQ(answer.header("connection"), "close");
}

TEST_F(ApiCalls, FormsHaveTheSmallerLimit) {
  client.send(
      "POST / HTTP/1.1\r\nHost: h\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: "
      "1048577\r\n\r\n");
  EXPECT_EQ(client.read().error_code(), "RequestSizeLimitExceeded");
}

TEST_F(ApiCalls, ChunkedBodyOverTheLimitIsRefused) {
  ASSERT_TRUE(
      client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: "
                  "chunked\r\n\r\n"));
  const std::string chunk = "40000\r\n" + std::string(0x40000, 'x') + "\r\n";
  for (int i = 0; i < 5; ++i) client.send(chunk);
  EXPECT_EQ(client.read().error_code(), "RequestSizeLimitExceeded");
}

TEST_F(ApiCalls, LargeJsonIsTakenWhole) {
  const std::string large(2'000'000, 'x');
  const TestAnswer answer = client.ask(signed_call({.body = R"({"NotThere":")" + large + "\"}"}));
  EXPECT_EQ(answer.error_code(), "UnknownParameter");
  EXPECT_EQ(client.ask(signed_call({})).error_code(), "");
}

TEST_F(ApiCalls, PreflightNamesTheHeadersThatWereAskedFor) {
  const TestAnswer answer = client.ask(
      "OPTIONS / HTTP/1.1\r\nHost: h\r\nOrigin: http://a\r\nAccess-Control-Request-Headers: "
      "authorization,x-tc-action\r\n\r\n");
  EXPECT_EQ(answer.status, 204);
  EXPECT_EQ(answer.header("access-control-allow-origin"), "*");
  EXPECT_EQ(answer.header("access-control-allow-headers"), "authorization,x-tc-action");
  EXPECT_EQ(client.ask(signed_call({.more_headers = "Origin: http://a\r\n"})).header("access-control-allow-origin"),
            "*");
}

TEST_F(ApiCalls, HeadHasNoBody) {
  const TestAnswer answer = client.ask("HEAD / HTTP/1.1\r\nHost: h\r\n\r\n");
  EXPECT_EQ(answer.status, 200);
  EXPECT_NE(answer.header("content-length"), "0");
  EXPECT_EQ(client.ask(signed_call({})).error_code(), "");
}

TEST_F(ApiCalls, CloseIsHonouredAndHttp10ClosesByItself) {
  EXPECT_EQ(client.ask(signed_call({.more_headers = "Connection: close\r\n"})).header("connection"), "close");
  EXPECT_TRUE(client.is_closed());
  TestClient old(server.server.address().port);
  EXPECT_EQ(old.ask("GET / HTTP/1.0\r\n\r\n").status, 200);
  EXPECT_TRUE(old.is_closed());
}

TEST_F(ApiCalls, WhatIsNotHttpGets400AndIsClosed) {
  EXPECT_EQ(client.ask("\x16\x03\x01 hello\r\n\r\n").status, 400);
  EXPECT_TRUE(client.is_closed());
  TestClient smuggler(server.server.address().port);
  EXPECT_EQ(
      smuggler.ask("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")
          .status,
      400);
  EXPECT_TRUE(smuggler.is_closed());
}

TEST_F(ApiCalls, HeadOverTheLimitIsAnErrorThatClientsUnderstand) {
  const TestAnswer answer = client.ask("GET /?a=" + std::string(60'000, 'x') + " HTTP/1.1\r\nHost: h\r\n\r\n");
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.error_code(), "RequestSizeLimitExceeded");
}

}  // namespace
}  // namespace vod
