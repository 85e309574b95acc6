#include "catalogue/media.h"

#include <gtest/gtest.h>

#include "catalogue/media_search.h"
#include "catalogue/test_catalogue.h"

namespace vod::catalogue {
namespace {

class MediaTable : public testing::Test {
 protected:
  void insert(const Media& media) {
    catalogue_.write([&](Transaction& tx) { return insert_media(tx, media); });
  }
  MediaPage search(const MediaFilter& filter) {
    return catalogue_.read<MediaPage>([&](ReadTransaction& tx) { return search_media(tx, filter); });
  }
  MediaPage search_text(const std::string& text) {
    MediaFilter filter;
    filter.app = TestCatalogue::app;
    filter.text = text;
    return search(filter);
  }
  std::optional<Media> find(FileId id) {
    return catalogue_.read<std::optional<Media>>(
        [&](ReadTransaction& tx) { return find_media(tx, TestCatalogue::app, id); });
  }

  TestCatalogue catalogue_;
};

TEST_F(MediaTable, KeepsIdsBeyondASignedNumber) {
  Media media = TestCatalogue::media(14'508'071'098'244'959'037u, "big");
  media.tags = {"one", "two"};
  media.metadata_json = "{}";
  insert(media);
  const auto found = find(media.id);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->id, media.id);
  EXPECT_EQ(found->tags, media.tags);
  EXPECT_EQ(found->metadata_json, "{}");
}

TEST_F(MediaTable, TwoChineseCharactersAreFound) {
  insert(TestCatalogue::media(1, "港口的视频点播"));
  insert(TestCatalogue::media(2, "视觉"));
  const auto page = search_text("视频");
  ASSERT_EQ(page.total, 1);
  EXPECT_EQ(page.media[0].id, FileId{1});
  EXPECT_EQ(search_text("频视").total, 0);
}

TEST_F(MediaTable, SearchFollowsChangesAndDeletion) {
  Media media = TestCatalogue::media(1, "harbour");
  insert(media);
  media.name = "mountain";
  catalogue_.write([&](Transaction& tx) { return update_media(tx, media); });
  EXPECT_EQ(search_text("harbour").total, 0);
  EXPECT_EQ(search_text("mount").total, 1);
  catalogue_.write([&](Transaction& tx) { return erase_media(tx, media); });
  EXPECT_EQ(search_text("mountain").total, 0);
  EXPECT_FALSE(find(media.id));
}

TEST_F(MediaTable, ListsAreAlternativesThatNarrowEachOther) {
  Media first = TestCatalogue::media(1, "harbour at dawn");
  first.tags = {"sea", "dawn"};
  Media second = TestCatalogue::media(2, "harbour at dusk");
  second.tags = {"sea"};
  insert(first);
  insert(second);
  MediaFilter filter;
  filter.app = TestCatalogue::app;
  filter.names = {"harbour"};
  filter.tags = {"dawn", "noon"};
  const auto page = search(filter);
  ASSERT_EQ(page.total, 1);
  EXPECT_EQ(page.media[0].id, FileId{1});
}

TEST_F(MediaTable, QueryTextIsNeverSyntax) {
  insert(TestCatalogue::media(1, "a \"quoted\" name* OR (x)"));
  for (const char* text : {"\"", "name*", "OR", "(x)", "a NEAR b", "'; DROP TABLE media; --"}) search_text(text);
  EXPECT_EQ(search_text("\"quoted\"").total, 1);
}

TEST_F(MediaTable, NewestComeFirstAndPagesFollow) {
  for (std::uint64_t id = 1; id <= 5; ++id) insert(TestCatalogue::media(id, "clip"));
  MediaFilter filter;
  filter.app = TestCatalogue::app;
  filter.offset = 1;
  filter.limit = 2;
  const auto page = search(filter);
  EXPECT_EQ(page.total, 5);
  ASSERT_EQ(page.media.size(), 2u);
  EXPECT_EQ(page.media[0].id, FileId{4});
  EXPECT_EQ(page.media[1].id, FileId{3});
}

TEST_F(MediaTable, AppsDoNotSeeEachOther) {
  insert(TestCatalogue::media(1, "clip"));
  MediaFilter filter;
  filter.app = {7};
  EXPECT_EQ(search(filter).total, 0);
}

}  // namespace
}  // namespace vod::catalogue
