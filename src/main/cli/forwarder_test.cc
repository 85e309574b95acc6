#include "main/cli/forwarder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <deque>

#include "base/hash.h"
#include "base/text.h"
#include "testing/http_stand_in.h"
#include "testing/manual_clock.h"
#include "testing/seeded_random.h"
#include "wire/json_value.h"

namespace vod::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using vod::testing::HttpStandIn;
using vod::testing::StandInAnswer;
using vod::testing::StandInRequest;

struct Told final : ForwardReport {
  void forwarded(const Forwarded& event) override { events.push_back(event); }
  void trouble(const std::string& what, std::int64_t) override { troubles.push_back(what); }
  void recovered() override { ++recoveries; }

  std::vector<Forwarded> events;
  std::vector<std::string> troubles;
  int recoveries = 0;
};

class Forwarding : public ::testing::Test {
 protected:
  Forwarding() : receiver_([this](const StandInRequest& request) { return answer(request); }) {}

  StandInAnswer answer(const StandInRequest&) {
    clock_.advance(receiver_ms_);
    StandInAnswer result;
    result.status = status_;
    result.vanish = status_ == 0;
    return result;
  }

  client::CallResult<boost::json::object> call(std::string_view action, const boost::json::object& request) {
    if (failure_) return *failure_;
    if (action == "PullEvents") {
      options_.emplace_back(request.at("ExtInfo").as_string());
      if (queue_.empty()) return boost::json::object{{"EventSet", boost::json::array()}};
      const std::string events = "[" + queue_.front() + "]";
      queue_.pop_front();
      return boost::json::object{{"EventSet", wire::parse_json(events).value()}};
    }
    if (confirm_failure_) return *confirm_failure_;
    for (const auto& handle : request.at("EventHandles").as_array()) confirmed_.emplace_back(handle.as_string());
    return boost::json::object();
  }

  client::CallResult<std::int64_t> step() { return forwarder_.step(); }

  std::deque<std::string> queue_;
  std::vector<std::string> options_;
  std::vector<std::string> confirmed_;
  std::optional<client::Failure> failure_;
  std::optional<client::Failure> confirm_failure_;
  int status_ = 200;
  std::int64_t receiver_ms_ = 0;

  vod::testing::ManualClock clock_;
  vod::testing::SeededRandom random_{1};
  Told told_;
  HttpStandIn receiver_;
  client::Http http_;
  Forwarder forwarder_{[this](std::string_view action, boost::json::object request) { return call(action, request); },
                       http_,
                       {receiver_.url() + "/hook?x=1", "", {}},
                       clock_,
                       random_,
                       told_};
};

std::string deleted(int number) {
  return R"({"EventHandle":"h-)" + std::to_string(number) + R"(","EventId":"evt_)" + std::to_string(number) +
         R"(","EventType":"FileDeleted","FileDeleteEvent":{"FileIdSet":["7"]}})";
}

TEST_F(Forwarding, EventIsPostedAsACallbackAndConfirmed) {
  queue_ = {deleted(1)};
  EXPECT_EQ(step().value(), 0);
  ASSERT_EQ(receiver_.requests().size(), 1U);
  const StandInRequest request = receiver_.requests()[0];
  EXPECT_EQ(request.method, "POST");
  EXPECT_EQ(request.target, "/hook?x=1");
  EXPECT_EQ(request.headers.at("content-type"), "application/json");
  EXPECT_EQ(request.headers.at("webhook-id"), "evt_1");
  EXPECT_EQ(request.body, R"({"EventType":"FileDeleted","FileDeleteEvent":{"FileIdSet":["7"]}})");
  EXPECT_THAT(confirmed_, ElementsAre("h-1"));
  ASSERT_EQ(told_.events.size(), 1U);
  EXPECT_TRUE(told_.events[0].is_confirmed);
  EXPECT_EQ(told_.events[0].event.file_id, "7");
}

