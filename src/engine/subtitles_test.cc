#include "engine/subtitles.h"

#include <algorithm>

#include "catalogue/objects.h"
#include "catalogue/outputs.h"
#include "engine/media_edits.h"
#include "engine/stored_text.h"
#include "engine/stream_subtitles.h"
#include "engine/test_engine.h"
#include "testing/memory_blobs.h"
#include "wire/playlist.h"

namespace vod::engine {
namespace {

class Subtitles : public EngineStand {
 protected:
  static constexpr const char* text = "WEBVTT\n\n00:01.000 --> 00:02.000\ngulls\n";

  StoredSubtitle stored(const std::string& id) {
    StoredSubtitle subtitle;
    const std::string path = subtitle_path(app, file, id);
    subtitle.file = store_text(blobs, app, file, path, "text/vtt", text, now_ms).value();
    subtitle.item.Id = id;
    subtitle.item.Name = "name of " + id;
    subtitle.item.Language = "en";
    subtitle.item.Url = path;
    return subtitle;
  }
  std::string edited(const SubtitleEdit& subtitles) {
    return refusal([&](Transaction& tx) -> Done {
      MediaEdit edit;
      edit.subtitles = subtitles;
      VOD_TRY(edit_media(tx, trash, app, file, edit, now_ms));
      return done();
    });
  }
  std::string added(const std::vector<std::string>& ids) {
    SubtitleEdit edit;
    for (const auto& id : ids) edit.add.push_back(stored(id));
    return edited(edit);
  }
  std::vector<std::string> ids_now() {
    std::vector<std::string> ids;
    for (const auto& item : subtitles_of(*find(file)).SubtitleSet) ids.push_back(*item.Id);
    return ids;
  }
  std::optional<std::string> content(const std::string& path) {
    const auto object = read<std::optional<catalogue::ObjectRow>>(
        [&](ReadTransaction& tx) { return catalogue::find_object(tx, path); });
    if (!object) return {};
    return load_text(blobs, *object, 1'000'000).value();
  }

  void put_text(const std::string& path, std::string_view what) {
    const auto row = store_text(blobs, app, file, path, "x", what, now_ms).value();
    ASSERT_TRUE(write([&](Transaction& tx) { return catalogue::save_object(tx, row); }));
  }
  // An HLS stream of one MPEG-TS variant.
  void make_stream() {
    const std::string folder = output_folder(app, file);
    put_text(folder + "adp.10.m3u8", "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=500000\nadp.10/v0.m3u8\n");
    put_text(folder + "adp.10/v0.m3u8", "#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXTINF:4.0,\nv0_0.ts\n#EXT-X-ENDLIST\n");
    Output output;
    output.app = app;
    output.file = file;
    output.kind = OutputKind::adaptive;
    output.definition = 10;
    output.path = folder + "adp.10.m3u8";
    output.detail_json = R"({"Definition":10,"Package":"HLS","Url":")" + output.path + R"("})";
    ASSERT_TRUE(write([&](Transaction& tx) { return catalogue::put_output(tx, output); }));
  }
  std::string stream_edited(const StreamSubtitleEdit& edit) {
    const auto change = prepare_stream(*database, blobs, app, file, 10, edit, now_ms);
    if (!change) return std::string(error_row(change.error().code).wire_code) + " " + change.error().subject;
    return refusal([&](Transaction& tx) { return apply_stream(tx, trash, change.value()); });
  }
  std::string master() { return *content(output_folder(app, file) + "adp.10.m3u8"); }

  vod::testing::MemoryBlobs blobs;
  BlobTrash trash;
  const FileId file = media();
};

TEST_F(Subtitles, AreAddedDeletedAndCleared) {
  EXPECT_EQ(added({"en", "zh"}), "");
  EXPECT_EQ(content(subtitle_path(app, file, "zh")), text);
  EXPECT_EQ(added({"en"}), "InvalidParameterValue");
  SubtitleEdit edit;
  edit.delete_ids = {"en", "never"};
  EXPECT_EQ(edited(edit), "");
  EXPECT_EQ(ids_now(), std::vector<std::string>{"zh"});
  EXPECT_FALSE(content(subtitle_path(app, file, "en")));
  edit = {};
  edit.clear = true;
  EXPECT_EQ(edited(edit), "");
  EXPECT_TRUE(find(file)->subtitles_json.empty());
  EXPECT_FALSE(content(subtitle_path(app, file, "zh")));
}

TEST_F(Subtitles, AreSixteenAtMost) {
  std::vector<std::string> ids;
  for (int i = 0; i < 16; ++i) ids.push_back("s" + std::to_string(i));
  EXPECT_EQ(added(ids), "");
  EXPECT_EQ(added({"more"}), "LimitExceeded");
  EXPECT_EQ(ids_now().size(), 16u);
}

TEST_F(Subtitles, AStreamOffersWhatIsAttachedToIt) {
  make_stream();
  added({"en", "zh"});
  const std::string plain = master();
  EXPECT_EQ(stream_edited({{"en", "zh"}, {}, {}, "zh"}), "");
  EXPECT_NE(master().find("URI=\"adp.10/subtitles/en.m3u8\""), std::string::npos) << master();
  const std::string folder = output_folder(app, file) + "adp.10/subtitles/";
  EXPECT_TRUE(wire::read_playlist(*content(folder + "zh.m3u8")));
  EXPECT_TRUE(content(folder + "zh.vtt")->starts_with("WEBVTT\nX-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:133200\n"));
  const auto streams = read<std::vector<std::int64_t>>(
      [&](ReadTransaction& tx) { return streams_with(tx, app, file, {"other", "zh"}); });
  EXPECT_EQ(streams, std::vector<std::int64_t>{10});

  EXPECT_EQ(stream_edited({{}, {"zh"}, {}, {}}), "");
  EXPECT_EQ(master().find("zh.m3u8"), std::string::npos);
  EXPECT_FALSE(content(folder + "zh.m3u8"));
  EXPECT_TRUE(content(folder + "en.m3u8"));
  EXPECT_EQ(stream_edited({{}, {}, {"en", "zh"}, {}}), "");
  EXPECT_EQ(master().find("SUBTITLES"), std::string::npos);
}

TEST_F(Subtitles, AStreamOffersNothingThatIsNotThere) {
  EXPECT_EQ(stream_edited({{"en"}, {}, {}, {}}), "InvalidParameterValue AdaptiveDynamicStreamingDefinition");
  make_stream();
  EXPECT_EQ(stream_edited({{"en"}, {}, {}, {}}), "InvalidParameterValue SubtitleIds");
  added({"en", "zh"});
  EXPECT_EQ(stream_edited({{"en"}, {}, {}, "zh"}), "InvalidParameterValue DefaultSubtitleId");
  EXPECT_EQ(stream_edited({{}, {"zh"}, {}, {}}), "InvalidParameterValue SubtitleIds");
}

TEST_F(Subtitles, AStreamThatWasMadeAgainMeanwhileStays) {
  make_stream();
  added({"en"});
  const auto change = prepare_stream(*database, blobs, app, file, 10, {{"en"}, {}, {}, {}}, now_ms);
  ASSERT_TRUE(change);
  const std::string again = "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=900000\nadp.10/v9.m3u8\n";
  put_text(output_folder(app, file) + "adp.10.m3u8", again);
  EXPECT_EQ(refusal([&](Transaction& tx) { return apply_stream(tx, trash, change.value()); }), "FailedOperation");
  EXPECT_EQ(master(), again);
}

}  // namespace
}  // namespace vod::engine
