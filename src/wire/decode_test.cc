#include <gmock/gmock.h>

#include "model/errors.h"
#include "wire/json_value.h"
#include "wire/types.h"

namespace vod::wire {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

template <class T>
Result<T> request(std::string_view json) {
  const auto value = parse_json(json);
  return value.has_error() ? Result<T>(value.error()) : decode_request<T>(value.value());
}

template <class T>
Error refusal(std::string_view json) {
  const auto result = request<T>(json);
  return result.has_error() ? result.error() : Error{};
}

TEST(DecodeTest, ABadFieldIsNamedByItsPath) {
  const Error problem = refusal<ProcessMediaRequest>(
      R"({"FileId":"5","MediaProcessTask":{"TranscodeTaskSet":[{"Definition":100010},{"Definition":"x"}]}})");
  EXPECT_EQ(problem.code, ErrorCode::invalid_parameter);
  EXPECT_EQ(problem.subject, "MediaProcessTask.TranscodeTaskSet.1.Definition");
  EXPECT_THAT(problem.detail,
              HasSubstr("MediaProcessTask.TranscodeTaskSet.1.Definition is \"x\"; it must be an integer"));
}

TEST(DecodeTest, AnAbsentRequiredFieldIsMissing) {
  const Error problem = refusal<ProcessMediaRequest>(R"({"MediaProcessTask":{"TranscodeTaskSet":[{}]}})");
  EXPECT_EQ(problem.code, ErrorCode::missing_parameter);
  EXPECT_EQ(problem.subject, "MediaProcessTask.TranscodeTaskSet.0.Definition");
}

TEST(DecodeTest, NullIsAbsentEverywhere) {
  EXPECT_EQ(refusal<CommitUploadRequest>(R"({"VodSessionKey":null})").code, ErrorCode::missing_parameter);
  const auto read = request<ProcessMediaRequest>(
      R"({"FileId":null,"MediaProcessTask":{"TranscodeTaskSet":null},"AiAnalysisTask":null,"NotOurs":null})");
  ASSERT_TRUE(read.has_value()) << read.error().detail;
  EXPECT_FALSE(read.value().FileId.has_value());
  EXPECT_THAT(read.value().MediaProcessTask->TranscodeTaskSet, IsEmpty());
}

TEST(DecodeTest, AnUnknownFieldIsRefusedAtEveryDepth) {
  EXPECT_EQ(refusal<PullEventsRequest>(R"({"MaxEvents":3})").code, ErrorCode::unknown_parameter);
  const Error nested = refusal<ProcessMediaRequest>(R"({"MediaProcessTask":{"CoverBySnapshotTaskSet":[
      {"Definition":10,"PositionType":"Time","PositionValue":1,"Colour":"red"}]}})");
  EXPECT_EQ(nested.code, ErrorCode::unknown_parameter);
  EXPECT_EQ(nested.subject, "MediaProcessTask.CoverBySnapshotTaskSet.0.Colour");
}

TEST(DecodeTest, AMisspeltNameIsReportedBeforeTheMissingOne) {
  EXPECT_EQ(refusal<DescribeMediaInfosRequest>(R"({"FileIDs":["1"]})").subject, "FileIDs");
}

TEST(DecodeTest, ManyUnknownFieldsAreRefusedToo) {
  std::string json = R"({"SubAppId":1)";
  for (int i = 0; i < 200; ++i) json += ",\"X" + std::to_string(i) + "\":1";
  EXPECT_EQ(refusal<PullEventsRequest>(json + "}").subject, "X0");
}

TEST(DecodeTest, NumbersMayComeAsText) {
  // The demo's installer and its callback send "SubAppId": "0".
  const auto read = request<DescribeEventConfigRequest>(R"({"SubAppId":"0"})");
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(read.value().SubAppId, 0U);
  EXPECT_EQ(request<DescribeEventConfigRequest>(R"({"SubAppId":"1500000001"})").value().SubAppId, 1500000001U);
  EXPECT_EQ(request<DescribeEventConfigRequest>(R"({"SubAppId":1.5e9})").value().SubAppId, 1500000000U);
  EXPECT_EQ(
      request<ModifyMediaInfoRequest>(R"({"FileId":"1","DeleteKeyFrameDescs":["1.5",2]})").value().DeleteKeyFrameDescs,
      (std::vector<double>{1.5, 2}));
}

TEST(DecodeTest, SixtyFourBitNumbersAreExact) {
  EXPECT_EQ(request<DescribeEventConfigRequest>(R"({"SubAppId":18446744073709551615})").value().SubAppId,
            18446744073709551615U);
  EXPECT_EQ(request<DescribeEventConfigRequest>(R"({"SubAppId":"18446744073709551615"})").value().SubAppId,
            18446744073709551615U);
}

