#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "main/cli/exit_code.h"
#include "main/cli/test_command_line.h"

namespace vod::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

using KeysCommands = CommandLineTest;

TEST_F(KeysCommands, CreateSendsTheLimitsAndShowsTheSecret) {
  server_.answers["CreateKey"] = R"({"SecretId":"AKIDx","SecretKey":"y","RequestId":"r"})";
  EXPECT_EQ(run({"keys", "create", "ci", "--read-only", "--only-app", "7"}), ExitCode::ok);
  EXPECT_THAT(server_.http().requests()[0].body, HasSubstr(R"("Name":"ci","OnlySubAppId":7,"IsReadOnly":true)"));
  EXPECT_THAT(out_, HasSubstr("SecretKey  y"));
  EXPECT_THAT(err_, HasSubstr("not shown again"));
}

TEST_F(KeysCommands, ListSaysWhatEachMayDo) {
  server_.answers["ListKeys"] =
      R"({"KeySet":[{"SecretId":"AKIDx","Name":"ci","Status":"Disabled","OnlySubAppId":7,"IsReadOnly":true,
          "ExpireTime":"9999-12-31T23:59:59Z"}],"RequestId":"r"})";
  EXPECT_EQ(run({"keys", "list"}), ExitCode::ok);
  EXPECT_THAT(out_, HasSubstr("Disabled  reading in app 7  never"));
}

TEST_F(KeysCommands, DisableNamesTheKeyAndAppPlaysNoPart) {
  server_.answers["ModifyKeyStatus"] = R"({"RequestId":"r"})";
  EXPECT_EQ(run({"keys", "disable", "AKIDx", "--app", "7"}), ExitCode::ok);
  EXPECT_THAT(server_.http().requests()[0].body, HasSubstr(R"("KeyId":"AKIDx","Status":"Disabled")"));
  EXPECT_THAT(server_.http().requests()[0].body, Not(HasSubstr("SubAppId")));
}

TEST_F(KeysCommands, AFailedBackupIsNoSuccess) {
  server_.answers["CreateBackup"] = R"({"RequestId":"r"})";
  server_.answers["DescribeBackup"] = R"({"Status":"Failed","Message":"The disk is full.","RequestId":"r"})";
  EXPECT_EQ(run({"backup", "copy"}), ExitCode::failed);
  EXPECT_THAT(err_, HasSubstr("The disk is full."));
  EXPECT_THAT(server_.http().requests()[0].body, HasSubstr(R"("Path":"/)"));
}

}  // namespace
}  // namespace vod::cli
