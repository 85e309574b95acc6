#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "main/cli/exit_code.h"
#include "main/cli/test_command_line.h"
#include "wire/json_value.h"

namespace vod::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class EventsCommand : public CommandLineTest {
 protected:
  int run(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "events");
    return CommandLineTest::run(std::move(arguments));
  }
};

constexpr const char* one_event =
    R"({"EventSet":[{"EventId":"evt_7","EventType":"PullComplete","State":"parked","ParkedReason":"gone","CreateTime":)"
    R"("2026-01-31T12:00:00Z","FileId":"123","TaskId":"","Deliveries":2,"Attempts":9,"IsTest":true}],"EndCursor":"evt_7"})";

TEST_F(EventsCommand, ListSaysWhereEachEventIsAndWhy) {
  server_.answers["ListEvents"] = one_event;
  EXPECT_EQ(run({"list", "--state", "parked,queued", "--from", "2h"}), ExitCode::ok) << err_;
  EXPECT_THAT(out_, HasSubstr("evt_7"));
  EXPECT_THAT(out_, HasSubstr("parked: gone (test)"));
  EXPECT_EQ(run({"list", "--json"}), ExitCode::ok);
  const auto document = wire::parse_json(out_);
  ASSERT_TRUE(document) << out_;
  EXPECT_EQ(document.value().at("EventSet").as_array().size(), 1U);
}

TEST_F(EventsCommand, ShowPrintsAttemptsWithTheirPhases) {
  server_.answers["DescribeEvent"] =
      R"({"Event":{"EventId":"evt_7","EventType":"PullComplete","State":"sending","Attempts":1,"NextAttemptTime":"soon",)"
      R"("Content":{"EventType":"PullComplete"}},"AttemptSet":[{"Number":1,"Url":"http://a.example/hook","StartTime":"t",)"
      R"("Status":503,"ConnectMs":1.5,"TotalMs":20.25,"Answer":"busy"}],"DestinationSet":[]})";
  EXPECT_EQ(run({"show", "evt_7"}), ExitCode::ok) << err_;
  EXPECT_THAT(out_, HasSubstr("sending, again at soon"));
  EXPECT_THAT(out_, HasSubstr("503"));
  EXPECT_THAT(out_, HasSubstr("connected 1.5, over 20.2"));
  EXPECT_THAT(out_, HasSubstr(R"({"EventType":"PullComplete"})"));
}

TEST_F(EventsCommand, OrdersWantToKnowWhichEvents) {
  EXPECT_EQ(run({"redeliver"}), ExitCode::usage);
  EXPECT_EQ(run({"park", "evt_1", "--state", "queued"}), ExitCode::usage);
  EXPECT_EQ(run({"unpark", "evt_1"}), ExitCode::usage);
  EXPECT_EQ(run({"purge", "--type", "PullComplete"}), ExitCode::usage);
  EXPECT_EQ(run({"unpark", "evt_1", "--via", "mars"}), ExitCode::usage);
  EXPECT_TRUE(server_.http().requests().empty());
}

TEST_F(EventsCommand, RedeliverTellsHowManyAndWhatWasLeft) {
  server_.answers["RedeliverEvents"] =
      R"({"Count":1,"SkippedSet":[{"EventId":"evt_2","Reason":"The event is queued."}]})";
  EXPECT_EQ(run({"redeliver", "evt_1", "evt_2"}), ExitCode::ok) << err_;
  EXPECT_THAT(out_, HasSubstr("1 event delivered again.\nevt_2 was left"));
  EXPECT_THAT(out_, HasSubstr("evt_2 was left as it is: The event is queued."));
}

TEST_F(EventsCommand, PurgeNeedsAYesOrTheRightNumber) {
  server_.answers["ListEvents"] = one_event;
  server_.answers["PurgeEvents"] = R"({"Count":3,"SkippedSet":[],"EndCursor":"evt_7"})";
  EXPECT_EQ(run({"purge", "--state", "parked", "--expect", "2"}), ExitCode::failed);
  EXPECT_THAT(err_, HasSubstr("3 events would be purged, not 2"));
  EXPECT_EQ(run({"purge", "--state", "parked", "--json"}), ExitCode::usage);
  EXPECT_EQ(run({"purge", "--state", "parked", "--dry-run"}), ExitCode::ok);
  EXPECT_THAT(out_, HasSubstr("3 events would be purged."));
  EXPECT_EQ(run({"purge", "--state", "parked", "--expect", "3"}), ExitCode::ok) << err_;
  EXPECT_THAT(out_, HasSubstr("3 events purged."));
}

TEST_F(EventsCommand, TriggerAndStateSayWhatTheServerSays) {
  server_.answers["CreateTestEvent"] = R"({"EventId":"evt_9","State":"queued","Detail":"It waits for PullEvents."})";
  EXPECT_EQ(run({"trigger", "NewFileUpload"}), ExitCode::ok) << err_;
  EXPECT_THAT(out_, HasSubstr("evt_9"));
  EXPECT_THAT(err_, HasSubstr("openvod events show evt_9"));

  server_.answers["DescribeQueue"] =
      R"({"Mode":"PULL","QueuedCount":12,"LeasedCount":3,"ParkedCount":1,"SendingCount":0,"OldestEventId":"evt_4",)"
      R"("OldestEventSeconds":3661,"ExpiringCount":20000,"ExpiringCountIsExact":false})";
  server_.answers["DescribeEndpoints"] = R"({"EndpointSet":[]})";
  EXPECT_EQ(run({"state"}), ExitCode::ok) << err_;
  EXPECT_THAT(out_, HasSubstr("evt_4, 1:01:01 old"));
  EXPECT_THAT(out_, HasSubstr("more than 20000 within a day"));
  EXPECT_THAT(out_, HasSubstr("No callback URL is set."));
}

TEST_F(EventsCommand, TailPrintsOneLinePerEventAndEndsWhenItsTimeIsOver) {
  server_.answers["ListEvents"] = one_event;
  EXPECT_EQ(run({"tail", "--json", "--lines", "0", "--timeout", "0.05"}), ExitCode::ok) << err_;
  EXPECT_THAT(out_, HasSubstr("\"EventId\":\"evt_7\""));
  EXPECT_THAT(out_, Not(HasSubstr("EventSet")));
}

}  // namespace
}  // namespace vod::cli
