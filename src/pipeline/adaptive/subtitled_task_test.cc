#include <gmock/gmock.h>

#include <memory>

#include "pipeline/test_pipeline.h"
#include "pipeline/test_processes.h"

namespace vod {
namespace {

/// Tasks that make a stream of a media with the subtitles "en".
class SubtitledTask : public PipelineTest {
 protected:
  void SetUp() override {
    PipelineTest::SetUp();
    upload(film("film.mp4", "320x180", 1));
    const std::string path = output_folder(app, PipelineTest::file) + "subtitles/en.vtt";
    catalogue::ObjectRow object;
    object.path = path;
    object.app = app;
    object.file = PipelineTest::file;
    object.blob = blob_of(MediaTest::file("said.vtt", "WEBVTT\n\n00:00.100 --> 00:00.900\ngulls\n"));
    Media changed = media();
    changed.subtitles_json =
        R"({"SubtitleSet":[{"Id":"en","Name":"English","Language":"en","Format":"vtt","Url":")" + path + R"("}]})";
    write([&](Transaction& tx) -> Done {
      VOD_TRY(catalogue::save_object(tx, object));
      return catalogue::update_media(tx, changed);
    });
  }

  wire::MediaProcessTaskAdaptiveDynamicStreamingResult made(Processes& programs, std::vector<std::string> ids) {
    Workshop workshop{.database = *database_,
                      .blobs = *blobs_,
                      .processes = programs,
                      .outbound = outbound_,
                      .bells = bells_,
                      .clock = clock_,
                      .random = random_,
                      .log = *log_,
                      .progress = progress_,
                      .url = {"http://media.test"},
                      .plan = {.speed = "ultrafast"}};
    wire::MediaProcessTaskAdaptiveDynamicStreamingResult stream;
    stream.Status = "PROCESSING";
    stream.Input.emplace();
    stream.Input->Definition = 10;
    stream.Input->SubtitleSet = std::move(ids);
    wire::MediaProcessTaskResult result;
    result.Type = "AdaptiveDynamicStreaming";
    result.AdaptiveDynamicStreamingTask = stream;
    wire::ProcedureTask begun;
    begun.Status = "PROCESSING";
    begun.MediaProcessResultSet.push_back(result);
    const auto id = insert(std::move(begun), NotifyMode::finish);
    TaskRunner(workshop).step(0);
    return *state(id).MediaProcessResultSet.at(0).AdaptiveDynamicStreamingTask;
  }
};

TEST_F(SubtitledTask, StoresWhatTheStreamOffersAndTellsOfIt) {
  const auto told = made(processes(), {"en", "en"});
  ASSERT_EQ(told.Status, "SUCCESS") << told.Message.value_or("");
  ASSERT_EQ(told.Output->SubtitleSet.size(), 1U);
  const std::string folder = output_folder(app, PipelineTest::file);
  for (const char* name : {"adp.10.m3u8", "adp.10/subtitles/en.m3u8", "adp.10/subtitles/en.vtt"})
    EXPECT_TRUE(is_served(folder + name)) << name;
  ASSERT_EQ(events().size(), 1U);
  const auto event = events().front().ProcedureStateChangeEvent->MediaProcessResultSet.at(0);
  EXPECT_EQ(event.AdaptiveDynamicStreamingTask->Output->SubtitleSet.at(0).Url,
            "http://media.test" + folder + "subtitles/en.vtt");
  EXPECT_EQ(event.AdaptiveDynamicStreamingTask->Input->SubtitleSet, (std::vector<std::string>{"en", "en"}));
}

TEST_F(SubtitledTask, OnesThatTheMediaLacksAreNamed) {
  const auto told = made(processes(), {"en", "zh"});
  EXPECT_EQ(told.ErrCodeExt, "InvalidInput");
  EXPECT_THAT(told.Message.value_or(""), ::testing::HasSubstr("SubtitleSet: the media has no subtitles \"zh\""));
  EXPECT_TRUE(outputs().empty());
}

TEST_F(SubtitledTask, OnesThatAreDeletedMeanwhileAreNotOffered) {
  InterruptedProcesses interrupted(processes(), [&](const ProcessPlan& plan, const auto&) {
    if (!plan.writable.empty()) {
      Media changed = media();
      changed.subtitles_json.clear();
      write([&](Transaction& tx) { return catalogue::update_media(tx, changed); });
    }
    return std::unique_ptr<RunningProcess>();
  });
  const auto told = made(interrupted, {"en"});
  EXPECT_EQ(told.ErrCodeExt, "InvalidInput");
  EXPECT_THAT(told.Message.value_or(""), ::testing::HasSubstr("no subtitles \"en\""));
  EXPECT_TRUE(outputs().empty());
}

}  // namespace
}  // namespace vod
