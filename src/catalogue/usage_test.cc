#include "catalogue/usage.h"

#include <gtest/gtest.h>

#include "catalogue/objects.h"
#include "catalogue/task_events.h"
#include "catalogue/tasks.h"
#include "catalogue/test_catalogue.h"
#include "model/errors.h"

namespace vod::catalogue {
namespace {

constexpr std::int64_t now_ms = 1'000'000;

class UsageTest : public testing::Test {
 protected:
  Usage usage(std::int64_t since_ms = 0) {
    return rows_.read<Usage>([&](ReadTransaction& tx) { return usage_of(tx, TestCatalogue::app, since_ms); });
  }
  static ObjectRow object(const std::string& path, std::uint64_t size_bytes) {
    ObjectRow row;
    row.path = path;
    row.app = TestCatalogue::app;
    row.file = {1};
    row.blob = BlobId{"b"};
    row.size_bytes = size_bytes;
    return row;
  }
  void add_media(std::uint64_t id, std::uint64_t size_bytes) {
    rows_.write([&](Transaction& tx) -> Done {
      const Media media = TestCatalogue::media(id, "a");
      VOD_TRY(save_object(tx, object(media.path, size_bytes)));
      return insert_media(tx, media);
    });
  }
  // A task that was claimed, and ended with this state.
  void end_task(const std::string& id, TaskType type, const std::string& detail, std::int64_t finish_ms) {
    Task task;
    task.id = {id};
    task.app = TestCatalogue::app;
    task.type = type;
    rows_.write([&](Transaction& tx) -> Done {
      VOD_TRY(insert_task(tx, task));
      VOD_TRY(auto claimed, claim_task(tx, now_ms));
      claimed->status = TaskStatus::finish;
      claimed->finish_ms = finish_ms;
      claimed->detail_json = detail;
      VOD_TRY(const bool ours, update_claimed_task(tx, *claimed));
      EXPECT_TRUE(ours);
      return done();
    });
  }

  TestCatalogue rows_;
};

TEST_F(UsageTest, AnAppWithoutAnythingHasZeros) {
  const Usage empty = usage();
  EXPECT_EQ(empty.media, 0);
  EXPECT_EQ(empty.original_bytes, 0);
  EXPECT_EQ(empty.other_bytes, 0);
  EXPECT_EQ(empty.tasks_waiting + empty.tasks_processing + empty.tasks_finished + empty.tasks_failed, 0);
}

TEST_F(UsageTest, SumsFollowEachChangeOfMediaAndObjects) {
  add_media(1, 700);
  add_media(2, 50);
  rows_.write([](Transaction& tx) { return save_object(tx, object("/out/a.mp4", 30)); });
  EXPECT_EQ(usage().media, 2);
  EXPECT_EQ(usage().original_bytes, 750);
  EXPECT_EQ(usage().other_bytes, 30);

  // An output made anew, and one that goes.
  rows_.write([](Transaction& tx) { return save_object(tx, object("/out/a.mp4", 45)); });
  EXPECT_EQ(usage().other_bytes, 45);
  rows_.write([](Transaction& tx) { return erase_object(tx, "/out/a.mp4"); });
  EXPECT_EQ(usage().other_bytes, 0);

  // The original goes, and the media is written again; then the media goes.
  rows_.write([](Transaction& tx) -> Done {
    VOD_TRY(auto media, find_media(tx, TestCatalogue::app, {1}));
    VOD_TRY(erase_object(tx, media->path));
    media->has_original = false;
    return update_media(tx, *media);
  });
  EXPECT_EQ(usage().original_bytes, 50);
  EXPECT_EQ(usage().media, 2);
  rows_.write([](Transaction& tx) -> Done {
    VOD_TRY(const auto media, find_media(tx, TestCatalogue::app, {1}));
    return erase_media(tx, *media);
  });
  EXPECT_EQ(usage().media, 1);
  EXPECT_EQ(usage().original_bytes, 50);
}

TEST_F(UsageTest, AChangeThatIsUndoneLeavesTheSums) {
  add_media(1, 700);
  EXPECT_FALSE(rows_.database().write([](Transaction& tx) -> Done {
    VOD_TRY(save_object(tx, object("/out/a.mp4", 30)));
    return error(ErrorCode::cancelled);
  }));
  EXPECT_EQ(usage().other_bytes, 0);
}

TEST_F(UsageTest, CountsTasksThatAreOpenAndThatEndedSince) {
  constexpr const char* good = R"({"MediaProcessResultSet":[{"TranscodeTask":{"Status":"SUCCESS"}}]})";
  constexpr const char* bad = R"({"MediaProcessResultSet":[{"TranscodeTask":{"Status":"SUCCESS"}},)"
                              R"({"SampleSnapshotTask":{"Status":"FAIL","ErrCodeExt":"x"}}]})";
  end_task("t1", TaskType::procedure, good, now_ms);
  end_task("t2", TaskType::procedure, bad, now_ms);
  end_task("t3", TaskType::procedure, bad, now_ms - 500);
  end_task("t4", TaskType::edit_media, R"({"ErrCode":70000})", now_ms);
  end_task("t5", TaskType::edit_media, R"({"ErrCode":0})", now_ms);
  Task waiting;
  waiting.id = {"t6"};
  waiting.app = TestCatalogue::app;
  waiting.type = TaskType::procedure;
  Task elsewhere = waiting;
  elsewhere.id = {"t7"};
  elsewhere.app = {7};
  rows_.write([&](Transaction& tx) -> Done {
    VOD_TRY(insert_task(tx, waiting));
    VOD_TRY(claim_task(tx, now_ms));
    waiting.id = {"t8"};
    VOD_TRY(insert_task(tx, waiting));
    return insert_task(tx, elsewhere);
  });
  const Usage seen = usage(now_ms - 100);
  EXPECT_EQ(seen.tasks_waiting, 1);
  EXPECT_EQ(seen.tasks_processing, 1);
  EXPECT_EQ(seen.tasks_finished, 2);
  EXPECT_EQ(seen.tasks_failed, 2);
  EXPECT_EQ(usage(0).tasks_failed, 3);
}

TEST_F(UsageTest, ATaskThatIsCancelledHasFailed) {
  Task task;
  task.id = {"t1"};
  task.app = TestCatalogue::app;
  task.type = TaskType::edit_media;
  task.detail_json = "{}";
  Bells bells;
  rows_.write([&](Transaction& tx) -> Done {
    VOD_TRY(insert_task(tx, task));
    return end_task_with_error(tx, bells, task, "InternalError.Cancelled", "It was cancelled.", {"http://a"}, now_ms);
  });
  EXPECT_EQ(usage().tasks_failed, 1);
  EXPECT_EQ(usage().tasks_waiting, 0);
}

}  // namespace
}  // namespace vod::catalogue
