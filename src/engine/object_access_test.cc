#include "catalogue/media.h"
#include "engine/test_objects.h"
#include "model/errors.h"

namespace vod::engine {
namespace {

class ObjectAccess : public ObjectsStand {
 protected:
  void have(StorageClass storage_class, std::int64_t restored_until_ms, bool is_forbidden) {
    Media media;
    media.app = uploader.app;
    media.id = uploader.file;
    media.storage_class = storage_class;
    media.restored_until_ms = restored_until_ms;
    media.is_forbidden = is_forbidden;
    ASSERT_TRUE(database->write([&](Transaction& tx) -> Done {
      VOD_TRY(const auto old, catalogue::find_media(tx, media.app, media.id));
      return old ? catalogue::update_media(tx, media) : catalogue::insert_media(tx, media);
    }));
  }
  std::string refusal() {
    const auto found = objects.find_for_reading(path);
    return found ? std::string() : std::string(error_row(found.error().code).wire_code);
  }
  void SetUp() override {
    const auto writer = bytes("film");
    catalogue::ObjectRow object;
    object.path = path;
    object.app = uploader.app;
    object.file = uploader.file;
    object.blob = writer->commit().value();
    object.size_bytes = 4;
    ASSERT_TRUE(database->write([&](Transaction& tx) { return catalogue::save_object(tx, object); }));
  }
};

TEST_F(ObjectAccess, IsOpenBeforeThereIsAMedia) { EXPECT_EQ(refusal(), ""); }

TEST_F(ObjectAccess, IsClosedWhileTheMediaIsForbidden) {
  have(StorageClass::standard, 0, true);
  EXPECT_EQ(refusal(), "AccessDenied");
  have(StorageClass::standard, 0, false);
  EXPECT_EQ(refusal(), "");
}

TEST_F(ObjectAccess, OfArchivesIsOpenWhileTheyAreRestored) {
  have(StorageClass::standard_ia, 0, false);
  EXPECT_EQ(refusal(), "");
  for (const auto archive : {StorageClass::archive, StorageClass::deep_archive}) {
    have(archive, 0, false);
    EXPECT_EQ(refusal(), "InvalidObjectState");
    have(archive, 1, false);
    EXPECT_EQ(refusal(), "");
  }
}

}  // namespace
}  // namespace vod::engine
