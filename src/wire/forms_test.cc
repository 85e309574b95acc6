#include "wire/forms.h"

#include <gmock/gmock.h>

#include "model/errors.h"
#include "model/limits.h"
#include "wire/json_value.h"
#include "wire/types.h"

namespace vod::wire {
namespace {

using testing::ElementsAre;
using testing::Field;
using testing::HasSubstr;

Result<boost::json::value> expanded(std::string_view form) {
  const auto pairs = parse_form(form);
  return pairs.has_error() ? Result<boost::json::value>(pairs.error()) : expand_form(pairs.value());
}

std::string tree(std::string_view form) {
  const auto value = expanded(form);
  return value.has_error() ? "error: " + value.error().detail : json_text(value.value());
}

ErrorCode problem(std::string_view form) {
  const auto value = expanded(form);
  return value.has_error() ? value.error().code : ErrorCode::none;
}

TEST(FormsTest, DottedNamesBecomeArraysAndObjects) {
  EXPECT_EQ(tree("A.0=x&A.1=y&O.K=v&L.0.K=v&L.1.K=w&S=t"),
            R"({"A":["x","y"],"L":[{"K":"v"},{"K":"w"}],"O":{"K":"v"},"S":"t"})");
}

TEST(FormsTest, EntriesComeInAnyOrderAndBeyondNine) {
  std::string form;
  for (int i = 11; i >= 0; --i) form += "A." + std::to_string(i) + "=" + std::to_string(i) + "&";
  EXPECT_EQ(tree(form), R"({"A":["0","1","2","3","4","5","6","7","8","9","10","11"]})");
}

TEST(FormsTest, CommonParametersStayOutside) {
  EXPECT_EQ(tree("Action=PullEvents&Version=2018-07-17&Region=r&Timestamp=1&Nonce=2&SecretId=a&Signature=b"
                 "&SignatureMethod=HmacSHA256&Token=t&Language=en-US&RequestClient=c&SubAppId=5"),
            R"({"SubAppId":"5"})");
}

TEST(FormsTest, ValuesAreDecoded) {
  const auto pairs = parse_form("A=a+b%20c%2B&B.0=%E4%B8%AD&C&D=x=y&&E=");
  ASSERT_TRUE(pairs.has_value());
  EXPECT_EQ(form_value(pairs.value(), "A"), "a b c+");
  EXPECT_EQ(form_value(pairs.value(), "B.0"), "\xE4\xB8\xAD");
  EXPECT_EQ(form_value(pairs.value(), "C"), "");
  EXPECT_EQ(form_value(pairs.value(), "D"), "x=y");
  EXPECT_EQ(form_value(pairs.value(), "E"), "");
  EXPECT_EQ(form_value(pairs.value(), "F"), "");
}

TEST(FormsTest, AManifestKeepsItsNewlines) {
  const auto pairs = parse_form("MediaManifestContent=%23EXTM3U%0A%23EXTINF%3A10%2C%0Aa.ts%0A");
  EXPECT_EQ(form_value(pairs.value(), "MediaManifestContent"), "#EXTM3U\n#EXTINF:10,\na.ts\n");
}

TEST(FormsTest, TextBecomesWhatTheSchemaAsksFor) {
  const auto value = expanded(
      "FileId=5285890784273533167&SubAppId=1500000001&TasksPriority=-10&MediaProcessTask.TranscodeTaskSet.0.Definition="
      "100010"
      "&MediaProcessTask.TranscodeTaskSet.1.Definition=100020&MediaProcessTask.CoverBySnapshotTaskSet.0.Definition=10"
      "&MediaProcessTask.CoverBySnapshotTaskSet.0.PositionType=Time&MediaProcessTask.CoverBySnapshotTaskSet.0."
      "PositionValue=1.5");
  ASSERT_TRUE(value.has_value());
  const auto request = decode_request<ProcessMediaRequest>(value.value());
  ASSERT_TRUE(request.has_value()) << request.error().detail;
  EXPECT_EQ(request.value().FileId, "5285890784273533167");
  EXPECT_EQ(request.value().SubAppId, 1500000001U);
  EXPECT_EQ(request.value().TasksPriority, -10);
  EXPECT_THAT(
      request.value().MediaProcessTask->TranscodeTaskSet,
      ElementsAre(Field(&TranscodeTaskInput::Definition, 100010), Field(&TranscodeTaskInput::Definition, 100020)));
  EXPECT_EQ(request.value().MediaProcessTask->CoverBySnapshotTaskSet[0].PositionValue, 1.5);
}

TEST(FormsTest, BooleansComeAsNodeAndPythonWriteThem) {
  for (const char* text : {"true", "True", "1"}) {
    const auto value = expanded(std::string("IsDefault=") + text);
    EXPECT_EQ(decode_request<StorageRegionInfo>(value.value()).value().IsDefault, true) << text;
  }
  for (const char* text : {"false", "False", "0"}) {
    const auto value = expanded(std::string("IsDefault=") + text);
    EXPECT_EQ(decode_request<StorageRegionInfo>(value.value()).value().IsDefault, false) << text;
  }
  EXPECT_TRUE(decode_request<StorageRegionInfo>(expanded("IsDefault=yes").value()).has_error());
}

TEST(FormsTest, ABadFieldOfAFormIsNamedByItsPath) {
  const auto request =
      decode_request<ProcessMediaRequest>(expanded("MediaProcessTask.TranscodeTaskSet.0.Definition=ten").value());
  EXPECT_EQ(request.error().subject, "MediaProcessTask.TranscodeTaskSet.0.Definition");
}

TEST(FormsTest, MalformedNamesAreRefused) {
  for (const char* form : {"A.1=x",
                           "A.0=x&A.2=y",
                           "A.00=x",
                           "A.01=x&A.0=y",
                           "A.99999999999999999999=x",
                           "A=1&A.0=2",
                           "A.0=2&A=1",
                           "A=1&A=2",
                           "A.0=1&A.K=2",
                           "A..B=1",
                           ".A=1",
                           "A.=1",
                           ".=1",
                           "=1",
                           "0=x",
                           "0=x&A=y",
                           "A=%FF",
                           "%FF=1",
                           "A.4294967296=1",
                           "A.0.0=1&A.0=2"}) {
    EXPECT_EQ(problem(form), ErrorCode::invalid_parameter) << form;
  }
}

TEST(FormsTest, SizeAndDepthAreBounded) {
  std::string deep = "A";
  for (std::size_t i = 0; i < limits::json_depth_max; ++i) deep += ".a";
  EXPECT_EQ(problem(deep + "=1"), ErrorCode::invalid_parameter);
  EXPECT_EQ(problem(std::string(limits::form_name_bytes_max + 1, 'a') + "=1"), ErrorCode::invalid_parameter);
  std::string many;
  for (std::size_t i = 0; i <= limits::form_parameters_max; ++i) many += "A." + std::to_string(i) + "=1&";
  EXPECT_EQ(problem(many), ErrorCode::invalid_parameter);
}

TEST(FormsTest, AMessageNamesTheMissingEntry) {
  EXPECT_THAT(tree("L.0.A.1=x"), HasSubstr("L.0.A.1: entry 0 is missing"));
}

TEST(FormsTest, NoParametersAreAnEmptyObject) { EXPECT_EQ(tree(""), "{}"); }

}  // namespace
}  // namespace vod::wire
