#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "main/cli/exit_code.h"
#include "main/cli/test_command_line.h"
#include "wire/json_value.h"

namespace vod::cli {
namespace {

using ::testing::HasSubstr;

using CommandLine = CommandLineTest;

TEST_F(CommandLine, WrongUsageIsTwo) {
  EXPECT_EQ(run({}, false), ExitCode::usage);
  EXPECT_EQ(run({"media"}, false), ExitCode::usage);
  EXPECT_EQ(run({"media", "fly"}, false), ExitCode::usage);
  EXPECT_EQ(run({"task", "show"}, false), ExitCode::usage);
  EXPECT_EQ(run({"config", "set"}), ExitCode::usage);
  EXPECT_EQ(run({"media", "process", "1"}), ExitCode::usage);
}

TEST_F(CommandLine, HelpIsNoErrorAndNamesTheExitCodes) {
  EXPECT_EQ(run({"--help"}, false), ExitCode::ok);
  EXPECT_THAT(out_, HasSubstr("Exit codes: 0 done"));
  EXPECT_EQ(run({"serve", "--help"}, false), ExitCode::ok);
  EXPECT_THAT(out_, HasSubstr("--pull-max-bytes"));
}

TEST_F(CommandLine, NoServerIsThree) {
  EXPECT_EQ(run({"config", "show", "--endpoint", "http://127.0.0.1:1", "--secret-id", "a", "--secret-key", "b"}, false),
            ExitCode::unreachable);
  EXPECT_THAT(err_, HasSubstr("openvod serve"));
}

TEST_F(CommandLine, ErrorOfTheServerIsFourAndJsonHasItsCode) {
  server_.answers["DescribeMediaInfos"] =
      R"({"Error":{"Code":"InvalidParameterValue.FileIds","Message":"No."},"RequestId":"r-5"})";
  EXPECT_EQ(run({"media", "show", "1", "--json"}), ExitCode::refused);
  EXPECT_EQ(out_, R"({"Error":{"Code":"InvalidParameterValue.FileIds","Message":"No."},"RequestId":"r-5"})"
                  "\n");
}

TEST_F(CommandLine, JsonIsTheAnswerAsItIs) {
  server_.answers["DescribeTasks"] = R"({"TaskSet":[{"TaskId":"t","New":1.5}],"RequestId":"r"})";
  EXPECT_EQ(run({"task", "ls", "--json"}), ExitCode::ok);
  EXPECT_EQ(out_, R"({"TaskSet":[{"TaskId":"t","New":1.5}],"RequestId":"r"})"
                  "\n");
}

TEST_F(CommandLine, ConfigSetSendsWhatIsGivenAndShowsTheRest) {
  server_.answers["ModifyEventConfig"] = R"({"RequestId":"r"})";
  server_.answers["DescribeEventConfig"] = R"({"Mode":"PUSH","NotificationUrl":"http://h/c",
      "UploadMediaCompleteEventSwitch":"ON","RequestId":"r"})";
  EXPECT_EQ(
      run({"config", "set", "--mode", "push", "--url", "http://h/c", "--all-events", "ON", "--delete-events", "off"}),
      ExitCode::ok);
  const auto sent = wire::parse_json(server_.http().requests()[0].body);
  EXPECT_EQ(wire::json_text(sent.value()),
            R"({"Mode":"PUSH","NotificationUrl":"http://h/c","UploadMediaCompleteEventSwitch":"ON",)"
            R"("DeleteMediaCompleteEventSwitch":"OFF","PersistenceCompleteEventSwitch":"ON"})");
  EXPECT_THAT(out_, HasSubstr("http://h/c"));
}

TEST_F(CommandLine, WaitingForAFailedTaskIsFive) {
  server_.answers["DescribeTaskDetail"] =
      R"({"TaskType":"Procedure","Status":"FINISH","ProcedureTask":{"Status":"FINISH",
      "FileId":"7","MediaProcessResultSet":[{"Type":"Transcode","TranscodeTask":{"Status":"FAIL",
      "ErrCodeExt":"SourceFileError.NoVideoMedia","Message":"no picture","Input":{"Definition":100010}}}]},"RequestId":"r"})";
  EXPECT_EQ(run({"task", "wait", "t-1"}), ExitCode::task_failed);
  EXPECT_THAT(out_, HasSubstr("SourceFileError.NoVideoMedia no picture"));
}

TEST_F(CommandLine, WaitingTooLongIsSix) {
  server_.answers["DescribeTaskDetail"] = R"({"TaskType":"Procedure","Status":"WAITING","RequestId":"r"})";
  EXPECT_EQ(run({"task", "wait", "t-1", "--timeout", "0.2"}), ExitCode::timed_out);
}

TEST_F(CommandLine, PulledEventsAreConfirmedOnRequest) {
  server_.answers["PullEvents"] = R"({"EventSet":[{"EventHandle":"h-1","EventType":"NewFileUpload",
      "FileUploadEvent":{"FileId":"7"}}],"RequestId":"r"})";
  server_.answers["ConfirmEvents"] = R"({"RequestId":"r"})";
  EXPECT_EQ(run({"events", "pull", "--confirm"}), ExitCode::ok);
  EXPECT_THAT(out_, HasSubstr("NewFileUpload"));
  ASSERT_EQ(server_.http().requests().size(), 2U);
  EXPECT_EQ(server_.http().requests()[1].body, R"({"EventHandles":["h-1"]})");
}

TEST_F(CommandLine, ListeningNeedsAnAddressAndSecretsThatAreSome) {
  EXPECT_EQ(run({"events", "listen"}), ExitCode::usage);
  EXPECT_EQ(run({"events", "listen", "--forward-to", "ftp://h/x"}), ExitCode::usage);
  EXPECT_EQ(run({"events", "listen", "--forward-to", ":"}), ExitCode::usage);
  EXPECT_EQ(run({"events", "listen", "--forward-to", "http://h/x", "--signing-secret", "secret"}), ExitCode::usage);
  EXPECT_TRUE(server_.http().requests().empty());
}

TEST_F(CommandLine, ListeningDoesNotStartWithoutAServer) {
  EXPECT_EQ(run({"events", "listen", "--forward-to", "http://127.0.0.1:1/x", "--endpoint", "http://127.0.0.1:1",
                 "--secret-id", "a", "--secret-key", "b"},
                false),
            ExitCode::unreachable);
}

TEST_F(CommandLine, EveryTableCanBeDescribedBothWays) {
  for (const char* topic : {"actions", "events", "templates", "errors", "settings", "limits"}) {
    EXPECT_EQ(run({"describe", topic}, false), ExitCode::ok);
    EXPECT_GT(std::ranges::count(out_, '\n'), 3) << topic;
    EXPECT_EQ(run({"describe", topic, "--json"}, false), ExitCode::ok);
    const auto document = wire::parse_json(out_);
    ASSERT_TRUE(document) << topic;
    EXPECT_FALSE(document.value().at(topic).as_array().empty()) << topic;
  }
}

}  // namespace
}  // namespace vod::cli
