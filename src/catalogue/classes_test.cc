#include "catalogue/classes.h"

#include <gtest/gtest.h>

#include "catalogue/test_catalogue.h"

namespace vod::catalogue {
namespace {

class ClassTable : public testing::Test {
 protected:
  static constexpr AppId app = TestCatalogue::app;

  std::int64_t make(std::int64_t parent_id, const std::string& name) {
    std::int64_t id = 0;
    catalogue_.write([&](Transaction& tx) -> Done {
      VOD_TRY(id, next_class_id(tx, app));
      return insert_class(tx, {app, id, parent_id, name, 1});
    });
    return id;
  }
  ClassPlace place(std::int64_t id) {
    return catalogue_.read<ClassPlace>([&](ReadTransaction& tx) { return class_place(tx, app, id); });
  }

  TestCatalogue catalogue_;
};

TEST_F(ClassTable, APathNamesEveryLevel) {
  const auto films = make(top_class, "Films");
  const auto drama = make(films, "Drama");
  EXPECT_EQ(place(drama).name, "Drama");
  EXPECT_EQ(place(drama).path, "Films-Drama");
  EXPECT_EQ(place(films).path, "Films");
}

TEST_F(ClassTable, WhatIsNoClassIsOther) {
  for (const std::int64_t id : {std::int64_t{0}, std::int64_t{-1}, std::int64_t{99}}) {
    EXPECT_EQ(place(id).id, other_class);
    EXPECT_EQ(place(id).path, "Other");
  }
}

TEST_F(ClassTable, NumbersAreNotUsedAgain) {
  const auto first = make(top_class, "one");
  catalogue_.write([&](Transaction& tx) { return erase_class(tx, app, first); });
  EXPECT_NE(make(top_class, "two"), first);
}

TEST_F(ClassTable, DescendantsOfAllLevelsCount) {
  const auto films = make(top_class, "Films");
  const auto drama = make(films, "Drama");
  const auto quiet = make(drama, "Quiet");
  const auto music = make(top_class, "Music");
  using Ids = std::vector<std::int64_t>;
  const auto below = [&](Ids ids) {
    return catalogue_.read<Ids>([&](ReadTransaction& tx) { return with_descendants(tx, app, ids); });
  };
  EXPECT_EQ(below({films}), (Ids{films, drama, quiet}));
  EXPECT_EQ(below({quiet, music, music}), (Ids{quiet, music}));
  EXPECT_EQ(below({other_class}), Ids{other_class});
}

TEST_F(ClassTable, AMediaOfADeletedClassHasNone) {
  const auto films = make(top_class, "Films");
  Media kept = TestCatalogue::media(1, "kept");
  kept.class_id = films;
  Media late = TestCatalogue::media(2, "late");
  late.class_id = 77;
  catalogue_.write([&](Transaction& tx) -> Done {
    VOD_TRY(insert_media(tx, kept));
    return insert_media(tx, late);
  });
  const auto class_of = [&](FileId id) {
    return catalogue_.read<std::optional<Media>>([&](ReadTransaction& tx) { return find_media(tx, app, id); })
        ->class_id;
  };
  EXPECT_EQ(class_of(kept.id), films);
  EXPECT_EQ(class_of(late.id), other_class);
  const auto has = [&](std::int64_t id) {
    return catalogue_.read<bool>([&](ReadTransaction& tx) { return has_media(tx, app, id); });
  };
  EXPECT_TRUE(has(films));
  EXPECT_FALSE(has(77));
}

}  // namespace
}  // namespace vod::catalogue
