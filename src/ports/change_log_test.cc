#include "ports/change_log.h"

#include <gtest/gtest.h>

#include "model/limits.h"
#include "ports/progress.h"

namespace vod {
namespace {

class ChangeLogTest : public testing::Test {
 protected:
  static constexpr AppId app{7};

  static Change media(std::uint64_t file, AppId of = app) {
    return {.kind = ChangeKind::media, .app = of, .file = FileId{file}, .sequence = 0, .task = {}};
  }
  static Change event(std::uint64_t sequence) {
    return {.kind = ChangeKind::event, .app = app, .file = {}, .sequence = sequence, .task = {}};
  }
  void add(const Change& change) { log.add({&change, 1}); }
  ChangeLog::Found after(const std::string& cursor, std::array<bool, change_kinds> kinds = {true, true, true, true},
                         std::size_t limit = 100) const {
    return log.after(cursor, {.app = app, .kinds = kinds, .limit = limit});
  }
  std::string now() const { return after("").cursor; }

  Bells bells;
  SystemRandom random;
  ChangeLog log{bells, random};
};

TEST_F(ChangeLogTest, WithoutACursorItSaysReadEverythingAndWhereToGoOn) {
  add(media(1));
  const auto found = after("");
  EXPECT_TRUE(found.is_reset);
  EXPECT_TRUE(found.changes.empty());
  EXPECT_FALSE(after(found.cursor).is_reset);
}

TEST_F(ChangeLogTest, GivesWhatCameAfterTheCursorOnce) {
  const std::string cursor = now();
  add(media(1));
  const auto found = after(cursor);
  EXPECT_EQ(found.changes, std::vector{media(1)});
  EXPECT_TRUE(after(found.cursor).changes.empty());
}

TEST_F(ChangeLogTest, AnObjectStandsOnceAtItsLatestChange) {
  const std::string cursor = now();
  for (const std::uint64_t file : {1, 2, 1}) add(media(file));
  EXPECT_EQ(after(cursor).changes, (std::vector{media(2), media(1)}));
}

TEST_F(ChangeLogTest, OtherAppsAndKindsAreLeftOut) {
  const std::string cursor = now();
  add(media(1, AppId{8}));
  add(event(5));
  EXPECT_TRUE(after(cursor, {true, true, false, false}).changes.empty());
  EXPECT_EQ(after(cursor).changes, std::vector{event(5)});
}

TEST_F(ChangeLogTest, APageEndsWhereTheNextOneBegins) {
  const std::string cursor = now();
  for (std::uint64_t file = 1; file <= 5; ++file) add(media(file));
  const auto first = after(cursor, {true, true, true, true}, 3);
  EXPECT_EQ(first.changes, (std::vector{media(1), media(2), media(3)}));
  EXPECT_EQ(after(first.cursor).changes, (std::vector{media(4), media(5)}));
}

TEST_F(ChangeLogTest, AFloodOfEventsLosesEventsAlone) {
  const std::string cursor = now();
  add(media(1));
  for (std::uint64_t i = 0; i < limits::changes_kept_max + 1; ++i) add(event(i + 1));
  EXPECT_TRUE(after(cursor, {true, true, true, true}).is_reset);
  EXPECT_EQ(after(cursor, {true, true, false, false}).changes, std::vector{media(1)});
}

TEST_F(ChangeLogTest, ACursorOfAnotherRunOrTheFutureIsReset) {
  ChangeLog other(bells, random);
  EXPECT_TRUE(after(other.after("", {}).cursor).is_reset);
  const std::string cursor = now();
  EXPECT_TRUE(after(cursor + "9").is_reset);
  EXPECT_TRUE(after(cursor.substr(0, cursor.find('-')) + "-x").is_reset);
}

TEST_F(ChangeLogTest, ManyWatchersAreAllWoken) {
  int woken = 0;
  for (int i = 0; i < 3; ++i) bells.wait(ChangeLog::bell, [&] { ++woken; });
  add(media(1));
  EXPECT_EQ(woken, 3);
}

TEST_F(ChangeLogTest, ProgressReachesWatchersButNotAtEveryStep) {
  SystemClock clock;
  ProgressBoard board(log, clock);
  Task task;
  task.id = {"7-procedurev2-x"};
  task.app = app;
  const std::string cursor = now();
  board.put(task, {.percent = 1, .sub_percent = {}});
  const auto first = after(cursor);
  ASSERT_EQ(first.changes.size(), 1U);
  EXPECT_EQ(first.changes[0].task, task.id.value);
  board.put(task, {.percent = 2, .sub_percent = {}});
  EXPECT_TRUE(after(first.cursor).changes.empty());
  EXPECT_EQ(board.find(task.id)->percent, 2);
}

}  // namespace
}  // namespace vod