TEST(DecodeTest, BadNumbersAreRefused) {
  for (const char* value : {"-1", "1.5", "1e30", "18446744073709551616", "true", "[]", "{}", "\"\"", "\" 1\"", "\"1x\"",
                            "\"-1\"", "\"1.5\"", "\"+1\"", "\"0x10\""}) {
    const Error problem = refusal<DescribeEventConfigRequest>(std::string(R"({"SubAppId":)") + value + "}");
    EXPECT_EQ(problem.code, ErrorCode::invalid_parameter) << value;
    EXPECT_EQ(problem.subject, "SubAppId") << value;
  }
  for (const char* value : {"\"nan\"", "\"inf\"", "1e999", "\"\"", "{}"}) {
    EXPECT_EQ(
        refusal<ModifyMediaInfoRequest>(std::string(R"({"FileId":"1","DeleteKeyFrameDescs":[)") + value + "]}").code,
        ErrorCode::invalid_parameter)
        << value;
  }
}

TEST(DecodeTest, ANumberIsNotText) {
  EXPECT_EQ(refusal<DescribeTaskDetailRequest>(R"({"TaskId":5})").subject, "TaskId");
  EXPECT_EQ(refusal<DescribeMediaInfosRequest>(R"({"FileIds":[5285890784273533167]})").subject, "FileIds.0");
}

TEST(DecodeTest, WrongShapesAreRefused) {
  EXPECT_EQ(refusal<DescribeMediaInfosRequest>(R"({"FileIds":"1"})").code, ErrorCode::invalid_parameter);
  EXPECT_EQ(refusal<DescribeMediaInfosRequest>(R"({"FileIds":[null]})").subject, "FileIds.0");
  EXPECT_EQ(refusal<ProcessMediaRequest>(R"({"MediaProcessTask":[]})").subject, "MediaProcessTask");
  EXPECT_EQ(refusal<PullEventsRequest>("[]").code, ErrorCode::invalid_parameter);
  EXPECT_EQ(refusal<PullEventsRequest>("7").code, ErrorCode::invalid_parameter);
}

TEST(DecodeTest, TextWithNulIsRefused) {
  EXPECT_EQ(refusal<DescribeTaskDetailRequest>(R"({"TaskId":"a\u0000b"})").code, ErrorCode::invalid_parameter);
}

TEST(DecodeTest, BrokenJsonIsAnInvalidParameter) {
  for (const char* json : {"{", R"({"SubAppId":})", "{}x", "{\"a\":\"\xff\"}", R"({"a":"\ud800"})", "nul"}) {
    const auto value = parse_json(json);
    ASSERT_TRUE(value.has_error()) << json;
    EXPECT_EQ(value.error().code, ErrorCode::invalid_parameter);
  }
  EXPECT_TRUE(parse_json(std::string(100, '[') + std::string(100, ']')).has_error());
}

TEST(DecodeTest, AnEmptyBodyIsAnActionWithoutParameters) {
  EXPECT_TRUE(request<DescribeSubAppIdsRequest>("").has_value());
  EXPECT_TRUE(request<DescribeSubAppIdsRequest>("{}").has_value());
}

TEST(DecodeTest, MessagesShowHostileValuesCutAndEscaped) {
  const Error problem = refusal<DescribeEventConfigRequest>(R"({"SubAppId":")" + std::string(5000, 'x') + "\\n\"}");
  EXPECT_LT(problem.detail.size(), 300U);
  const Error unknown = refusal<DescribeEventConfigRequest>(R"({"a\nb)" + std::string(5000, 'x') + R"(":1})");
  EXPECT_LT(unknown.detail.size(), 300U);
  EXPECT_THAT(unknown.subject, testing::StartsWith("a?b"));
}

TEST(DecodeTest, RepeatedMembersCountOnce) {
  EXPECT_EQ(request<DescribeEventConfigRequest>(R"({"SubAppId":1,"SubAppId":2})").value().SubAppId, 2U);
}

TEST(DecodeTest, AnAnswerMayHaveMembersThatWeDoNotKnow) {
  const auto content = decode_answer<EventContent>(
      R"({"EventType":"NewFileUpload","Sign":"ab","T":5,"FileUploadEvent":{"FileId":"14508071098244959037","New":{}}})");
  ASSERT_TRUE(content.has_value()) << content.error().detail;
  EXPECT_EQ(content.value().FileUploadEvent->FileId, "14508071098244959037");
}

TEST(DecodeTest, StoredEventsPassThroughAsTheyAre) {
  const auto answer =
      decode_answer<PullEventsResponse>(R"({"EventSet":[{"EventHandle":"h","N":29.97}],"RequestId":"r"})");
  ASSERT_TRUE(answer.has_value());
  EXPECT_THAT(answer.value().EventSet, ElementsAre(RawJson{R"({"EventHandle":"h","N":29.97})"}));
  EXPECT_EQ(encode_text(answer.value()), R"({"EventSet":[{"EventHandle":"h","N":29.97}],"RequestId":"r"})");
}

}  // namespace
}  // namespace vod::wire
