#include "pipeline/task_runner.h"

#include <gtest/gtest.h>

#include <future>

#include "catalogue/task_events.h"
#include "pipeline/intake/ingester.h"
#include "pipeline/test_pipeline.h"

namespace vod {
namespace {

namespace fs = std::filesystem;

class Tasks : public PipelineTest {
 protected:
  wire::MediaProcessTaskTranscodeResult transcode(const wire::ProcedureTask& state, std::size_t index) {
    return *state.MediaProcessResultSet.at(index).TranscodeTask;
  }
  // Waits until the running task has said something.
  void wait_for_progress(const TaskId& id) {
    for (int i = 0; i < 3'000 && progress_.find(id).value_or(TaskProgress{}).percent == 0; ++i)
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
};

TEST_F(Tasks, AProcedureEndsWithItsOutputsAndOneEvent) {
  upload(film("film.mp4", "1280x720", 2));
  const auto id = process({100010, 100020});
  TaskRunner runner(*workshop_);
  runner.step(0);

  EXPECT_EQ(task(id).status, TaskStatus::finish);
  EXPECT_GT(task(id).cpu_ms, 0);
  const auto ended = state(id);
  EXPECT_EQ(ended.Status, "FINISH");
  EXPECT_EQ(transcode(ended, 0).Status, "SUCCESS");
  EXPECT_EQ(transcode(ended, 0).Output->Height, 360);
  EXPECT_EQ(transcode(ended, 1).Output->Height, 540);
  ASSERT_EQ(outputs().size(), 2U);
  for (const auto& output : outputs()) EXPECT_TRUE(is_served(output.path)) << output.path;
  ASSERT_EQ(events().size(), 1U);
  const auto told = events().front().ProcedureStateChangeEvent;
  ASSERT_TRUE(told);
  EXPECT_EQ(transcode(*told, 0).Output->Url, "http://media.test" + output_folder(app, file) + "v.f100010.mp4");
  EXPECT_FALSE(progress_.find(id));
}

TEST_F(Tasks, EachFailingSubTaskIsNamedAndTheOthersSucceed) {
  upload(clip("silent.mp4", "-f lavfi -i testsrc2=s=320x240:d=1 -c:v libx264 -preset ultrafast"));
  const auto id = process({100010, 1110, 4711, 710});
  TaskRunner(*workshop_).step(0);
  const auto ended = state(id);
  EXPECT_EQ(transcode(ended, 0).Status, "SUCCESS");
  EXPECT_EQ(transcode(ended, 1).ErrCodeExt, "SourceFileError.NoVideoMedia.NoAudio");
  EXPECT_EQ(transcode(ended, 1).ErrCode, 60'000);
  EXPECT_EQ(transcode(ended, 2).ErrCodeExt, "InvalidInput.DefinitionNotExist");
  EXPECT_EQ(transcode(ended, 2).ErrCode, 40'000);
  EXPECT_EQ(transcode(ended, 3).ErrCodeExt, "InvalidInput.ConfigurationUnsupported");
  EXPECT_EQ(events().size(), 1U);
}

TEST_F(Tasks, ABrokenSourceFailsEverySubTask) {
  upload(MediaTest::file("text.mp4", "no film\nat all\n"));
  const auto id = process({100010});
  TaskRunner(*workshop_).step(0);
  EXPECT_EQ(task(id).status, TaskStatus::finish);
  EXPECT_EQ(transcode(state(id), 0).ErrCodeExt, "SourceFileError.ContentMalformed.NotMedia");
}

TEST_F(Tasks, HlsSegmentsAreServedBelowThePlaylistsName) {
  upload(film("film.mp4", "320x240", 6));
  process({100210});
  TaskRunner(*workshop_).step(0);
  EXPECT_TRUE(is_served(output_folder(app, file) + "v.f100210.m3u8"));
  EXPECT_TRUE(is_served(output_folder(app, file) + "v.f100210/00000.ts"));
}

TEST_F(Tasks, ACoverBecomesTheMediasCover) {
  upload(film("film.mp4", "320x240", 1));
  wire::ProcedureTask wanted;
  wanted.Status = "PROCESSING";
  wire::MediaProcessTaskResult result;
  result.Type = "CoverBySnapshot";
  wire::MediaProcessTaskCoverBySnapshotResult cover;
  cover.Status = "PROCESSING";
  wire::CoverBySnapshotTaskInput input;
  input.Definition = 10;
  input.PositionType = "Percent";
  input.PositionValue = 50;
  cover.Input = input;
  result.CoverBySnapshotTask = cover;
  wanted.MediaProcessResultSet.push_back(result);
  const auto id = insert(std::move(wanted), NotifyMode::finish);
  TaskRunner(*workshop_).step(0);
  EXPECT_EQ(media().cover_path, output_folder(app, file) + "coverBySnapshot_10_0.jpg");
  EXPECT_TRUE(is_served(media().cover_path));
  EXPECT_EQ(state(id).MediaProcessResultSet[0].CoverBySnapshotTask->Output->CoverUrl, media().cover_path);
}

TEST_F(Tasks, NotifyModesDecideWhatIsTold) {
  upload(film("film.mp4", "320x240", 1));
  process({100010, 100020}, NotifyMode::none);
  process({100010, 4711, 100020}, NotifyMode::change);
  TaskRunner runner(*workshop_);
  runner.step(0);
  EXPECT_TRUE(events().empty());
  runner.step(0);
  const auto told = events();
  ASSERT_EQ(told.size(), 3U);  // The one without a template at once, then each output.
  for (std::size_t i = 0; i + 1 < told.size(); ++i) EXPECT_EQ(told[i].ProcedureStateChangeEvent->Status, "PROCESSING");
  EXPECT_EQ(told.back().ProcedureStateChangeEvent->Status, "FINISH");
}

TEST_F(Tasks, ACancelledTaskStopsAndWritesNothingMore) {
  upload(film("film.mp4", "1280x720", 30));
  workshop_->plan.speed = "veryslow";
  const auto id = process({100030});
  TaskRunner runner(*workshop_);
  auto ended = std::async(std::launch::async, [&] { return runner.step(0); });
  wait_for_progress(id);
  write([&](Transaction& tx) {
    return catalogue::end_task_with_error(tx, bells_, task(id), "InternalError.Cancelled", "stop", workshop_->url, 2);
  });
  runner.watch(0);
  ended.get();
  EXPECT_EQ(task(id).status, TaskStatus::finish);
  EXPECT_EQ(transcode(state(id), 0).ErrCodeExt, "InternalError.Cancelled");
  EXPECT_TRUE(outputs().empty());
  EXPECT_EQ(events().size(), 1U);
}

TEST_F(Tasks, WhatWasInterruptedGoesOnWhereItWas) {
  upload(film("film.mp4", "1280x720", 20));
  const auto id = process({100010, 100030});
  {
    TaskRunner runner(*workshop_);
    workshop_->plan.speed = "veryslow";
    auto ended = std::async(std::launch::async, [&] { return runner.step(0); });
    wait_for_progress(id);
    runner.stop();
    ended.get();
  }
  EXPECT_EQ(task(id).status, TaskStatus::processing);
  EXPECT_TRUE(events().empty());

  // One output was stored before the server died.
  auto half = task(id);
  auto half_state = state(id);
  half_state.MediaProcessResultSet[0].TranscodeTask->Status = "SUCCESS";
  half_state.MediaProcessResultSet[0].TranscodeTask->Message = "kept";
  half.detail_json = wire::encode_text(half_state);
  write([&](Transaction& tx) -> Done {
    VOD_TRY(const bool ours, catalogue::update_claimed_task(tx, half));
    return ours ? Done(done()) : Done(error(ErrorCode::cancelled));
  });

  workshop_->plan.speed = "ultrafast";
  TaskRunner next(*workshop_);
  ASSERT_TRUE(next.recover());
  next.step(0);
  EXPECT_EQ(task(id).status, TaskStatus::finish);
  EXPECT_EQ(transcode(state(id), 0).Message, "kept");
  EXPECT_EQ(transcode(state(id), 1).Status, "SUCCESS");
  EXPECT_EQ(outputs().size(), 1U);
  EXPECT_EQ(events().size(), 1U);
}

TEST_F(Tasks, AWorkerWithAnOldFenceWritesNothing) {
  upload(film("film.mp4", "1280x720", 10));
  const auto id = process({100010});
  workshop_->plan.speed = "veryslow";
  TaskRunner runner(*workshop_);
  auto ended = std::async(std::launch::async, [&] { return runner.step(0); });
  wait_for_progress(id);
  write([](Transaction& tx) -> Done {
    VOD_TRY(catalogue::requeue_claimed_tasks(tx));
    return done();
  });
  ended.get();
  EXPECT_EQ(task(id).status, TaskStatus::waiting);
  EXPECT_TRUE(outputs().empty());
  EXPECT_TRUE(events().empty());
}

TEST_F(Tasks, AnUploadIsLookedAtAndTold) {
  upload(film("film.mp4", "640x360", 1));
  Ingester ingester(*workshop_);
  ingester.step(0);
  EXPECT_EQ(media().ingest, IngestState::done);
  const auto told = events();
  ASSERT_EQ(told.size(), 1U);
  ASSERT_TRUE(told[0].FileUploadEvent);
  EXPECT_EQ(told[0].FileUploadEvent->FileId, file.text());
  EXPECT_EQ(told[0].FileUploadEvent->MetaData->Width, 640);
  EXPECT_EQ(told[0].FileUploadEvent->MediaBasicInfo->Status, "Normal");
  ingester.step(0);
  EXPECT_EQ(events().size(), 1U);
}

TEST_F(Tasks, ABrokenUploadEndsInANamedError) {
  upload(MediaTest::file("text.mp4", "no film\nat all\n"));
  Ingester(*workshop_).step(0);
  EXPECT_EQ(media().probe_code, "SourceFileError.ContentMalformed.NotMedia");
  EXPECT_FALSE(media().probe_detail.empty());
  const auto told = events();
  ASSERT_EQ(told.size(), 1U);
  EXPECT_FALSE(told[0].FileUploadEvent->MetaData);
  EXPECT_EQ(told[0].FileUploadEvent->MediaBasicInfo->Status, "Normal");
}

class Pulls : public PipelineTest {
 protected:
  TaskId pull(const std::string& url) {
    wire::PullUploadRequest request;
    request.MediaUrl = url;
    request.MediaType = "mp4";
    wire::PullUploadTask state;
    state.Status = "PROCESSING";
    Task task;
    task.id = {"pull-" + random_.hex(8)};
    task.app = app;
    task.type = TaskType::pull_upload;
    task.created_ms = 1;
    task.request_json = wire::encode_text(request);
    task.detail_json = wire::encode_text(state);
    write([&](Transaction& tx) { return catalogue::insert_task(tx, task); });
    return task.id;
  }
  wire::PullUploadTask told() {
    const auto all = events();
    EXPECT_EQ(all.size(), 1U);
    return all.empty() ? wire::PullUploadTask{} : all[0].PullCompleteEvent.value();
  }
  static std::string content(const fs::path& path) {
    std::ifstream stream(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
  }
};

TEST_F(Pulls, AFileBecomesAMedia) {
  const auto bytes = content(film("film.mp4", "320x240", 1));
  outbound_.put_peer("http://far.test/", [&](const OutboundRequest&) { return vod::testing::answer(200, bytes); });
  const auto id = pull("http://far.test/my%20clip.mp4?x=1");
  TaskRunner(*workshop_).step(0);
  const auto event = told();
  EXPECT_EQ(event.ErrCode, 0) << event.Message.value_or("");
  EXPECT_EQ(event.Status, "FINISH");
  EXPECT_EQ(event.MediaBasicInfo->Name, "my clip");
  EXPECT_EQ(event.MetaData->Width, 320);
  EXPECT_TRUE(event.FileUrl->starts_with("http://media.test/")) << *event.FileUrl;
  ASSERT_TRUE(task(id).file);
  EXPECT_EQ(task(id).file->text(), event.FileId);
  EXPECT_TRUE(is_served(event.FileUrl->substr(std::string("http://media.test").size())));
}

TEST_F(Pulls, AnAddressThatMayNotBeReachedFailsThePull) {
  outbound_.put_peer("http://near.test/", [](const OutboundRequest&) {
    return vod::testing::failure(OutboundFailure::refused_address, "10.0.0.1 is private (pull.allow)");
  });
  pull("http://near.test/a.mp4");
  TaskRunner(*workshop_).step(0);
  EXPECT_EQ(told().ErrCode, 60'000);
  EXPECT_NE(told().Message->find("pull.allow"), std::string::npos) << *told().Message;
  EXPECT_EQ(told().FileId.value_or(""), "");
  EXPECT_EQ(outbound_.requests().size(), 1U);
}

TEST_F(Pulls, WhatIsNoMediaFailsThePull) {
  outbound_.put_peer("http://far.test/",
                     [](const OutboundRequest&) { return vod::testing::answer(200, "<html>sorry</html>"); });
  pull("http://far.test/a.mp4");
  TaskRunner(*workshop_).step(0);
  EXPECT_EQ(told().ErrCode, 60'000);
  EXPECT_EQ(blobs_->list("", 10).value().size(), 0U);
}

TEST_F(Pulls, AFailingNetworkIsTriedAgain) {
  const auto bytes = content(film("film.mp4", "320x240", 1));
  int asked = 0;
  outbound_.put_peer("http://far.test/", [&](const OutboundRequest&) {
    return ++asked == 1 ? vod::testing::answer(503, "later") : vod::testing::answer(200, bytes);
  });
  pull("http://far.test/a.mp4");
  TaskRunner(*workshop_).step(0);
  EXPECT_EQ(told().ErrCode, 0);
  EXPECT_EQ(outbound_.requests().size(), 2U);
}

TEST(RunningTasks, AreLimitedByCores) {
  EXPECT_EQ(running_tasks_max(0, 1), 1);
  EXPECT_EQ(running_tasks_max(0, 2), 1);
  EXPECT_EQ(running_tasks_max(0, 16), 5);
  EXPECT_EQ(running_tasks_max(7, 2), 7);
}

}  // namespace
}  // namespace vod
