#include "api/ext_info.h"

#include <gmock/gmock.h>

#include <string>

#include "model/errors.h"
#include "model/limits.h"

namespace vod {
namespace {

using ::testing::HasSubstr;

template <class T>
void expect_refused(const Result<T>& read, std::string_view subject, const char* why) {
  ASSERT_FALSE(read) << subject;
  EXPECT_EQ(read.error().code, ErrorCode::invalid_parameter_value);
  EXPECT_EQ(read.error().subject, subject);
  EXPECT_THAT(read.error().detail, HasSubstr(why));
}

TEST(ExtInfo, TextThatIsNoObjectAsksForNothing) {
  for (const std::string_view text : {"", " ", "reserved", "[]", "\"Action\"", "17", "\xff"}) {
    const auto wish = pull_wish(text);
    ASSERT_TRUE(wish) << text;
    EXPECT_EQ(wish.value().options.events_max, 16U);
    EXPECT_EQ(wish.value().options.lease_ms, 30'000);
    EXPECT_FALSE(wish.value().options.annotate);
    EXPECT_EQ(wish.value().wait_ms, 5'000);
    const auto change = lease_change(text);
    ASSERT_TRUE(change) << text;
    EXPECT_FALSE(change.value());
  }
  EXPECT_FALSE(lease_change(" {} ").value());
}

TEST(ExtInfo, PullAsksForWhatItNames) {
  const auto wish = pull_wish(R"( {"MaxEvents":256,"WaitSeconds":0,"LeaseSeconds":43200,"Annotate":true} )").value();
  EXPECT_EQ(wish.options.events_max, 256U);
  EXPECT_EQ(wish.options.lease_ms, 43'200'000);
  EXPECT_TRUE(wish.options.annotate);
  EXPECT_EQ(wish.wait_ms, 0);
  EXPECT_EQ(pull_wish(R"({"LeaseSeconds":1})").value().wait_ms, 5'000);
}

TEST(ExtInfo, PullRefusesWhatItDoesNotKnow) {
  expect_refused(pull_wish(R"({"MaxEvents":0})"), "ExtInfo.MaxEvents", "from 1 to 256");
  expect_refused(pull_wish(R"({"MaxEvents":257})"), "ExtInfo.MaxEvents", "257");
  expect_refused(pull_wish(R"({"MaxEvents":"16"})"), "ExtInfo.MaxEvents", "whole number");
  expect_refused(pull_wish(R"({"MaxEvents":1.5})"), "ExtInfo.MaxEvents", "whole number");
  expect_refused(pull_wish(R"({"MaxEvents":18446744073709551615})"), "ExtInfo.MaxEvents", "whole number");
  expect_refused(pull_wish(R"({"WaitSeconds":21})"), "ExtInfo.WaitSeconds", "from 0 to 20");
  expect_refused(pull_wish(R"({"WaitSeconds":-1})"), "ExtInfo.WaitSeconds", "-1");
  expect_refused(pull_wish(R"({"LeaseSeconds":43201})"), "ExtInfo.LeaseSeconds", "43200");
  expect_refused(pull_wish(R"({"LeaseSeconds":0})"), "ExtInfo.LeaseSeconds", "from 1");
  expect_refused(pull_wish(R"({"Annotate":1})"), "ExtInfo.Annotate", "neither true nor false");
  expect_refused(pull_wish(R"({"Leaseseconds":5})"), "ExtInfo.Leaseseconds", "no member");
  expect_refused(pull_wish(R"({"Action":"Extend","Seconds":5})"), "ExtInfo.Action", "PullEvents");
  expect_refused(pull_wish(R"({"MaxEvents":16)"), "ExtInfo", "begins like a JSON object");
}

TEST(ExtInfo, ConfirmDoesWhatItNamesInstead) {
  const auto extend = lease_change(R"({"Action":"Extend","Seconds":120})").value();
  EXPECT_EQ(extend->action, LeaseChange::Action::extend);
  EXPECT_EQ(extend->after_ms, 120'000);
  const auto release = lease_change(R"({"Action":"Release"})").value();
  EXPECT_EQ(release->action, LeaseChange::Action::release);
  EXPECT_EQ(release->after_ms, 0);
  EXPECT_EQ(lease_change(R"({"Action":"Release","Seconds":43200})").value()->after_ms, 43'200'000);
  const auto park = lease_change(R"({"Reason":"no such film","Action":"Park"})").value();
  EXPECT_EQ(park->action, LeaseChange::Action::park);
  EXPECT_EQ(park->reason, "no such film");
  EXPECT_EQ(lease_change(R"({"Action":"Park","Reason":""})").value()->reason, "parked_by_consumer");
}

TEST(ExtInfo, ConfirmRefusesWhatItDoesNotKnow) {
  expect_refused(lease_change(R"({"Action":"release"})"), "ExtInfo.Action", "Extend, Release and Park");
  expect_refused(lease_change(R"({"Action":7})"), "ExtInfo.Action", "not a text");
  expect_refused(lease_change(R"({"Seconds":7})"), "ExtInfo.Action", "none of");
  expect_refused(lease_change(R"({"Action":"Extend"})"), "ExtInfo.Seconds", "needs it");
  expect_refused(lease_change(R"({"Action":"Extend","Seconds":0})"), "ExtInfo.Seconds", "from 1 to 43200");
  expect_refused(lease_change(R"({"Action":"Release","Seconds":43201})"), "ExtInfo.Seconds", "from 0 to 43200");
  expect_refused(lease_change(R"({"Action":"Release","Reason":"x"})"), "ExtInfo.Reason", "Release");
  expect_refused(lease_change(R"({"Action":"Park","Seconds":5})"), "ExtInfo.Seconds", "Park");
  expect_refused(lease_change(R"({"Action":"Park","Reason":5})"), "ExtInfo.Reason", "not a text");
  const std::string long_reason(limits::park_reason_characters_max + 1, 'x');
  expect_refused(lease_change(R"({"Action":"Park","Reason":")" + long_reason + R"("})"), "ExtInfo.Reason", "longer");
  expect_refused(lease_change(R"({"Action":"Release")"), "ExtInfo", "begins like a JSON object");
}

}  // namespace
}  // namespace vod
