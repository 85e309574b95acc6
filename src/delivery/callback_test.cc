#include "delivery/callback.h"

#include <gtest/gtest.h>

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
  const auto request = callback_request(push_of(EventType::new_file_upload, body), config, {}, now_ms);
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
      callback_request(push_of(EventType::file_deleted, R"({"EventType":"FileDeleted"})"), config, {}, now_ms);
  // The worked value of the API's documents: T = 1700000600.
  EXPECT_EQ(request.body, R"({"EventType":"FileDeleted","Sign":"f42996c9570557c93db0330f75a59aa9","T":1700000600})");
}

TEST(CallbackRequest, PullCompleteCarriesTheNestedFormToo) {
  const std::string body =
      R"({"EventType":"PullComplete","PullCompleteEvent":{"TaskId":"t","FileId":"5","MediaBasicInfo":{"Name":"a } \" b"},"FileUrl":"u"}})";
  EXPECT_EQ(
      with_nested_media_info(body),
      R"({"EventType":"PullComplete","PullCompleteEvent":{"TaskId":"t","FileId":"5","MediaBasicInfo":{"FileId":"5",)"
      R"("MediaBasicInfo":{"Name":"a } \" b"},"Name":"a } \" b"},"FileUrl":"u"}})");
}

TEST(CallbackRequest, BodyWithoutMediaInfoStaysAsItIs) {
  for (const std::string body :
       {R"({"EventType":"PullComplete","PullCompleteEvent":{"Status":"FINISH","MediaBasicInfo":null}})",
        R"({"EventType":"PullComplete","PullCompleteEvent":{"MediaBasicInfo":{}}})",
        R"({"SessionContext":"\"MediaBasicInfo\":{"})", "", "{"}) {
    EXPECT_EQ(with_nested_media_info(body), body);
  }
}

TEST(Endpoint, IsSchemeHostAndPort) {
  EXPECT_EQ(endpoint_of("http://Receiver.example.net:8080/a?b"), "http://receiver.example.net:8080");
  EXPECT_EQ(endpoint_of("https://receiver.example.net?x=/"), "https://receiver.example.net");
  EXPECT_EQ(endpoint_of(""), "");
}

}  // namespace
}  // namespace vod
