#include "engine/media.h"

#include "catalogue/outputs.h"
#include "engine/media_edits.h"
#include "engine/test_engine.h"
#include "testing/memory_blobs.h"

namespace vod::engine {
namespace {

class Deletion : public EngineStand {
 protected:
  BlobTrash trash;

  Done remove(FileId file, const std::vector<DeleteWish>& wishes = {}) {
    return write([&](Transaction& tx) { return delete_media(tx, bells, trash, app, file, wishes, url, now_ms); });
  }
  void add_transcode(FileId file, std::int64_t definition) {
    const std::string path = output_folder(app, file) + "v.f" + std::to_string(definition) + ".mp4";
    put_object(path, file);
    ASSERT_TRUE(write([&](Transaction& tx) {
      return catalogue::put_output(tx, {app, file, OutputKind::transcode, definition, path, now_ms, "{}"});
    }));
  }
  bool has_object(const std::string& path) {
    return read<std::optional<catalogue::ObjectRow>>(
               [&](ReadTransaction& tx) { return catalogue::find_object(tx, path); })
        .has_value();
  }
};

TEST_F(Deletion, TakesTheMediaItsFilesAndItsOutputsAndTellsOnce) {
  const FileId file = media();
  const std::string path = find(file)->path;
  add_transcode(file, 100010);
  ASSERT_TRUE(remove(file));
  EXPECT_EQ(trash.take(10).size(), 2u);
  EXPECT_FALSE(find(file));
  EXPECT_FALSE(has_object(path));
  EXPECT_FALSE(has_object(output_folder(app, file) + "v.f100010.mp4"));
  ASSERT_EQ(events().size(), 1u);
  EXPECT_EQ(events()[0].type, EventType::file_deleted);
  EXPECT_EQ(refusal([&](Transaction& tx) { return delete_media(tx, bells, trash, app, file, {}, url, now_ms); }),
            "ResourceNotFound");
}

TEST_F(Deletion, EndsOpenTasksBeforeItTells) {
  const FileId file = media();
  const TaskId id = procedure(file);
  ASSERT_TRUE(remove(file));
  EXPECT_EQ(task(id).status, TaskStatus::finish);
  ASSERT_EQ(events().size(), 2u);
  EXPECT_EQ(events()[0].type, EventType::procedure_state_changed);
  EXPECT_NE(events()[0].body.find("SourceFileError.Deleted"), std::string::npos);
  EXPECT_EQ(events()[1].type, EventType::file_deleted);
}

TEST_F(Deletion, OfOneTranscodeLeavesTheOthers) {
  const FileId file = media();
  add_transcode(file, 100010);
  add_transcode(file, 100020);
  ASSERT_TRUE(remove(file, {{DeletePart::transcodes, "TranscodeFiles", 100020}}));
  EXPECT_TRUE(find(file)->has_original);
  EXPECT_TRUE(has_object(output_folder(app, file) + "v.f100010.mp4"));
  EXPECT_FALSE(has_object(output_folder(app, file) + "v.f100020.mp4"));
  EXPECT_NE(events()[0].body.find(R"("DeleteParts":[{"Type":"TranscodeFiles","Definition":100020}])"),
            std::string::npos)
      << events()[0].body;
}

TEST_F(Deletion, PicturesStayWithTheMediaUntilItGoes) {
  const FileId file = media();
  const std::string path = output_folder(app, file) + "imageSprite_10.vtt";
  put_object(path, file);
  put_object(output_folder(app, file) + "imageSprite_10/00000.jpg", file);
  ASSERT_TRUE(write([&](Transaction& tx) {
    return catalogue::put_output(tx, {app, file, OutputKind::image_sprite, 10, path, now_ms, "{}"});
  }));
  ASSERT_TRUE(remove(file, {{DeletePart::transcodes, "TranscodeFiles", 0}}));
  EXPECT_TRUE(has_object(path));
  ASSERT_TRUE(remove(file));
  EXPECT_FALSE(has_object(path));
  EXPECT_FALSE(has_object(output_folder(app, file) + "imageSprite_10/00000.jpg"));
  const auto left =
      read<std::vector<Output>>([&](ReadTransaction& tx) { return catalogue::list_outputs(tx, app, file); });
  EXPECT_TRUE(left.empty());
}

TEST_F(Deletion, OfTheOriginalForbidsProcessing) {
  const FileId file = media();
  ASSERT_TRUE(remove(file, {{DeletePart::original, "OriginalFiles", 0}}));
  EXPECT_FALSE(find(file)->has_original);
  EXPECT_EQ(refusal([&](Transaction& tx) -> Done {
              VOD_TRY(start_procedure(tx, bells, random, {.app = app, .session_id = {}, .session_context = {}}, file,
                                      {}, now_ms));
              return done();
            }),
            "InvalidParameterValue.FileId");
}

class Edits : public EngineStand {
 protected:
  BlobTrash trash;

  std::string edit(FileId file, const MediaEdit& change) {
    return refusal([&](Transaction& tx) -> Done {
      VOD_TRY(edit_media(tx, trash, app, file, change, now_ms));
      return done();
    });
  }
};

TEST_F(Edits, AbsentMembersStayAsTheyAre) {
  const FileId file = media();
  MediaEdit change;
  change.description = "at dawn";
  EXPECT_EQ(edit(file, change), "");
  EXPECT_EQ(find(file)->name, "harbour");
  EXPECT_EQ(find(file)->description, "at dawn");
}

TEST_F(Edits, MoreThanSixteenTagsChangeNothing) {
  const FileId file = media();
  MediaEdit change;
  for (int i = 0; i < 17; ++i) change.add_tags.push_back("tag" + std::to_string(i));
  EXPECT_EQ(edit(file, change), "LimitExceeded.TagCountReachMax");
  EXPECT_TRUE(find(file)->tags.empty());
}

TEST_F(Edits, ACoverIsTakenByItsContent) {
  const FileId file = media();
  vod::testing::MemoryBlobs blobs;
  EXPECT_FALSE(store_cover(blobs, random, app, file, "<svg onload=alert(1)>"));
  const auto cover = store_cover(blobs, random, app, file, "\x89PNG\r\n\x1A\n....");
  ASSERT_TRUE(cover);
  MediaEdit change;
  change.cover = cover.value();
  EXPECT_EQ(edit(file, change), "");
  EXPECT_TRUE(find(file)->cover_path.ends_with(".png"));
}

}  // namespace
}  // namespace vod::engine
