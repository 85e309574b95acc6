#include "catalogue/media_search.h"

#include <gtest/gtest.h>

#include <functional>

#include "catalogue/classes.h"
#include "catalogue/media.h"
#include "catalogue/test_catalogue.h"
#include "catalogue/test_plan_notes.h"

namespace vod::catalogue {
namespace {

class MediaSearch : public testing::Test {
 protected:
  MediaFilter filter() {
    MediaFilter asked;
    asked.app = TestCatalogue::app;
    return asked;
  }
  void insert(std::uint64_t id, const std::string& name, const std::function<void(Media&)>& change = {}) {
    Media media = TestCatalogue::media(id, name);
    if (change) change(media);
    catalogue_.write([&](Transaction& tx) { return insert_media(tx, media); });
  }
  MediaPage page(const MediaFilter& asked) {
    return catalogue_.read<MediaPage>([&](ReadTransaction& tx) { return search_media(tx, asked); });
  }
  std::vector<std::uint64_t> ids(const MediaFilter& asked) {
    std::vector<std::uint64_t> found;
    const MediaPage all = page(asked);
    for (const Media& media : all.media) found.push_back(media.id.value);
    EXPECT_GE(all.total, static_cast<std::int64_t>(found.size()));
    return found;
  }
  using Ids = std::vector<std::uint64_t>;