TEST_F(Forwarding, EventIsSignedAsACallbackWhereSecretsAreGiven) {
  // The key that the public vectors of Standard Webhooks use.
  const std::string secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  Forwarder forwarder([this](std::string_view action, boost::json::object request) { return call(action, request); },
                      http_, {receiver_.url(), "key", {{secret, 0, 0}}}, clock_, random_, told_);
  queue_ = {deleted(1)};
  ASSERT_TRUE(forwarder.step());
  const StandInRequest request = receiver_.requests()[0];
  const std::string until = std::to_string(clock_.wall_ms() / 1'000 + 600);
  EXPECT_THAT(request.body, HasSubstr(R"("Sign":")" + to_hex(md5("key" + until)) + R"(","T":)" + until));
  const auto key = from_base64(secret.substr(6)).value();
  const std::string content = "evt_1." + request.headers.at("webhook-timestamp") + "." + request.body;
  EXPECT_EQ(request.headers.at("webhook-signature"), "v1," + to_base64(hmac_sha256(key, content)));
}

TEST_F(Forwarding, OnlyTwoHundredsConfirm) {
  queue_ = {deleted(1), deleted(2), deleted(3)};
  for (const int status : {404, 302, 204}) {
    status_ = status;
    EXPECT_EQ(step().value(), 0);
  }
  EXPECT_THAT(confirmed_, ElementsAre("h-3"));
  EXPECT_EQ(told_.events[0].reason, "HTTP 404");
  EXPECT_EQ(told_.events[1].reason, "HTTP 302");
}

TEST_F(Forwarding, ReceiverThatIsAwayIsTriedLaterAndLaterWithOneEventAtATime) {
  queue_ = {deleted(1), deleted(2) + "," + deleted(3), deleted(4)};
  status_ = 0;
  EXPECT_LE(step().value(), 1'200);
  EXPECT_GE(step().value(), 1'600);
  EXPECT_THAT(confirmed_, IsEmpty());
  // The third event was left: it would have failed the same way.
  EXPECT_EQ(told_.events.size(), 2U);
  EXPECT_EQ(told_.events[0].status, 0);
  EXPECT_NE(told_.events[0].reason, "");
  EXPECT_THAT(options_.back(), HasSubstr(R"("MaxEvents":1,)"));
  status_ = 200;
  EXPECT_EQ(step().value(), 0);
  EXPECT_THAT(confirmed_, ElementsAre("h-4"));
}

TEST_F(Forwarding, QuickReceiverGetsSixteenAtOnceAndASlowOneFewer) {
  queue_ = {deleted(1), deleted(2), deleted(3), deleted(4)};
  ASSERT_TRUE(step());
  ASSERT_TRUE(step());
  EXPECT_THAT(options_.back(), HasSubstr(R"("MaxEvents":16,)"));
  receiver_ms_ = 3'000;
  ASSERT_TRUE(step());
  ASSERT_TRUE(step());
  EXPECT_THAT(options_.back(), HasSubstr(R"("MaxEvents":2,)"));
}

TEST_F(Forwarding, EventsWhoseLeasesEndSoonAreLeft) {
  queue_ = {deleted(1) + "," + deleted(2) + "," + deleted(3)};
  receiver_ms_ = 10'000;
  ASSERT_TRUE(step());
  EXPECT_THAT(confirmed_, ElementsAre("h-1", "h-2"));
}

TEST_F(Forwarding, ServerThatIsAwayIsReportedAndSurvived) {
  failure_ = client::Failure{client::Failure::Kind::unreachable, "", "Gone.", ""};
  EXPECT_LE(step().value(), 1'200);
  EXPECT_GE(step().value(), 1'600);
  EXPECT_THAT(told_.troubles, ElementsAre("Gone.", "Gone."));
  failure_.reset();
  queue_ = {deleted(1)};
  EXPECT_EQ(step().value(), 0);
  EXPECT_EQ(told_.recoveries, 1);
  EXPECT_THAT(confirmed_, ElementsAre("h-1"));
}

TEST_F(Forwarding, RefusedConfirmationIsTold) {
  queue_ = {deleted(1)};
  confirm_failure_ = client::Failure{client::Failure::Kind::api, "InvalidParameterValue", "Late.", ""};
  EXPECT_EQ(step().value(), 0);
  EXPECT_FALSE(told_.events[0].is_confirmed);
  EXPECT_THAT(told_.events[0].reason, HasSubstr("Late."));
}

TEST_F(Forwarding, EmptyQueueIsNoTroubleHoweverItIsSaid) {
  EXPECT_LE(step().value(), 100);
  failure_ = client::Failure{client::Failure::Kind::api, "ResourceNotFound", "None.", ""};
  EXPECT_LE(step().value(), 100);
  EXPECT_THAT(told_.troubles, IsEmpty());
}

TEST_F(Forwarding, StopEndsIt) {
  failure_ = client::Failure{client::Failure::Kind::cancelled, "", "Stopped on request.", ""};
  EXPECT_FALSE(step());
}

TEST(CallbackBody, PullCompleteHasTheFormOfCallbacks) {
  const auto event = wire::parse_json(R"({"EventHandle":"h","EventType":"PullComplete","PullCompleteEvent":
      {"FileId":"7","MediaBasicInfo":{"Name":"a"}}})");
  EXPECT_EQ(callback_body(event.value().as_object()),
            R"({"EventType":"PullComplete","PullCompleteEvent":{"FileId":"7","MediaBasicInfo":)"
            R"({"FileId":"7","MediaBasicInfo":{"Name":"a"},"Name":"a"}}})");
}

}  // namespace
}  // namespace vod::cli
