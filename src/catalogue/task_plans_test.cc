#include <gtest/gtest.h>

#include <functional>
#include <string>

#include "catalogue/tasks.h"
#include "catalogue/test_catalogue.h"
#include "catalogue/test_plan_notes.h"
#include "catalogue/usage.h"

namespace vod::catalogue {
namespace {

/// The plans are what keeps the cost of a call from growing with the tasks that have ended.
class TaskPlans : public testing::Test {
 protected:
  std::string plan_of(const std::function<Done(ReadTransaction&)>& look) {
    return rows_.read<std::string>([&](ReadTransaction& tx) -> Result<std::string> {
      PlanNotes notes(tx);
      VOD_TRY(look(notes));
      return notes.text();
    });
  }
  static bool has(const std::string& plan, std::string_view part) { return plan.find(part) != plan.npos; }

  TestCatalogue rows_;
};

TEST_F(TaskPlans, OpenTasksAreFoundByTheirIndex) {
  for (const TaskStatus status : {TaskStatus::waiting, TaskStatus::processing}) {
    const auto counted = plan_of([&](ReadTransaction& tx) -> Done {
      VOD_TRY(count_tasks(tx, status));
      return done();
    });
    EXPECT_TRUE(has(counted, "COVERING INDEX tasks_open")) << counted;
    const auto listed = plan_of([&](ReadTransaction& tx) -> Done {
      TaskFilter filter;
      filter.app = TestCatalogue::app;
      filter.status = status;
      VOD_TRY(list_tasks(tx, filter));
      return done();
    });
    EXPECT_TRUE(has(listed, "INDEX tasks_open (status=?)")) << listed;
  }
  const auto waits = plan_of([](ReadTransaction& tx) -> Done {
    VOD_TRY(any_task_waits(tx));
    return done();
  });
  EXPECT_TRUE(has(waits, "INDEX tasks_open")) << waits;
}

TEST_F(TaskPlans, TasksOfAMediaAreFoundByIt) {
  const auto open = plan_of([](ReadTransaction& tx) -> Done {
    VOD_TRY(find_open_task(tx, TestCatalogue::app, FileId{1}));
    VOD_TRY(count_open_tasks(tx, TestCatalogue::app, FileId{1}));
    return done();
  });
  EXPECT_FALSE(has(open, "tasks_by_time")) << open;
  EXPECT_FALSE(has(open, "SCAN")) << open;
  const auto listed = plan_of([](ReadTransaction& tx) -> Done {
    TaskFilter filter;
    filter.app = TestCatalogue::app;
    filter.file = FileId{1};
    VOD_TRY(list_tasks(tx, filter));
    return done();
  });
  EXPECT_TRUE(has(listed, "INDEX tasks_by_file (sub_app_id=? AND file_id=?)")) << listed;
}

TEST_F(TaskPlans, AllOfAnAppArePagedInTheOrderOfTheirIndex) {
  const auto listed = plan_of([](ReadTransaction& tx) -> Done {
    TaskFilter filter;
    filter.app = TestCatalogue::app;
    filter.after = {5, "t"};
    VOD_TRY(list_tasks(tx, filter));
    return done();
  });
  EXPECT_TRUE(has(listed, "INDEX tasks_by_time (sub_app_id=? AND created_ms<?)")) << listed;
}

TEST_F(TaskPlans, UsageReadsNoRowsOfTasksOrMedia) {
  const auto plan = plan_of([](ReadTransaction& tx) -> Done {
    VOD_TRY(usage_of(tx, TestCatalogue::app, 5));
    return done();
  });
  EXPECT_TRUE(has(plan, "COVERING INDEX tasks_ended (sub_app_id=? AND finish_ms>?)")) << plan;
  EXPECT_TRUE(has(plan, "COVERING INDEX tasks_open (status<?)")) << plan;
  EXPECT_FALSE(has(plan, "SCAN")) << plan;
}

}  // namespace
}  // namespace vod::catalogue
