#include "engine/tasks.h"

#include "engine/test_engine.h"
#include "model/limits.h"

namespace vod::engine {
namespace {

using Tasks = EngineStand;

TEST_F(Tasks, AProcedureWaitsWithOneStateForEachOutput) {
  const TaskId id = procedure(media());
  const Task row = task(id);
  EXPECT_TRUE(id.value.starts_with("1500000001-procedurev2-")) << id.value;
  EXPECT_EQ(row.status, TaskStatus::waiting);
  const auto state = wire::decode_answer<wire::ProcedureTask>(std::string_view(row.detail_json)).value();
  ASSERT_EQ(state.MediaProcessResultSet.size(), 2u);
  EXPECT_EQ(state.MediaProcessResultSet[1].TranscodeTask->Input->Definition, 100020u);
  EXPECT_EQ(state.MediaProcessResultSet[1].TranscodeTask->Status, "PROCESSING");
}

TEST_F(Tasks, ASessionIdWorksOnceInThreeDays) {
  const FileId file = media();
  const TaskWish wish{.app = app, .session_id = "once", .session_context = {}};
  procedure(file, wish);
  const auto again = [&](std::int64_t at_ms) {
    return refusal([&](Transaction& tx) -> Done {
      VOD_TRY(start_procedure(tx, bells, random, wish, file, {}, at_ms));
      return done();
    });
  };
  EXPECT_EQ(again(now_ms + 1), "InvalidParameterValue.SessionId");
  EXPECT_EQ(again(now_ms + limits::session_id_ms + 1), "");
}

TEST_F(Tasks, AMediaThatIsNotThereIsRefused) {
  const TaskWish wish{.app = app, .session_id = {}, .session_context = {}};
  EXPECT_EQ(refusal([&](Transaction& tx) -> Done {
              VOD_TRY(start_procedure(tx, bells, random, wish, FileId{7}, {}, now_ms));
              return done();
            }),
            "InvalidParameterValue.FileId");
}

TEST_F(Tasks, AbortTakesOnlyWaitingTasksAndTellsNobody) {
  const TaskId id = procedure(media());
  EXPECT_EQ(refusal([&](Transaction& tx) { return abort_task(tx, app, id, now_ms); }), "");
  EXPECT_EQ(task(id).status, TaskStatus::aborted);
  EXPECT_EQ(refusal([&](Transaction& tx) { return abort_task(tx, app, id, now_ms); }), "FailedOperation");
  EXPECT_EQ(refusal([&](Transaction& tx) { return abort_task(tx, app, {"nobody"}, now_ms); }),
            "InvalidParameterValue.TaskId");
  EXPECT_TRUE(events().empty());
}

TEST_F(Tasks, CancelEndsARunningTaskWithOneEventAndFencesItsWorkerOut) {
  const TaskId id = procedure(media());
  Task claimed;
  ASSERT_TRUE(write([&](Transaction& tx) -> Done {
    VOD_TRY(const auto task, catalogue::claim_task(tx, now_ms));
    claimed = *task;
    return done();
  }));
  ASSERT_TRUE(write([&](Transaction& tx) { return cancel_task(tx, bells, app, id, url, now_ms); }));

  EXPECT_EQ(task(id).status, TaskStatus::finish);
  ASSERT_EQ(events().size(), 1u);
  EXPECT_NE(events()[0].body.find("InternalError.Cancelled"), std::string::npos);
  ASSERT_TRUE(write([&](Transaction& tx) -> Done {
    VOD_TRY(const bool was_written, catalogue::update_claimed_task(tx, claimed));
    EXPECT_FALSE(was_written);
    return done();
  }));
  EXPECT_EQ(refusal([&](Transaction& tx) { return cancel_task(tx, bells, app, id, url, now_ms); }), "FailedOperation");
  EXPECT_EQ(events().size(), 1u);
}

TEST_F(Tasks, RetryStartsAFailedTaskAgainAsANewOne) {
  const TaskId id = procedure(media());
  ASSERT_TRUE(write([&](Transaction& tx) { return cancel_task(tx, bells, app, id, url, now_ms); }));
  TaskId fresh;
  ASSERT_TRUE(write([&](Transaction& tx) -> Done {
    VOD_TRY(fresh, retry_task(tx, bells, random, app, id, now_ms));
    return done();
  }));
  EXPECT_NE(fresh, id);
  EXPECT_EQ(task(fresh).status, TaskStatus::waiting);
  EXPECT_EQ(task(fresh).request_json, task(id).request_json);
  EXPECT_EQ(refusal([&](Transaction& tx) -> Done {
              VOD_TRY(retry_task(tx, bells, random, app, fresh, now_ms));
              return done();
            }),
            "FailedOperation");
}

TEST_F(Tasks, TheMostUrgentThenTheOldestIsClaimedFirst) {
  const FileId file = media();
  const TaskId first = procedure(file);
  const TaskId urgent = procedure(file, {.app = app, .priority = 5, .session_id = {}, .session_context = {}});
  std::vector<TaskId> order;
  for (int i = 0; i < 2; ++i) {
    ASSERT_TRUE(write([&](Transaction& tx) -> Done {
      VOD_TRY(const auto task, catalogue::claim_task(tx, now_ms));
      order.push_back(task->id);
      return done();
    }));
  }
  EXPECT_EQ(order, (std::vector<TaskId>{urgent, first}));
}

}  // namespace
}  // namespace vod::engine
