#include "client/api_client.h"

#include <gtest/gtest.h>

#include "testing/api_stand_in.h"

namespace vod::client {
namespace {

using vod::testing::ApiStandIn;

Target target_of(const ApiStandIn& server) {
  return {server.url(), {std::string(ApiStandIn::secret_id), std::string(ApiStandIn::secret_key), ""}, "ap-chongqing"};
}

TEST(ApiClient, CallsAreSignedAsTheServerWantsThem) {
  ApiStandIn server;
  server.answers["DescribeEventConfig"] = R"({"Mode":"PULL","RequestId":"r-1"})";
  const SystemClock clock;
  ApiClient api(target_of(server), clock);
  const auto answer = api.call("DescribeEventConfig", {});
  ASSERT_TRUE(answer) << answer.error().text();
  EXPECT_EQ(answer.value().at("Mode").as_string(), "PULL");
}

TEST(ApiClient, WrongKeyIsAnApiErrorWithItsRequestId) {
  ApiStandIn server;
  Target target = target_of(server);
  target.keys.secret_key = "another";
  const SystemClock clock;
  ApiClient api(target, clock);
  const auto answer = api.call("DescribeEventConfig", {});
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().kind, Failure::Kind::api);
  EXPECT_EQ(answer.error().code, "AuthFailure.SignatureFailure");
  EXPECT_EQ(answer.error().request_id, "stand-in");
}

TEST(ApiClient, TypedCallGivesTheGeneratedType) {
  ApiStandIn server;
  server.answers["ProcessMedia"] = R"({"TaskId":"t-7","Unknown":{"x":1},"RequestId":"r"})";
  const SystemClock clock;
  ApiClient api(target_of(server), clock);
  wire::ProcessMediaRequest request;
  request.FileId = "123";
  const auto answer = api.call_as<wire::ProcessMediaResponse>("ProcessMedia", request);
  ASSERT_TRUE(answer) << answer.error().text();
  EXPECT_EQ(answer.value().TaskId, "t-7");
  EXPECT_NE(server.http().requests()[0].body.find(R"("FileId":"123")"), std::string::npos);
}

TEST(ApiClient, AnswerThatIsNoEnvelopeIsAProtocolFailure) {
  vod::testing::HttpStandIn server([](const auto&) {
    vod::testing::StandInAnswer answer;
    answer.body = "<html>hello</html>";
    return answer;
  });
  const SystemClock clock;
  ApiClient api({server.url(), {"id", "key", ""}, ""}, clock);
  const auto answer = api.call("DescribeEventConfig", {});
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().kind, Failure::Kind::protocol);
}

TEST(ApiClient, NoServerIsUnreachableAndSaysHowToStartOne) {
  const SystemClock clock;
  ApiClient api({"http://127.0.0.1:1", {"id", "key", ""}, ""}, clock);
  const auto answer = api.call("DescribeEventConfig", {});
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().kind, Failure::Kind::unreachable);
  EXPECT_NE(answer.error().message.find("openvod serve"), std::string::npos);
}

TEST(ApiClient, BadEndpointIsToldBeforeAnythingIsSent) {
  const SystemClock clock;
  ApiClient api({"ftp://example.net", {"id", "key", ""}, ""}, clock);
  const auto answer = api.call("DescribeEventConfig", {});
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().kind, Failure::Kind::local);
}

}  // namespace
}  // namespace vod::client
