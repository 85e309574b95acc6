#include "wire/json_writer.h"

#include <gmock/gmock.h>

#include <cmath>
#include <limits>

#include "base/text.h"
#include "model/errors.h"
#include "wire/envelope.h"
#include "wire/json_value.h"
#include "wire/types.h"

namespace vod::wire {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string number(double value) {
  JsonWriter writer;
  writer.number(value);
  return writer.take();
}

std::string string(std::string_view value) {
  JsonWriter writer;
  writer.string(value);
  return writer.take();
}

TEST(JsonWriterTest, DoublesAreShortAndHaveNoExponent) {
  EXPECT_EQ(number(29.97), "29.97");
  EXPECT_EQ(number(60), "60");
  EXPECT_EQ(number(60.02), "60.02");
  EXPECT_EQ(number(0.1), "0.1");
  EXPECT_EQ(number(0), "0");
  EXPECT_EQ(number(-0.0), "0");
  EXPECT_EQ(number(-1.5), "-1.5");
  EXPECT_EQ(number(0.000001), "0.000001");
  EXPECT_EQ(number(1e20), "100000000000000000000");
  EXPECT_EQ(number(23.976023976023978), "23.976023976023978");
}

TEST(JsonWriterTest, DoublesReadBackTheSame) {
  for (const double value : {1e300, 5e-324, -1e-7, 1e21, 123456789.123456789, std::numeric_limits<double>::max()}) {
    EXPECT_EQ(parse_number<double>(number(value)), value);
  }
}

TEST(JsonWriterTest, WhatIsNotFiniteIsNull) {
  EXPECT_EQ(number(std::nan("")), "null");
  EXPECT_EQ(number(std::numeric_limits<double>::infinity()), "null");
}

TEST(JsonWriterTest, IntegersAreExact) {
  JsonWriter writer;
  writer.begin_array();
  writer.integer(std::numeric_limits<std::uint64_t>::max());
  writer.integer(std::numeric_limits<std::int64_t>::min());
  writer.end_array();
  EXPECT_EQ(writer.text(), "[18446744073709551615,-9223372036854775808]");
}

TEST(JsonWriterTest, StringsAreEscaped) {
  EXPECT_EQ(string("a\"b\\c/\n\r\t\x01\x1f\x7f"), R"("a\"b\\c/\n\r\t\u0001\u001f\u007f")");
  EXPECT_EQ(string(std::string_view("\0", 1)), R"("\u0000")");
  EXPECT_EQ(string("\u2028\u2029"), R"("\u2028\u2029")");
  EXPECT_EQ(string("\u4E2D\U0001F3AC"), "\"\u4E2D\U0001F3AC\"");
}

TEST(JsonWriterTest, BytesThatAreNotTextStillMakeValidJson) {
  EXPECT_EQ(string("a\xFFz"), "\"a\uFFFDz\"");
  EXPECT_EQ(string("\xE4\xB8"), "\"\uFFFD\uFFFD\"");
  EXPECT_EQ(string("\xED\xA0\x80"), "\"\uFFFD\uFFFD\uFFFD\"");
  EXPECT_TRUE(parse_json("[" + string("\xC0\xAF\xF5\x80") + "]").has_value());
}

TEST(JsonWriterTest, CommasComeByThemselves) {
  JsonWriter writer;
  writer.begin_object();
  writer.key("a{");
  writer.begin_array();
  writer.string("[");
  writer.null();
  writer.begin_object();
  writer.end_object();
  writer.begin_array();
  writer.end_array();
  writer.raw(R"({"x":1})");
  writer.end_array();
  writer.key("b:");
  writer.boolean(true);
  writer.end_object();
  EXPECT_EQ(writer.text(), R"({"a{":["[",null,{},[],{"x":1}],"b:":true})");
}

TEST(EncodeTest, AbsentOptionalsAreLeftOutAndArraysAreThere) {
  EXPECT_EQ(encode_text(DescribeMediaInfosResponse()), R"({"MediaInfoSet":[],"NotExistFileIdSet":[]})");
  EXPECT_EQ(encode_text(PullEventsResponse()), R"({"EventSet":[]})");
  EXPECT_EQ(encode_text(DescribeHealthRequest()), "{}");
}

TEST(EncodeTest, TypesAreAsDeclared) {
  MediaProcessTaskTranscodeResult result;
  result.ErrCode = 0;
  result.Output.emplace().Duration = 60.0;
  EXPECT_THAT(encode_text(result), HasSubstr(R"("ErrCode":0)"));
  EXPECT_THAT(encode_text(result), HasSubstr(R"("Duration":60)"));
  TranscodeTemplate row;
  row.Definition = "100010";  // Text here, a number everywhere else.
  EXPECT_THAT(encode_text(row), HasSubstr(R"("Definition":"100010")"));
}

TEST(EncodeTest, WhatIsEncodedDecodesToTheSame) {
  EventContent content;
  content.EventType = "ProcedureStateChanged";
  ProcedureTask& task = content.ProcedureStateChangeEvent.emplace();
  task.TaskId = "1500000001-procedurev2-0at0";
  task.ErrCode = 0;
  task.MetaData.emplace().Duration = 29.97;
  task.MediaProcessResultSet.emplace_back().Type = "Transcode";
  task.MediaProcessResultSet[0].TranscodeTask.emplace().Input.emplace().Definition = 100010;
  const auto back = decode_answer<EventContent>(encode_text(content));
  ASSERT_TRUE(back.has_value());
  EXPECT_EQ(back.value(), content);
}

TEST(EnvelopeTest, ASuccessHasItsRequestId) {
  EXPECT_EQ(success_envelope(encode_text(DescribeHealthRequest()), "id-1"), R"({"Response":{"RequestId":"id-1"}})");
  RetryTaskResponse response;
  response.TaskId = "t";
  EXPECT_EQ(success_envelope(encode_text(response), "id-1"), R"({"Response":{"TaskId":"t","RequestId":"id-1"}})");
}

TEST(EnvelopeTest, AnErrorHasCodeMessageAndRequestId) {
  EXPECT_EQ(
      error_envelope(error(ErrorCode::value_sub_app_id), "id-1"),
      R"({"Response":{"Error":{"Code":"InvalidParameterValue.SubAppId","Message":"invalid subappid"},"RequestId":"id-1"}})");
}

TEST(EnvelopeTest, TheContentTypeHasNoCharset) { EXPECT_EQ(answer_content_type, "application/json"); }

}  // namespace
}  // namespace vod::wire
