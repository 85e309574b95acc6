#include "receiver/callback.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/hash.h"
#include "base/text.h"
#include "testing/api_stand_in.h"
#include "wire/json_value.h"

namespace vod::receiver {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using vod::testing::ApiStandIn;

class Callback : public ::testing::Test {
 protected:
  Callback() {
    configuration_.secret_id = ApiStandIn::secret_id;
    configuration_.secret_key = ApiStandIn::secret_key;
    configuration_.endpoint = api_.url();
    api_.answers["ProcessMedia"] = R"({"TaskId":"1500000001-procedurev2-0at0","RequestId":"r-9"})";
  }

  Context context() { return {configuration_, journal_, memory_, clock_}; }
  Reply handle(std::string_view body, const std::string& event_id = {}) {
    return main_handler(context(), body, event_id);
  }

  SystemClock clock_;
  Journal journal_{clock_};
  Memory memory_;
  ApiStandIn api_;
  Configuration configuration_;
};

constexpr std::string_view uploaded =
    R"({"EventType":"NewFileUpload","FileUploadEvent":{"FileId":"5285890784273533167","MediaBasicInfo":{"Name":"a"}}})";

TEST_F(Callback, UploadedFileIsProcessedWithEveryDefinitionInOneCall) {
  const Reply reply = handle(uploaded);
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.body, "");
  ASSERT_EQ(api_.http().requests().size(), 1U);
  const auto request = wire::parse_json(api_.http().requests()[0].body);
  ASSERT_TRUE(request);
  EXPECT_EQ(wire::json_text(request.value()),
            R"({"FileId":"5285890784273533167","MediaProcessTask":{"TranscodeTaskSet":)"
            R"([{"Definition":100010},{"Definition":100020}]}})");
  EXPECT_THAT(journal_.text(),
              HasSubstr(R"(ProcessMedia: {"TaskId":"1500000001-procedurev2-0at0","RequestId":"r-9"})"));
}

TEST_F(Callback, SubAppIdGoesAlongWhereOneIsSet) {
  configuration_.subappid = 1500000002;
  EXPECT_EQ(handle(uploaded).status, 200);
  EXPECT_THAT(api_.http().requests()[0].body, HasSubstr(R"("SubAppId":1500000002)"));
}

TEST_F(Callback, FailedCallIsABadRequestSoThatTheEventComesAgain) {
  api_.answers["ProcessMedia"] = R"({"Error":{"Code":"InvalidParameterValue.FileId","Message":"No."},"RequestId":"r"})";
  const Reply reply = handle(uploaded);
  EXPECT_EQ(reply.status, 400);
  EXPECT_EQ(reply.body, "Bad Request");
  EXPECT_THAT(journal_.text(), HasSubstr("ProcessMedia failed: InvalidParameterValue.FileId: No."));
}

TEST_F(Callback, SameFileIsProcessedOnceHoweverOftenItsEventComes) {
  EXPECT_EQ(handle(uploaded).status, 200);
  EXPECT_EQ(handle(uploaded).status, 200);
  EXPECT_EQ(handle(uploaded, "evt_1").status, 200);
  EXPECT_EQ(api_.http().requests().size(), 1U);
  EXPECT_THAT(journal_.text(), HasSubstr("FileId 5285890784273533167 came again"));
}

TEST_F(Callback, FailedEventIsDealtWithWhenItComesAgain) {
  const std::string answer = api_.answers["ProcessMedia"];
  api_.answers["ProcessMedia"] = R"({"Error":{"Code":"InternalError","Message":"No."},"RequestId":"r"})";
  EXPECT_EQ(handle(uploaded, "evt_1").status, 400);
  api_.answers["ProcessMedia"] = answer;
  EXPECT_EQ(handle(uploaded, "evt_1").status, 200);
  EXPECT_EQ(api_.http().requests().size(), 2U);
}

TEST_F(Callback, SameEventIdIsTheSameEvent) {
  constexpr std::string_view finished =
      R"({"EventType":"ProcedureStateChanged","ProcedureStateChangeEvent":{"TaskId":"t-1","Status":"FINISH"}})";
  EXPECT_EQ(handle(finished, "evt_7").status, 200);
  EXPECT_EQ(handle(finished, "evt_7").status, 200);
  EXPECT_THAT(journal_.text(), HasSubstr("event evt_7 came again"));
}

