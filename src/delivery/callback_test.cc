#include "delivery/callback.h"

#include <gtest/gtest.h>

#include "delivery/signatures.h"

namespace vod {
namespace {

constexpr std::int64_t now_ms = 1'700'000'000'000;

catalogue::Push push_of(EventType type, std::string body) {
  catalogue::Push push;
  push.key.sequence = 77;
  push.type = type;
  push.body = std::move(body);
  return push;
}

std::string header(const OutboundRequest& request, std::string_view name) {
  for (const auto& [each, value] : request.headers) {
    if (each == name) return value;
  }
  return "absent";
}

TEST(CallbackRequest, PostsTheStoredBodyAsJson) {
  EventConfig config;
  config.notification_url = "https://receiver.example.net/hook";
  const std::string body = R"({"EventType":"NewFileUpload","FileUploadEvent":{"FileId":"1"}})";
  const auto request = callback_request(push_of(EventType::new_file_upload, body), config, {}, now_ms).value();
  EXPECT_EQ(request.method, "POST");
  EXPECT_EQ(request.url, config.notification_url);
  EXPECT_EQ(request.body, body);
  EXPECT_EQ(request.redirects_max, 0);
  EXPECT_EQ(request.connect_ms_max, 5'000);
  EXPECT_EQ(request.total_ms_max, 15'000);
  EXPECT_EQ(request.answer_bytes_max, 4'096U);
  EXPECT_EQ(header(request, "Content-Type"), "application/json");
  EXPECT_EQ(header(request, "webhook-id"), "evt_77");
  EXPECT_EQ(header(request, "webhook-timestamp"), "1700000000");
}

TEST(CallbackRequest, SignKeyAddsSignAndT) {
  EventConfig config;
  config.sign_key = "CallbackKey01";
  const auto request =
      callback_request(push_of(EventType::file_deleted, R"({"EventType":"FileDeleted"})"), config, {}, now_ms).value();
  // The worked value of the API's documents: T = 1700000600.
  EXPECT_EQ(request.body, R"({"EventType":"FileDeleted","Sign":"f42996c9570557c93db0330f75a59aa9","T":1700000600})");
}

TEST(CallbackRequest, PullCompleteCarriesTheNestedFormToo) {
  const std::string body =
      R"({"EventType":"PullComplete","PullCompleteEvent":{"TaskId":"t","FileId":"5","MediaBasicInfo":{"Name":"a } \" b"},"FileUrl":"u"}})";
  EXPECT_EQ(
      with_media_info(body, MediaInfoForm::both),
      R"({"EventType":"PullComplete","PullCompleteEvent":{"TaskId":"t","FileId":"5","MediaBasicInfo":{"FileId":"5",)"
      R"("MediaBasicInfo":{"Name":"a } \" b"},"Name":"a } \" b"},"FileUrl":"u"}})");
}

TEST(CallbackRequest, PullCompleteHasTheFormThatItsEventWasWrittenWith) {
  const std::string body = R"({"PullCompleteEvent":{"FileId":"5","MediaBasicInfo":{"Name":"a"},"FileUrl":"u"}})";
  EXPECT_EQ(with_media_info(body, MediaInfoForm::flat), body);
  EXPECT_EQ(with_media_info(body, MediaInfoForm::nested),
            R"({"PullCompleteEvent":{"FileId":"5","MediaBasicInfo":{"FileId":"5","MediaBasicInfo":{"Name":"a"}},)"
            R"("FileUrl":"u"}})");
  auto push = push_of(EventType::pull_complete, body);
  push.media_info = MediaInfoForm::nested;
  EXPECT_EQ(callback_request(push, {}, {}, now_ms).value().body, with_media_info(body, MediaInfoForm::nested));
}

