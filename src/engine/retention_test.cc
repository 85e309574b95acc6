#include "engine/retention.h"

#include "engine/test_engine.h"
#include "model/limits.h"
#include "testing/manual_clock.h"

namespace vod::engine {
namespace {

class Over : public EngineStand {
 protected:
  // A clock whose wall time at monotonic 0 is now_ms.
  void run_until_idle(std::int64_t after_ms) {
    BlobTrash trash;
    Retention retention(*database, bells, trash, url, clock, *log);
    const std::int64_t at_ms = clock.monotonic_ms() + after_ms;
    while (retention.step(at_ms) == at_ms) {
    }
  }
  vod::testing::ManualClock clock{now_ms};
};

TEST_F(Over, AMediaGoesAtItsExpireTimeAndTellsSo) {
  const UploadGrant grant = apply(R"({"MediaType":"mp4","ExpireTime":"2023-11-14T23:13:20Z"})");  // now_ms + 1 h
  put_object(grant.session.media_path, grant.session.file);
  ASSERT_TRUE(commit(grant.session.session_key));
  run_until_idle(3'599'000);
  EXPECT_TRUE(find(grant.session.file));
  run_until_idle(3'601'000);
  EXPECT_FALSE(find(grant.session.file));
  ASSERT_EQ(events().size(), 1u);
  EXPECT_EQ(events()[0].type, EventType::file_deleted);
}

TEST_F(Over, MediaWithoutExpireTimeStay) {
  const FileId file = media();
  run_until_idle(1'000LL * 86'400'000);
  EXPECT_TRUE(find(file));
}

TEST_F(Over, EndedTasksGoAfterThreeDaysAndOpenOnesStay) {
  const FileId file = media();
  const TaskId ended = procedure(file);
  ASSERT_TRUE(write([&](Transaction& tx) { return cancel_task(tx, bells, app, ended, url, now_ms); }));
  const TaskId open = procedure(file);
  run_until_idle(limits::task_record_ms + 1'000);
  EXPECT_EQ(task(open).status, TaskStatus::waiting);
  EXPECT_FALSE(read<std::optional<Task>>([&](ReadTransaction& tx) { return catalogue::find_task(tx, app, ended); }));
}

}  // namespace
}  // namespace vod::engine
