#include <gtest/gtest.h>

#include <algorithm>

#include "pipeline/task_runner.h"
#include "pipeline/test_pipeline.h"

namespace vod {
namespace {

/// Tasks that make pictures, from their row to what the media tells.
class PictureTasks : public PipelineTest {
 protected:
  // A task with these sub-tasks, run to its end.
  wire::ProcedureTask run(wire::MediaProcessTaskInput input) {
    wire::ProcedureTask state;
    state.Status = "PROCESSING";
    const auto add = [&](const char* type, auto member, auto sub_task, const auto& wanted) {
      sub_task.Status = "PROCESSING";
      sub_task.Input = wanted;
      wire::MediaProcessTaskResult result;
      result.Type = type;
      result.*member = std::move(sub_task);
      state.MediaProcessResultSet.push_back(std::move(result));
    };
    using Result = wire::MediaProcessTaskResult;
    for (const auto& wanted : input.AnimatedGraphicTaskSet)
      add("AnimatedGraphics", &Result::AnimatedGraphicTask, wire::MediaProcessTaskAnimatedGraphicResult{}, wanted);
    for (const auto& wanted : input.SnapshotByTimeOffsetTaskSet)
      add("SnapshotByTimeOffset", &Result::SnapshotByTimeOffsetTask, wire::MediaProcessTaskSnapshotByTimeOffsetResult{},
          wanted);
    for (const auto& wanted : input.SampleSnapshotTaskSet)
      add("SampleSnapshot", &Result::SampleSnapshotTask, wire::MediaProcessTaskSampleSnapshotResult{}, wanted);
    for (const auto& wanted : input.ImageSpriteTaskSet)
      add("ImageSprites", &Result::ImageSpriteTask, wire::MediaProcessTaskImageSpriteResult{}, wanted);
    const auto id = insert(std::move(state), NotifyMode::finish);
    TaskRunner(*workshop_).step(0);
    return this->state(id);
  }
  static wire::SnapshotByTimeOffsetTaskInput timed(std::vector<std::string> offsets) {
    wire::SnapshotByTimeOffsetTaskInput input;
    input.Definition = 10;
    input.ExtTimeOffsetSet = std::move(offsets);
    return input;
  }
  std::vector<std::string> paths() {
    const auto rows = read<std::vector<catalogue::ObjectRow>>(
        [&](ReadTransaction& tx) { return catalogue::objects_below(tx, output_folder(app, file), "", 1'000); });
    std::vector<std::string> names;
    for (const auto& row : rows) {
      EXPECT_TRUE(is_served(row.path)) << row.path;
      names.push_back(row.path.substr(output_folder(app, file).size()));
    }
    return names;
  }
};

TEST_F(PictureTasks, WhatIsToldOfPicturesIsServed) {
  upload(film("film.mp4", "320x240", 2));
  wire::MediaProcessTaskInput input;
  wire::AnimatedGraphicTaskInput animated;
  animated.Definition = 20'000;
  animated.StartTimeOffset = 0.5;
  animated.EndTimeOffset = 1.5;
  input.AnimatedGraphicTaskSet = {animated};
  input.SnapshotByTimeOffsetTaskSet = {timed({"0s", "50%"})};
  input.SampleSnapshotTaskSet.resize(1);
  input.SampleSnapshotTaskSet[0].Definition = 10;
  input.ImageSpriteTaskSet.resize(1);
  input.ImageSpriteTaskSet[0].Definition = 10;
  const auto ended = run(input);
  const std::string folder = output_folder(app, file);

  const auto& gif = ended.MediaProcessResultSet.at(0).AnimatedGraphicTask;
  ASSERT_EQ(gif->Status, "SUCCESS") << gif->Message.value_or("");
  EXPECT_EQ(gif->Output->Url, folder + "animatedGraphics_20000_0.gif");
  EXPECT_EQ(gif->Output->Container, "gif");
  EXPECT_EQ(gif->Output->Width, 320);
  EXPECT_EQ(gif->Output->StartTimeOffset, 0.5);
  EXPECT_EQ(gif->Output->EndTimeOffset, 1.5);
  EXPECT_EQ(gif->Output->Md5->size(), 32U);
  EXPECT_GT(gif->Output->Size, 0);
  const auto& snapshots = ended.MediaProcessResultSet.at(1).SnapshotByTimeOffsetTask;
  ASSERT_EQ(snapshots->Status, "SUCCESS") << snapshots->Message.value_or("");
  ASSERT_EQ(snapshots->Output->PicInfoSet.size(), 2U);
  EXPECT_EQ(snapshots->Output->PicInfoSet[1].TimeOffset, 1'000);
  EXPECT_EQ(snapshots->Output->PicInfoSet[1].Url, folder + "snapshotByTimeOffset_10_1/00001.jpg");
  const auto& samples = ended.MediaProcessResultSet.at(2).SampleSnapshotTask;
  ASSERT_EQ(samples->Status, "SUCCESS") << samples->Message.value_or("");
  EXPECT_EQ(samples->Output->ImageUrlSet.size(), 10U);
  EXPECT_EQ(samples->Output->SampleType, "Percent");
  EXPECT_EQ(samples->Output->Interval, 10);
  const auto& sprite = ended.MediaProcessResultSet.at(3).ImageSpriteTask;
  ASSERT_EQ(sprite->Status, "SUCCESS") << sprite->Message.value_or("");
  EXPECT_EQ(sprite->Output->WebVttUrl, folder + "imageSprite_10.vtt");
  EXPECT_EQ(sprite->Output->TotalCount, 1);
  EXPECT_EQ(sprite->Output->Width, 142);
  EXPECT_EQ(sprite->Output->ImageUrlSet, std::vector<std::string>{folder + "imageSprite_10/00000.jpg"});

  EXPECT_EQ(paths().size(), 1U + 2U + 10U + 2U);
  ASSERT_EQ(outputs().size(), 4U);
  const auto told = events().back().ProcedureStateChangeEvent;
  ASSERT_TRUE(told);
  EXPECT_EQ(told->MediaProcessResultSet[2].SampleSnapshotTask->Output->ImageUrlSet[9],
            "http://media.test" + folder + "sampleSnapshot_10/00009.jpg");
}

TEST_F(PictureTasks, TwoSubTasksWithOneTemplateKeepTheirPictures) {
  upload(film("film.mp4", "320x240", 2));
  wire::MediaProcessTaskInput input;
  input.SnapshotByTimeOffsetTaskSet = {timed({"0s", "1s"}), timed({"1.5s"})};
  run(input);
  EXPECT_EQ(paths(),
            (std::vector<std::string>{"snapshotByTimeOffset_10_0/00000.jpg", "snapshotByTimeOffset_10_0/00001.jpg",
                                      "snapshotByTimeOffset_10_1/00000.jpg"}));
}

TEST_F(PictureTasks, MakingAgainDropsWhatIsNoLongerThere) {
  upload(film("film.mp4", "320x240", 2));
  wire::MediaProcessTaskInput input;
  input.SnapshotByTimeOffsetTaskSet = {timed({"0s", "1s"}), timed({"1.5s"})};
  run(input);
  input.SnapshotByTimeOffsetTaskSet = {timed({"1s"})};
  run(input);
  EXPECT_EQ(paths(), std::vector<std::string>{"snapshotByTimeOffset_10_0/00000.jpg"});
  EXPECT_EQ(outputs().size(), 1U);
}

TEST_F(PictureTasks, ATextThatIsNoOffsetFailsItsSubTask) {
  upload(film("film.mp4", "320x240", 1));
  wire::MediaProcessTaskInput input;
  input.SnapshotByTimeOffsetTaskSet = {timed({"1s", "soon"})};
  const auto ended = run(input);
  const auto& snapshots = ended.MediaProcessResultSet.at(0).SnapshotByTimeOffsetTask;
  EXPECT_EQ(snapshots->Status, "FAIL");
  EXPECT_EQ(snapshots->ErrCodeExt, "InvalidInput.InvalidTimeOffset");
  EXPECT_NE(snapshots->Message->find("soon"), std::string::npos);
}

TEST_F(PictureTasks, TheOldListOfMillisecondsIsUnderstood) {
  upload(film("film.mp4", "320x240", 2));
  wire::MediaProcessTaskInput input;
  input.SnapshotByTimeOffsetTaskSet = {timed({})};
  input.SnapshotByTimeOffsetTaskSet[0].TimeOffsetSet = {500, 1'500};
  const auto ended = run(input);
  const auto& output = ended.MediaProcessResultSet.at(0).SnapshotByTimeOffsetTask->Output;
  ASSERT_TRUE(output);
  ASSERT_EQ(output->PicInfoSet.size(), 2U);
  EXPECT_EQ(output->PicInfoSet[0].TimeOffset, 500);
}

}  // namespace
}  // namespace vod