TEST(CallbackRequest, SecretsSignTheBodyThatIsSent) {
  EventConfig config;
  config.sign_key = "CallbackKey01";
  config.delivery.secrets = {{.secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"}};
  const auto request = callback_request(push_of(EventType::file_deleted, "{}"), config, {}, now_ms).value();
  EXPECT_NE(request.body.find("Sign"), std::string::npos);
  EXPECT_EQ(header(request, "webhook-signature"),
            webhook_signature(config.delivery.secrets, "evt_77", now_ms / 1'000, request.body, now_ms).value());
  config.delivery.secrets.clear();
  EXPECT_EQ(
      header(callback_request(push_of(EventType::file_deleted, "{}"), config, {}, now_ms).value(), "webhook-signature"),
      "absent");
}

TEST(CallbackRequest, BadSecretIsAnErrorAndNotAnUnsignedRequest) {
  EventConfig config;
  config.delivery.secrets = {{.secret = "whsec_short"}};
  EXPECT_FALSE(callback_request(push_of(EventType::file_deleted, "{}"), config, {}, now_ms));
}

TEST(CallbackRequest, AttemptRedeliveryAndTestAreMarked) {
  auto push = push_of(EventType::file_deleted, "{}");
  push.attempts = 2;
  const auto plain = callback_request(push, {}, {}, now_ms).value();
  EXPECT_EQ(header(plain, "openvod-attempt"), "3");
  EXPECT_EQ(header(plain, "openvod-attempt-id"), "att_77_0_1700000000000");
  EXPECT_EQ(header(plain, "openvod-redelivery"), "absent");
  EXPECT_EQ(header(plain, "openvod-test"), "absent");
  push.is_redelivery = true;
  push.is_test = true;
  const auto marked = callback_request(push, {}, {}, now_ms).value();
  EXPECT_EQ(header(marked, "openvod-redelivery"), "1");
  EXPECT_EQ(header(marked, "openvod-test"), "1");
  EXPECT_EQ(header(marked, "webhook-id"), "evt_77");
}

TEST(CallbackRequest, SecondDestinationHasItsUrlTheFrozenFormAndNoSign) {
  EventConfig config;
  config.notification_url = "http://three.example.net/";
  config.sign_key = "CallbackKey01";
  config.delivery.url_v2 = "http://two.example.net/";
  auto push = push_of(EventType::file_deleted, R"({"EventType":"FileDeleted","FileDeleteEvent":{"FileIdSet":["5"]}})");
  push.key.destination = catalogue::to_url_v2;
  const auto request = callback_request(push, config, {}, now_ms).value();
  EXPECT_EQ(request.url, "http://two.example.net/");
  EXPECT_TRUE(request.body.starts_with(R"({"version":"4.0","eventType":"FileDeleted","data":{)")) << request.body;
  EXPECT_EQ(request.body.find("Sign"), std::string::npos);
  EXPECT_EQ(header(request, "webhook-id"), "evt_77");
}

TEST(CallbackRequest, RouteIsTheApps) {
  EventConfig config;
  config.delivery.ca_file = "/ca.pem";
  config.delivery.client_certificate_file = "/c.pem";
  config.delivery.client_key_file = "/k.pem";
  config.delivery.bind_address = "192.0.2.7";
  const auto route = callback_request(push_of(EventType::file_deleted, "{}"), config, {}, now_ms).value().route;
  EXPECT_EQ(route, (OutboundRoute{"/ca.pem", "/c.pem", "/k.pem", "192.0.2.7"}));
}

TEST(CallbackRequest, BodyWithoutMediaInfoStaysAsItIs) {
  for (const std::string body :
       {R"({"EventType":"PullComplete","PullCompleteEvent":{"Status":"FINISH","MediaBasicInfo":null}})",
        R"({"EventType":"PullComplete","PullCompleteEvent":{"MediaBasicInfo":{}}})",
        R"({"SessionContext":"\"MediaBasicInfo\":{"})", "", "{"}) {
    EXPECT_EQ(with_media_info(body, MediaInfoForm::both), body);
  }
}

TEST(Endpoint, IsSchemeHostAndPort) {
  EXPECT_EQ(endpoint_of("http://Receiver.example.net:8080/a?b"), "http://receiver.example.net:8080");
  EXPECT_EQ(endpoint_of("https://receiver.example.net?x=/"), "https://receiver.example.net");
  EXPECT_EQ(endpoint_of(""), "");
}

}  // namespace
}  // namespace vod
