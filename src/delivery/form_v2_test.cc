#include "delivery/form_v2.h"

#include <gtest/gtest.h>

namespace vod {
namespace {

std::string v2(EventType type, std::string_view body) { return form_v2(type, body).value(); }

TEST(FormV2, NewFileUpload) {
  EXPECT_EQ(
      v2(EventType::new_file_upload,
         R"({"EventType":"NewFileUpload","FileUploadEvent":{"FileId":"5285890784273533167","MediaBasicInfo":{)"
         R"("Name":"harbour","CoverUrl":"http://m.example.net/c.jpg","MediaUrl":"http://m.example.net/f0.mp4",)"
         R"("SourceInfo":{"SourceType":"Upload","SourceContext":"uid=7"},"Vid":"x"},"MetaData":null,)"
         R"("ProcedureTaskId":"1500000001-procedurev2-0at0","ReviewAudioVideoTaskId":""}})"),
      R"({"version":"4.0","eventType":"NewFileUpload","data":{"fileId":"5285890784273533167","fileName":"harbour",)"
      R"("coverUrl":"http://m.example.net/c.jpg","fileUrl":"http://m.example.net/f0.mp4","author":"",)"
      R"("sourceType":"ServerUpload","sourceContext":"uid=7","streamId":"",)"
      R"("procedureTaskId":"1500000001-procedurev2-0at0","transcodeTaskId":""}})");
}

TEST(FormV2, PullComplete) {
  EXPECT_EQ(v2(EventType::pull_complete,
               R"({"EventType":"PullComplete","PullCompleteEvent":{"TaskId":"t-Pull-1","Status":"FINISH","ErrCode":0,)"
               R"("Message":"SUCCESS","FileId":"7","MediaBasicInfo":{"Name":"n"},"FileUrl":"http://m.example.net/f",)"
               R"("ProcedureTaskId":"p"}})"),
            R"({"version":"4.0","eventType":"PullComplete","data":{"vodTaskId":"t-Pull-1","status":0,)"
            R"("message":"SUCCESS","fileId":"7","fileUrl":"http://m.example.net/f","transcodeTaskId":"p"}})");
}

TEST(FormV2, FailedPullHasItsCode) {
  EXPECT_EQ(v2(EventType::pull_complete,
               R"({"PullCompleteEvent":{"TaskId":"t","ErrCode":40000,"Message":"no","FileId":"","FileUrl":"",)"
               R"("MediaBasicInfo":null}})"),
            R"({"version":"4.0","eventType":"PullComplete","data":{"vodTaskId":"t","status":40000,"message":"no",)"
            R"("fileId":"","fileUrl":"","transcodeTaskId":""}})");
}

TEST(FormV2, FileDeleted) {
  EXPECT_EQ(v2(EventType::file_deleted,
               R"({"EventType":"FileDeleted","FileDeleteEvent":{"FileIdSet":["5","6"],"FileDeleteResultInfo":[]}})"),
            R"({"version":"4.0","eventType":"FileDeleted","data":{"status":0,"message":"",)"
            R"("fileInfo":[{"fileId":"5"},{"fileId":"6"}]}})");
}

TEST(FormV2, ProcedureStateChanged) {
  EXPECT_EQ(
      v2(EventType::procedure_state_changed,
         R"({"ProcedureStateChangeEvent":{"TaskId":"t","Status":"FINISH","ErrCode":0,"Message":"","FileId":"5",)"
         R"("MetaData":{"Size":7700180,"Bitrate":1021028,"Duration":60.52,)"
         R"("VideoStreamSet":[{"Bitrate":893028,"Codec":"h264"}],"AudioStreamSet":[]},"MediaProcessResultSet":[)"
         R"({"Type":"Transcode","TranscodeTask":{"Status":"SUCCESS","ErrCode":0,"Message":"SUCCESS",)"
         R"("Input":{"Definition":100020},"Output":{"Url":"http://m.example.net/v","Definition":100020,"Duration":60.5}}},)"
         R"({"Type":"SampleSnapshot","SampleSnapshotTask":{"Status":"FAIL","ErrCode":60000,"Message":"no video",)"
         R"("Input":{"Definition":10},"Output":null}},)"
         R"({"Type":"ImageSprites","ImageSpriteTask":{"Status":"FAIL","ErrCode":70000,"Message":"system",)"
         R"("Input":{"Definition":10}}},)"
         R"({"Type":"AdaptiveDynamicStreaming","AdaptiveDynamicStreamingTask":{"Status":"SUCCESS"}}]}})"),
      R"({"version":"4.0","eventType":"ProcedureStateChanged","data":{"vodTaskId":"t","status":"FINISH","errCode":0,)"
      R"("message":"","fileId":"5","metaData":{"size":7700180,"bitrate":1021028,"duration":61,)"
      R"("videoStreamList":[{"bitrate":893028,"codec":"h264"}],"audioStreamList":[]},"contentReviewList":[],)"
      R"("aIAnalysisList":[],"processTaskList":[)"
      R"({"taskType":"Transcode","status":"SUCCESS","errCode":0,"message":"SUCCESS","input":{"definition":100020},)"
      R"("output":{"url":"http://m.example.net/v","definition":100020,"duration":6.05E1}},)"
      R"({"taskType":"SampleSnapshot","status":"FAIL","errCode":30009,"message":"no video",)"
      R"("input":{"definition":10},"output":{}},)"
      R"({"taskType":"ImageSprites","status":"FAIL","errCode":30010,"message":"system","input":{"definition":10},)"
      R"("output":{}}]}})");
}

TEST(FormV2, EveryExampleOfTheTableHasItsForm) {
  for (const EventRow& row : event_rows) {
    const auto form = form_v2(row.type, R"({")" + std::string(row.member) + R"(":)" + std::string(row.example) + "}");
    EXPECT_EQ(form.has_value(), row.is_in_v2) << row.wire_name;
  }
}

TEST(FormV2, BodyThatIsNoSuchEventIsAnError) {
  for (const char* body : {"", "{", "[]", "null", "{}", R"({"FileUploadEvent":null})", R"({"FileUploadEvent":[]})",
                           R"({"FileDeleteEvent":{}})"}) {
    EXPECT_FALSE(form_v2(EventType::new_file_upload, body)) << body;
  }
  EXPECT_FALSE(form_v2(EventType::edit_media_complete, R"({"EditMediaCompleteEvent":{}})"));
}

}  // namespace
}  // namespace vod
