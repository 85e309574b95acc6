#include "receiver/http_service.h"

#include <gtest/gtest.h>

#include <thread>

#include "client/http.h"
#include "model/errors.h"

namespace vod::receiver {
namespace {

class Service : public ::testing::Test {
 protected:
  Service() {
    auto listening = HttpService::listen(
        "127.0.0.1", 0,
        [this](const Notification& notification) {
          seen_ = notification.headers;
          const bool is_good = notification.body == "good";
          return Reply{is_good ? 200 : 400, is_good ? "" : "Bad Request"};
        },
        journal_);
    EXPECT_TRUE(listening);
    service_ = std::move(listening).value();
    runner_ = std::jthread([this] { service_->run(); });
  }
  ~Service() override {
    service_->stop();
    runner_.join();
  }

  client::HttpAnswer send(const std::string& method, const std::string& path, const std::string& body = {},
                          const std::vector<std::pair<std::string, std::string>>& headers = {}) {
    client::HttpRequest request;
    request.method = method;
    request.url = "http://127.0.0.1:" + std::to_string(service_->port()) + path;
    request.body = body;
    request.headers = headers;
    auto answer = http_.send(request);
    EXPECT_TRUE(answer) << answer.error().text();
    return answer ? answer.value() : client::HttpAnswer{};
  }

  SystemClock clock_;
  Journal journal_{clock_};
  std::map<std::string, std::string> seen_;
  std::unique_ptr<HttpService> service_;
  std::jthread runner_;
  client::Http http_;
};

TEST_F(Service, PostsToTheCallbackReachTheHandler) {
  const auto good = send("POST", "/release/callback", "good");
  EXPECT_EQ(good.status, 200);
  EXPECT_EQ(good.body, "");
  const auto bad = send("POST", "/release/callback", "");
  EXPECT_EQ(bad.status, 400);
  EXPECT_EQ(bad.body, "Bad Request");
}

TEST_F(Service, HandlerSeesTheHeadersInLowerCase) {
  send("POST", "/release/callback", "good", {{"Webhook-Id", "evt_1"}});
  EXPECT_EQ(seen_["webhook-id"], "evt_1");
}

TEST_F(Service, WithoutAHandlerNotificationsAreNotTaken) {
  auto listening = HttpService::listen("127.0.0.1", 0, nullptr, journal_);
  ASSERT_TRUE(listening);
  const auto service = std::move(listening).value();
  std::jthread runner([&] { service->run(); });
  client::HttpRequest request;
  request.method = "POST";
  request.url = "http://127.0.0.1:" + std::to_string(service->port()) + "/release/callback";
  const auto answer = http_.send(request);
  service->stop();
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer.value().status, 404);
}

TEST_F(Service, LogPageShowsTheLastLines) {
  journal_.print("FileId 7, Definition 100010, Url http://h/v.mp4");
  const auto page = send("GET", "/log");
  EXPECT_EQ(page.status, 200);
  EXPECT_EQ(page.header("content-type"), "text/html; charset=utf-8");
  EXPECT_NE(page.body.find("FileId 7, Definition 100010, Url http://h/v.mp4"), std::string::npos);
}

TEST_F(Service, OtherPathsAndMethodsAreRefused) {
  EXPECT_EQ(send("GET", "/release/callback").status, 405);
  EXPECT_EQ(send("GET", "/etc/passwd").status, 404);
  EXPECT_EQ(send("POST", "/log").status, 404);
}

TEST_F(Service, BusyPortIsAnError) {
  const auto second = HttpService::listen("127.0.0.1", service_->port(), nullptr, journal_);
  EXPECT_FALSE(second);
  const auto nowhere = HttpService::listen("no address", 0, nullptr, journal_);
  EXPECT_FALSE(nowhere);
}

}  // namespace
}  // namespace vod::receiver