  TestCatalogue catalogue_;
};

TEST_F(MediaSearch, AWholeNameIsFoundAmongManyOfItsWords) {
  for (std::uint64_t id = 1; id <= 60; ++id) insert(id, "clip " + std::to_string(1000 + id) + " 港口的清晨");
  MediaFilter asked = filter();
  asked.names = {"clip 1042 港口的清晨"};
  EXPECT_EQ(ids(asked), Ids{42});
  asked.names.push_back("1007");
  EXPECT_EQ(ids(asked).size(), 2u);
  asked.names = {"clip 1042 清晨"};  // All words are there, the text is not.
  EXPECT_EQ(ids(asked), Ids{});
}

TEST_F(MediaSearch, TextsOfSeveralListsNarrowEachOther) {
  insert(1, "harbour at dawn", [](Media& media) { media.description = "gulls"; });
  insert(2, "harbour at dusk", [](Media& media) { media.description = "boats"; });
  insert(3, "mountain", [](Media& media) { media.description = "gulls in the harbour"; });
  MediaFilter asked = filter();
  asked.text = "harbour";
  asked.descriptions = {"gulls"};
  EXPECT_EQ(ids(asked), (Ids{3, 1}));
  asked.name_prefixes = {"HARBOUR at"};
  EXPECT_EQ(ids(asked), Ids{1});
}

TEST_F(MediaSearch, PunctuationAloneIsLookedForWithoutTheIndex) {
  insert(1, "a + b");
  insert(2, "a - b");
  MediaFilter asked = filter();
  asked.names = {"+"};
  EXPECT_EQ(ids(asked), Ids{1});
}

TEST_F(MediaSearch, CommonWordsGiveTheNewestAndABoundedCount) {
  catalogue_.write([](Transaction& tx) -> Done {
    for (std::uint64_t id = 1; id <= static_cast<std::uint64_t>(many_matches) + 5; ++id) {
      Media media = TestCatalogue::media(id, "common");
      media.created_ms = static_cast<std::int64_t>(id);
      VOD_TRY(insert_media(tx, media));
    }
    return done();
  });
  MediaFilter asked = filter();
  asked.text = "common";
  asked.by_relevance = true;
  asked.limit = 2;
  const MediaPage found = page(asked);
  EXPECT_EQ(found.total, many_matches);
  ASSERT_EQ(found.media.size(), 2u);
  EXPECT_EQ(found.media[0].id.value, static_cast<std::uint64_t>(many_matches) + 5);
  asked.text.clear();
  EXPECT_EQ(page(asked).total, many_matches + 5);
}

TEST_F(MediaSearch, AttributesAreMatchedExactly) {
  insert(1, "one", [](Media& media) { media.storage_class = StorageClass::archive; });
  insert(2, "two", [](Media& media) { media.is_forbidden = true; });
  insert(3, "three", [](Media& media) { media.type = "mp3"; });
  MediaFilter asked = filter();
  asked.storage_classes = {StorageClass::archive, StorageClass::deep_archive};
  EXPECT_EQ(ids(asked), Ids{1});
  asked = filter();
  asked.is_forbidden = true;
  EXPECT_EQ(ids(asked), Ids{2});
  asked = filter();
  asked.types = {"mp3", "mkv"};
  EXPECT_EQ(ids(asked), Ids{3});
  insert(4, "four", [](Media& media) { media.expire_ms = 5'000; });
  asked = filter();
  asked.expire_before_ms = 9'000;  // Those that never expire are not among them.
  EXPECT_EQ(ids(asked), Ids{4});
  asked = filter();
  asked.files = {FileId{3}, FileId{2}, FileId{9}};
  asked.text = "three";
  EXPECT_EQ(ids(asked), Ids{3});
}

TEST_F(MediaSearch, WhatIsMostlyChosenByIsReadFromOneIndexAlone) {
  const auto plan_of = [&](const std::function<void(MediaFilter&)>& choose) {
    MediaFilter asked = filter();
    choose(asked);
    return catalogue_.read<std::string>([&](ReadTransaction& tx) -> Result<std::string> {
      PlanNotes notes(tx);
      VOD_TRY(search_media(notes, asked));
      return notes.text();
    });
  };
  catalogue_.write([](Transaction& tx) { return insert_class(tx, {TestCatalogue::app, 7, -1, "seven", 1}); });
  insert(1, "one", [](Media& media) { media.class_id = 7; });
  const auto reads_alone = [&](const std::string& plan, const std::string& index) {
    EXPECT_NE(plan.find("COVERING INDEX " + index), std::string::npos) << plan;
    EXPECT_EQ(plan.find("USING INDEX media"), std::string::npos) << plan;
    EXPECT_EQ(plan.find("TEMP B-TREE"), std::string::npos) << plan;
  };
  reads_alone(plan_of([](MediaFilter&) {}), "media_by_time");
  reads_alone(plan_of([](MediaFilter& asked) { asked.categories = {"Video", "Audio"}; }), "media_by_time");
  reads_alone(plan_of([](MediaFilter& asked) { asked.types = {"mp4"}; }), "media_by_time");
  reads_alone(plan_of([](MediaFilter& asked) {
                asked.categories = {"Video"};
                asked.created_after_ms = 1;
                asked.ascending = true;
              }),
              "media_by_time");
  reads_alone(plan_of([](MediaFilter& asked) { asked.class_ids = {0, 7}; }), "media_by_time");
  reads_alone(plan_of([](MediaFilter& asked) { asked.class_ids = {7}; }), "media_by_class");
  const auto sorted = plan_of([](MediaFilter& asked) { asked.class_ids = {7, 8}; });
  EXPECT_NE(sorted.find("COVERING INDEX media_by_class"), std::string::npos) << sorted;
  EXPECT_EQ(sorted.find("media_by_time"), std::string::npos) << sorted;
}

TEST_F(MediaSearch, ClassesAreListedInTheOrderOfTime) {
  catalogue_.write([](Transaction& tx) -> Done {
    VOD_TRY(insert_class(tx, {TestCatalogue::app, 1, -1, "one", 1}));
    return insert_class(tx, {TestCatalogue::app, 2, -1, "two", 1});
  });
  for (std::uint64_t id = 1; id <= 6; ++id) {
    insert(id, "one", [&](Media& media) { media.class_id = static_cast<std::int64_t>(id % 3); });
  }
  MediaFilter asked = filter();
  asked.class_ids = {1, 2};
  EXPECT_EQ(ids(asked), (Ids{5, 4, 2, 1}));
  asked.limit = 2;
  asked.offset = 1;
  EXPECT_EQ(ids(asked), (Ids{4, 2}));
  asked.offset = 3;
  EXPECT_EQ(ids(asked), Ids{1});
  asked = filter();
  asked.class_ids = {1};
  asked.ascending = true;
  EXPECT_EQ(ids(asked), (Ids{1, 4}));
  asked.class_ids = {0, 2};
  EXPECT_EQ(ids(asked), (Ids{2, 3, 5, 6}));
}

TEST_F(MediaSearch, APageBeyondTheEndIsEmptyAndCounted) {
  insert(1, "harbour");
  for (const char* text : {"", "harbour"}) {
    MediaFilter asked = filter();
    asked.text = text;
    asked.offset = 5;
    EXPECT_EQ(page(asked).total, 1) << text;
    EXPECT_TRUE(page(asked).media.empty()) << text;
  }
}

}  // namespace
}  // namespace vod::catalogue