TEST_F(Callback, UnsignedIsUnauthorizedWhereASecretIsSetAndNothingIsDone) {
  configuration_.signature = SignatureCheck::with("", {"whsec_c2VjcmV0"}).value();
  const Reply reply = receive(context(), {{}, uploaded});
  EXPECT_EQ(reply.status, 401);
  EXPECT_TRUE(api_.http().requests().empty());
  EXPECT_THAT(journal_.text(), HasSubstr("Unauthorized: it is not signed."));
}

TEST_F(Callback, SignedEventIsKnownAgainByItsWebhookIdAndAnUnsignedOneIsNot) {
  const std::string body = R"({"EventType":"FileDeleted"})";
  const std::string now_s = std::to_string(clock_.wall_ms() / 1'000);
  const auto signature = hmac_sha256(bytes_of("secret"), "evt_3." + now_s + "." + body);
  const Notification notification{
      {{"webhook-id", "evt_3"}, {"webhook-timestamp", now_s}, {"webhook-signature", "v1," + to_base64(signature)}},
      body};
  EXPECT_EQ(receive(context(), notification).status, 200);
  EXPECT_EQ(receive(context(), notification).status, 200);
  EXPECT_THAT(journal_.text(), Not(HasSubstr("came again")));
  configuration_.signature = SignatureCheck::with("", {"whsec_c2VjcmV0"}).value();
  EXPECT_EQ(receive(context(), notification).status, 200);
  EXPECT_EQ(receive(context(), notification).status, 200);
  EXPECT_THAT(journal_.text(), HasSubstr("event evt_3 came again"));
}

TEST_F(Callback, FinishedProcedurePrintsUrlsAndErrors) {
  const Reply reply = handle(R"({"EventType":"ProcedureStateChanged","ProcedureStateChangeEvent":{"TaskId":"t-1",
      "Status":"FINISH","ErrCode":0,"FileId":"528","MediaProcessResultSet":[
      {"Type":"Transcode","TranscodeTask":{"Status":"SUCCESS","ErrCode":0,"Input":{"Definition":100010},
        "Output":{"Url":"http://h/v.f100010.mp4","Definition":100010}}},
      {"Type":"Transcode","TranscodeTask":{"Status":"FAIL","ErrCodeExt":"SourceFileError.NoVideoMedia","ErrCode":60000,
        "Message":"no video","Input":{"Definition":100020},"Output":null}},
      {"Type":"CoverBySnapshot","CoverBySnapshotTask":{"Status":"SUCCESS"}}]}})");
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.body, "");
  EXPECT_THAT(journal_.text(), HasSubstr("FileId 528, Definition 100010, Url http://h/v.f100010.mp4"));
  EXPECT_THAT(journal_.text(),
              HasSubstr("FileId 528, Definition 100020, failed: SourceFileError.NoVideoMedia no video"));
  EXPECT_TRUE(api_.http().requests().empty());
}

TEST_F(Callback, RunningSubTaskPrintsNoUrl) {
  const Reply reply = handle(R"({"EventType":"ProcedureStateChanged","ProcedureStateChangeEvent":{"TaskId":"t-1",
      "Status":"PROCESSING","FileId":"528","MediaProcessResultSet":[
      {"Type":"Transcode","TranscodeTask":{"Status":"PROCESSING","Input":{"Definition":100010},"Output":null}}]}})");
  EXPECT_EQ(reply.status, 200);
  EXPECT_THAT(journal_.text(), Not(HasSubstr("Url")));
  EXPECT_THAT(journal_.text(), Not(HasSubstr("failed")));
}

TEST_F(Callback, OtherEventsAreTakenAndLeftAlone) {
  EXPECT_EQ(handle(R"({"EventType":"FileDeleted","FileDeleteEvent":{"FileIdSet":["1"]}})").status, 200);
  EXPECT_TRUE(api_.http().requests().empty());
}

TEST_F(Callback, WhatCannotBeParsedIsABadRequest) {
  for (const char* body : {"", "{", "[]", "{}", "5", R"({"EventType":"NewFileUpload"})", R"({"EventType":7})",
                           R"({"EventType":"ProcedureStateChanged","ProcedureStateChangeEvent":null})"}) {
    const Reply reply = handle(body);
    EXPECT_EQ(reply.status, 400) << body;
    EXPECT_EQ(reply.body, "Bad Request") << body;
  }
}

TEST_F(Callback, LogPageEscapesWhatCameFromOutside) {
  handle(R"({"EventType":"<script>alert(1)</script>"})");
  EXPECT_THAT(journal_.page(), Not(HasSubstr("<script>")));
  EXPECT_THAT(journal_.page(), HasSubstr("&lt;script&gt;"));
}

}  // namespace
}  // namespace vod::receiver
