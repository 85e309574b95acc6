#include "engine/classes.h"

#include <gtest/gtest.h>

#include "catalogue/classes.h"
#include "engine/test_engine.h"
#include "model/errors.h"
#include "model/limits.h"

namespace vod::engine {
namespace {

struct Classes : EngineStand {
  std::int64_t made(std::int64_t parent_id, const std::string& name) {
    std::int64_t id = 0;
    EXPECT_TRUE(write([&](Transaction& tx) -> Done {
      VOD_TRY(id, create_class(tx, app, parent_id, name, now_ms));
      return done();
    })) << name;
    return id;
  }
  std::string making_fails(std::int64_t parent_id, const std::string& name) {
    return refusal([&](Transaction& tx) -> Done {
      VOD_TRY(create_class(tx, app, parent_id, name, now_ms));
      return done();
    });
  }
  std::string renaming_fails(std::int64_t id, const std::string& name) {
    return refusal([&](Transaction& tx) { return rename_class(tx, app, id, name); });
  }
  std::string deleting_fails(std::int64_t id) {
    return refusal([&](Transaction& tx) { return delete_class(tx, app, id); });
  }
};

TEST_F(Classes, GoFourLevelsDeep) {
  std::int64_t parent_id = top_class;
  for (const char* name : {"a", "b", "c", "d"}) parent_id = made(parent_id, name);
  EXPECT_EQ(making_fails(parent_id, "e"), "FailedOperation.ClassLevelLimitExceeded");
}

TEST_F(Classes, ANameIsTakenBelowOneParentOnly) {
  const auto films = made(top_class, "Films");
  made(films, "2024");
  EXPECT_EQ(making_fails(films, "2024"), "FailedOperation.ClassNameDuplicate");
  const auto music = made(top_class, "Music");
  made(music, "2024");
  EXPECT_EQ(making_fails(top_class, "Other"), "FailedOperation.ClassNameDuplicate");
  EXPECT_EQ(renaming_fails(music, "Films"), "FailedOperation.ClassNameDuplicate");
  EXPECT_EQ(renaming_fails(music, "Music"), "");
}

TEST_F(Classes, TheDefaultOneIsNeitherParentNorChanged) {
  EXPECT_EQ(making_fails(other_class, "x"), "InvalidParameterValue.ParentId");
  EXPECT_EQ(making_fails(77, "x"), "FailedOperation.ParentIdNoFound");
  EXPECT_EQ(renaming_fails(other_class, "x"), "InvalidParameterValue.ClassId");
  EXPECT_EQ(renaming_fails(77, "x"), "FailedOperation.ClassNoFound");
  EXPECT_EQ(deleting_fails(other_class), "InvalidParameterValue.ClassId");
}

TEST_F(Classes, OnlyAnEmptyOneIsDeleted) {
  const auto films = made(top_class, "Films");
  const auto drama = made(films, "Drama");
  EXPECT_EQ(deleting_fails(films), "UnsupportedOperation.ClassNotEmpty");
  Media media;
  media.app = app;
  media.id = {5};
  media.class_id = drama;
  EXPECT_TRUE(write([&](Transaction& tx) { return catalogue::insert_media(tx, media); }));
  EXPECT_EQ(deleting_fails(drama), "UnsupportedOperation.ClassNotEmpty");
  EXPECT_TRUE(write([&](Transaction& tx) { return catalogue::erase_media(tx, media); }));
  EXPECT_EQ(deleting_fails(drama), "");
  EXPECT_EQ(deleting_fails(films), "");
  EXPECT_EQ(deleting_fails(films), "InvalidParameterValue.ClassId");
}

TEST_F(Classes, OneParentHasFiveHundredChildren) {
  EXPECT_TRUE(write([&](Transaction& tx) -> Done {
    for (std::int64_t i = 1; i <= limits::class_children_max; ++i) {
      VOD_TRY(create_class(tx, app, top_class, "class " + std::to_string(i), now_ms));
    }
    return done();
  }));
  EXPECT_EQ(making_fails(top_class, "one more"), "FailedOperation.SubclassLimitExceeded");
}

}  // namespace
}  // namespace vod::engine
