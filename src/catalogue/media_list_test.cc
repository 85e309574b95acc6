#include "catalogue/media_list.h"

#include <gtest/gtest.h>

#include "catalogue/migrate.h"
#include "catalogue/objects.h"
#include "catalogue/outputs.h"
#include "catalogue/tasks.h"
#include "catalogue/test_catalogue.h"
#include "catalogue/uploads.h"

namespace vod::catalogue {
namespace {

class MediaListTest : public testing::Test {
 protected:
  void add(std::uint64_t id, const std::string& name, const std::string& type = "mp4",
           IngestState ingest = IngestState::done) {
    Media media = TestCatalogue::media(id, name);
    media.type = type;
    media.ingest = ingest;
    rows_.write([&](Transaction& tx) -> Done {
      VOD_TRY(insert_media(tx, media));
      return ingest == IngestState::done ? done() : insert_ingest(tx, {media.app, media.id}, 1);
    });
  }
  void add_task(const std::string& id, std::uint64_t file, TaskStatus status) {
    Task task;
    task.id = {id};
    task.app = TestCatalogue::app;
    task.type = TaskType::procedure;
    task.status = status;
    task.file = FileId{file};
    rows_.write([&](Transaction& tx) { return insert_task(tx, task); });
  }
  std::vector<MediaListRow> list(MediaListFilter filter) {
    filter.app = TestCatalogue::app;
    if (filter.limit == 0) filter.limit = 100;
    return rows_.read<std::vector<MediaListRow>>([&](ReadTransaction& tx) { return list_media(tx, filter); });
  }
  std::string names(const MediaListFilter& filter) {
    std::string joined;
    for (const MediaListRow& row : list(filter)) joined += (joined.empty() ? "" : " ") + row.media.name;
    return joined;
  }

  TestCatalogue rows_;
};

TEST_F(MediaListTest, NewestFirstUnlessAskedOtherwise) {
  add(1, "b");
  add(2, "c");
  add(3, "a");
  EXPECT_EQ(names({}), "a c b");
  EXPECT_EQ(names({.ascending = true}), "b c a");
  EXPECT_EQ(names({.sort = MediaSort::name, .ascending = true}), "a b c");
}

TEST_F(MediaListTest, PagesMeetWithoutAGapInEveryOrder) {
  for (std::uint64_t i = 1; i <= 25; ++i) add(i, i % 2 == 0 ? "same" : "n" + std::to_string(i));
  for (const MediaSort sort : {MediaSort::created, MediaSort::name, MediaSort::size}) {
    for (const bool ascending : {false, true}) {
      MediaListFilter filter{.sort = sort, .ascending = ascending, .limit = 4};
      std::set<std::uint64_t> seen;
      for (int page = 0; page < 10; ++page) {
        const auto rows = list(filter);
        for (const MediaListRow& row : rows) EXPECT_TRUE(seen.insert(row.media.id.value).second);
        if (rows.empty()) break;
        filter.after = rows.back().position;
      }
      EXPECT_EQ(seen.size(), 25U);
    }
  }
}

TEST_F(MediaListTest, FindsWordsOfTheNameAlsoInChinese) {
  add(1, "Harbour film");
  add(2, "港口的早晨");
  add(3, "Lake film");
  EXPECT_EQ(names({.text = "film"}), "Lake film Harbour film");
  EXPECT_EQ(names({.text = "harbour"}), "Harbour film");
  EXPECT_EQ(names({.text = "早晨"}), "港口的早晨");
  EXPECT_EQ(names({.text = "fjord"}), "");
}

TEST_F(MediaListTest, FindsAWordThatNearlyAllHaveAsWellAsARareOne) {
  for (std::uint64_t from = 1; from <= 2'100; from += 700) {
    rows_.write([&](Transaction& tx) -> Done {
      for (std::uint64_t id = from; id < from + 700; ++id) {
        Media media = TestCatalogue::media(id, id == 5 ? "clip of a harbour" : "clip of a lake");
        media.ingest = IngestState::done;
        VOD_TRY(insert_media(tx, media));
      }
      return done();
    });
  }
  EXPECT_EQ(list({.text = "clip", .limit = 7}).size(), 7U);
  EXPECT_EQ(names({.text = "harbour"}), "clip of a harbour");
  EXPECT_EQ(names({.text = "clip", .is_processing = true}), "");
  EXPECT_EQ(names({.text = "harbour", .is_processing = false}), "clip of a harbour");
}

TEST_F(MediaListTest, FiltersByTypeAndByWhetherWorkIsOpen) {
  add(1, "a", "mp4");
  add(2, "b", "mov");
  add(3, "c", "mov", IngestState::pending);
  add_task("t1", 1, TaskStatus::processing);
  add_task("t2", 2, TaskStatus::finish);
  EXPECT_EQ(names({.types = {"mov"}}), "c b");
  EXPECT_EQ(names({.types = {"mov", "mp4"}, .categories = {"Audio"}}), "");
  EXPECT_EQ(names({.is_processing = true}), "c a");
  EXPECT_EQ(names({.is_processing = false}), "b");
}

TEST_F(MediaListTest, OnlyNamedMediaThatAreThereAndFitTheOtherFilters) {
  add(1, "a");
  add(2, "b", "mov");
  add(3, "c", "mov", IngestState::pending);
  EXPECT_EQ(names({.files = {FileId{1}, FileId{3}, FileId{9}}}), "c a");
  EXPECT_EQ(names({.files = {FileId{1}, FileId{3}}, .types = {"mov"}}), "c");
  EXPECT_EQ(names({.files = {FileId{1}, FileId{3}}, .is_processing = false}), "a");
  EXPECT_EQ(names({.files = {FileId{1}, FileId{2}}, .text = "b"}), "b");
  EXPECT_EQ(names({.files = {FileId{9}}}), "");
}

TEST_F(MediaListTest, TellsTheOpenTaskAndTheOutputs) {
  add(1, "a");
  add_task("t0", 1, TaskStatus::finish);
  add_task("t1", 1, TaskStatus::waiting);
  rows_.write([](Transaction& tx) {
    return put_output(tx, {TestCatalogue::app, FileId{1}, OutputKind::transcode, 100'010, "/x", 1, "{}"});
  });
  const auto rows = list({});
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].outputs, 1);
  ASSERT_TRUE(rows[0].task);
  EXPECT_EQ(rows[0].task->id.value, "t1");
}

// The plan is what makes the cost of a page not grow; a sort of all rows would show as one.
TEST_F(MediaListTest, APageIsReadInTheOrderOfAnIndex) {
  for (const char* const order : {"created_ms", "name", "size_bytes"}) {
    std::string plan;
    ASSERT_TRUE(rows_.database().read([&](ReadTransaction& tx) {
      return tx.query("EXPLAIN QUERY PLAN SELECT row FROM media WHERE sub_app_id = $1 AND (" + std::string(order) +
                          ", row) < ($2, $3) ORDER BY " + order + " DESC, row DESC LIMIT 10",
                      {std::int64_t{1}, std::int64_t{2}, std::int64_t{3}},
                      [&](const SqlRow& row) { plan += std::string(row.text(3)) + "\n"; });
    }));
    EXPECT_EQ(plan.find("TEMP B-TREE"), std::string::npos) << plan;
  }
}

}  // namespace
}  // namespace vod::catalogue
