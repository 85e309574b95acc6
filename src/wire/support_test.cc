#include <gmock/gmock.h>

#include "model/errors.h"
#include "wire/forms.h"
#include "wire/json_value.h"
#include "wire/tables.h"
#include "wire/types.h"

namespace vod::wire {
namespace {

using testing::HasSubstr;

Result<ProcessMediaRequest> request(std::string_view json) {
  return decode_request<ProcessMediaRequest>(parse_json(json).value());
}

Result<ProcessMediaRequest> transcode(std::string_view members) {
  std::string json = R"({"FileId":"1","MediaProcessTask":{"TranscodeTaskSet":[{"Definition":100010,)";
  return request(json.append(members).append("}]}}"));
}

TEST(SupportTest, AValueThatAsksForSomethingIsRefusedWithTheReason) {
  const auto refused = transcode(R"("CopyRightWatermark":{"Text":"x"})");
  ASSERT_TRUE(refused.has_error());
  EXPECT_EQ(refused.error().code, ErrorCode::unsupported_operation);
  EXPECT_EQ(refused.error().subject, "MediaProcessTask.TranscodeTaskSet.0.CopyRightWatermark");
  EXPECT_THAT(refused.error().detail, HasSubstr("openvod has no copyright watermarks"));
  EXPECT_TRUE(transcode(R"("HeadTailSet":[{"Definition":1}])").has_error());
  EXPECT_TRUE(transcode(R"("TraceWatermark":{"Switch":"ON","Definition":1})").has_error());
  EXPECT_TRUE(request(R"({"FileId":"1","OutputAsIndependentMedia":"ON"})").has_error());
  EXPECT_TRUE(request(R"({"Url":"http://a/b.mp4"})").has_error());
  EXPECT_TRUE(request(R"({"FileId":"1","AiAnalysisTask":{"Definition":10}})").has_error());
}

TEST(SupportTest, ValuesThatAskForNothingAreAccepted) {
  EXPECT_TRUE(transcode(R"("StartTimeOffset":0,"EndTimeOffset":0.0)").has_value());
  EXPECT_TRUE(transcode(R"("StartTimeOffset":"0.0","EndTimeOffset":null)").has_value());
  EXPECT_TRUE(transcode(R"("HeadTailSet":[],"TraceWatermark":null,"CopyRightWatermark":null)").has_value());
  EXPECT_TRUE(transcode(R"("TraceWatermark":{"Switch":"OFF","Definition":0})").has_value());
  EXPECT_TRUE(request(R"({"FileId":"1","OutputAsIndependentMedia":"OFF","Url":"","MediaStoragePath":""})").has_value());
}

TEST(SupportTest, FormsAreJudgedAlike) {
  const auto judge = [](std::string_view form) {
    return decode_request<ProcessMediaRequest>(expand_form(parse_form(form).value()).value());
  };
  const std::string start =
      "FileId=1&MediaProcessTask.TranscodeTaskSet.0.Definition=100010&MediaProcessTask.TranscodeTaskSet.0.";
  EXPECT_TRUE(judge(start + "StartTimeOffset=0").has_value());
  EXPECT_EQ(judge(start + "HeadTailSet.0.Definition=1").error().code, ErrorCode::unsupported_operation);
  EXPECT_TRUE(judge("FileId=1&OutputAsIndependentMedia=OFF").has_value());
}

TEST(SupportTest, IgnoredParametersAreAccepted) { EXPECT_TRUE(request(R"({"FileId":"1","ExtInfo":"x"})").has_value()); }

TEST(SupportTest, AWrongTypeIsReportedEvenInARefusedParameter) {
  EXPECT_EQ(transcode(R"("StartTimeOffset":"x")").error().code, ErrorCode::invalid_parameter);
}

TEST(SupportTest, AnAnswerIsNotHeldToTheTable) {
  EXPECT_TRUE(decode_answer<TranscodeTaskInput>(R"({"Definition":1,"StartTimeOffset":5})").has_value());
}

TEST(TablesTest, ActionsAreFoundByVersionAndName) {
  const ActionRow* row = find_action("2018-07-17", "ProcessMedia");
  ASSERT_NE(row, nullptr);
  EXPECT_EQ(row->request_type, "ProcessMediaRequest");
  ASSERT_NE(find_type(row->request_type), nullptr);
  EXPECT_EQ(find_type(row->request_type)->fields.front().name, "FileId");
  EXPECT_NE(find_action("2026-11-01", "CancelTask"), nullptr);
  EXPECT_EQ(find_action("2018-07-17", "CancelTask"), nullptr);
  EXPECT_EQ(find_action("2018-07-17", "processmedia"), nullptr);
}

TEST(TablesTest, UnservedActionsStayKnown) {
  EXPECT_TRUE(is_unserved("2018-07-17", "ReviewAudioVideo"));
  EXPECT_FALSE(is_unserved("2018-07-17", "ProcessMedia"));
  EXPECT_FALSE(is_unserved("2018-07-17", "MakeCoffee"));
  EXPECT_TRUE(is_version("2018-07-17"));
  EXPECT_TRUE(is_version("2026-11-01"));
  EXPECT_FALSE(is_version("2017-03-12"));
}

TEST(TablesTest, EveryRowOfSupportNamesAFieldOfTheSchema) {
  EXPECT_FALSE(support().empty());
  for (const SupportRow& row : support()) {
    const TypeRow* type = find_type(row.type);
    ASSERT_NE(type, nullptr) << row.type;
    EXPECT_THAT(type->fields, testing::Contains(testing::Field(&FieldRow::name, row.field))) << row.type;
    EXPECT_EQ(find_support(row.type, row.field), &row);
  }
}

TEST(TablesTest, EveryActionHasItsTypesAndARequestId) {
  for (const ActionRow& row : actions()) {
    EXPECT_NE(find_type(row.request_type), nullptr) << row.name;
    const TypeRow* response = find_type(row.response_type);
    ASSERT_NE(response, nullptr) << row.name;
    EXPECT_THAT(response->fields, testing::Contains(testing::Field(&FieldRow::name, "RequestId"))) << row.name;
  }
}

}  // namespace
}  // namespace vod::wire
