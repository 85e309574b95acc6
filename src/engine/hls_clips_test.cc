#include "engine/hls_clips.h"

#include "base/hash.h"
#include "engine/media.h"
#include "engine/stored_text.h"
#include "engine/sweep.h"
#include "engine/test_engine.h"
#include "model/limits.h"
#include "testing/manual_clock.h"
#include "testing/memory_blobs.h"

namespace vod::engine {
namespace {

/// An HLS media of five segments of two seconds each.
struct HlsClipsTest : EngineStand {
  vod::testing::MemoryBlobs blobs;
  const FileId file{77};
  const std::string folder = media_folder(app, file);
  const std::string path = folder + "f0.m3u8";
  const ClipStore store{*database, blobs, bells, random, now_ms};

  HlsClipsTest() {
    std::string text = "#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:2\n#EXT-X-MEDIA-SEQUENCE:0\n";
    for (int i = 0; i < 5; ++i) {
      const std::string name = "s/" + std::to_string(i) + ".ts";
      text += "#EXTINF:2.000,\n" + name + "\n";
      add(folder + name, std::string(static_cast<std::size_t>(100 + i), 'x'));
    }
    add(path, text + "#EXT-X-ENDLIST\n");
    Media media;
    media.app = app;
    media.id = file;
    media.name = "pier";
    media.type = "m3u8";
    media.category = "Video";
    media.path = path;
    media.metadata_json = R"({"Size":510,"Width":640,"Duration":10,"VideoStreamSet":[{"Codec":"h264"}]})";
    EXPECT_TRUE(write([&](Transaction& tx) { return catalogue::insert_media(tx, media); }));
  }
  void add(const std::string& at, const std::string& text) {
    auto row = store_text(blobs, app, file, at, "video/mp2t", text, now_ms).value();
    row.is_sealed = true;
    EXPECT_TRUE(write([&](Transaction& tx) { return catalogue::save_object(tx, row); }));
  }
  Result<HlsClip> cut(double start_s, double end_s, ClipEnd end = ClipEnd::inclusive) {
    VOD_TRY(const auto playlist, open_playlist(store, app, path));
    return cut_clip(playlist, start_s, end_s, end);
  }
  // The numbers of the segments that a clip has; the wire code of what refuses it.
  std::string segments(const Result<HlsClip>& clip) {
    if (!clip) return std::string(error_row(clip.error().code).wire_code);
    std::string numbers;
    for (const auto& segment : clip.value().playlist.segments) numbers += segment.uri[segment.uri.size() - 4];
    return numbers;
  }
  std::string text_at(const std::string& at) {
    const auto row =
        read<std::optional<catalogue::ObjectRow>>([&](ReadTransaction& tx) { return catalogue::find_object(tx, at); });
    return row ? load_text(blobs, *row, 1'000'000).value() : std::string();
  }
  KeptClip keep(HlsClip clip) {
    KeptClipWish wish;
    wish.app = app;
    wish.name = "kept";
    wish.action = "SimpleHlsClip";
    return keep_clip(store, wish, clip).value();
  }
};

TEST_F(HlsClipsTest, AClipHasTheSegmentsThatHoldItsEnds) {
  EXPECT_EQ(segments(cut(0, 0)), "01234");
  EXPECT_EQ(segments(cut(2, 6)), "12");
  EXPECT_EQ(segments(cut(1.9, 6.1)), "0123");
  EXPECT_EQ(segments(cut(-4, -2)), "3");
  EXPECT_EQ(segments(cut(9.5, 0)), "4");
  EXPECT_EQ(segments(cut(8, 100)), "4");
}

TEST_F(HlsClipsTest, AnExclusiveEndLeavesItsSegmentOut) {
  EXPECT_EQ(segments(cut(1, 5.5, ClipEnd::exclusive)), "01");
  EXPECT_EQ(segments(cut(1, 6, ClipEnd::exclusive)), "012");
  EXPECT_EQ(segments(cut(1, 0, ClipEnd::exclusive)), "01234");
  EXPECT_EQ(segments(cut(1, 1.5, ClipEnd::exclusive)), "InvalidParameterValue.EndTimeOffset");
}

TEST_F(HlsClipsTest, WhatIsNoStretchIsRefusedByName) {
  EXPECT_EQ(segments(cut(10, 0)), "InvalidParameterValue.StartTimeOffset");
  EXPECT_EQ(segments(cut(-11, 0)), "InvalidParameterValue.StartTimeOffset");
  EXPECT_EQ(segments(cut(4, 3)), "InvalidParameterValue.EndTimeOffset");
  EXPECT_EQ(open_playlist(store, app, folder + "s/0.ts").error().code, ErrorCode::value_url);
  EXPECT_EQ(open_playlist(store, app, folder + "none.m3u8").error().code, ErrorCode::value_url);
  EXPECT_EQ(open_playlist(store, AppId{1'500'000'002}, path).error().code, ErrorCode::value_url);
  add(folder + "master.m3u8", "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1000\nf0.m3u8\n");
  EXPECT_EQ(open_playlist(store, app, folder + "master.m3u8").error().code, ErrorCode::master_playlist);
}

TEST_F(HlsClipsTest, FilesOfOtherServersAndEncryptedOnesAreRefused) {
  const std::string head = "#EXTM3U\n#EXT-X-TARGETDURATION:2\n";
  add(folder + "far.m3u8", head + "#EXTINF:2,\nhttp://elsewhere.example/0.ts\n#EXT-X-ENDLIST\n");
  add(folder + "locked.m3u8", head + "#EXT-X-KEY:METHOD=AES-128,URI=\"key\"\n#EXTINF:2,\ns/0.ts\n#EXT-X-ENDLIST\n");
  for (const char* name : {"far.m3u8", "locked.m3u8"}) {
    const auto playlist = open_playlist(store, app, folder + name).value();
    EXPECT_EQ(cut_clip(playlist, 0, 0, ClipEnd::inclusive).error().code, ErrorCode::unsupported_operation) << name;
  }
}

TEST_F(HlsClipsTest, ATemporaryClipNamesTheSegmentsWhereTheyAre) {
  HlsClip clip = cut(2, 6).value();
  const auto at = store_temporary_clip(store, app, clip).value();
  const std::string text = text_at(at);
  EXPECT_NE(text.find(folder + "s/1.ts"), std::string::npos) << text;
  EXPECT_NE(text.find("#EXT-X-ENDLIST"), std::string::npos);
  EXPECT_EQ(clip.metadata.Duration, 4.0);
  EXPECT_EQ(clip.metadata.Width, 640);
  EXPECT_EQ(clip.metadata.Size, static_cast<std::int64_t>(101 + 102 + text.size()));
  // Nobody's media and unsealed: the sweep takes it in time.
  const auto gone = read<std::vector<catalogue::ObjectRow>>(
      [&](ReadTransaction& tx) { return catalogue::abandoned_objects(tx, now_ms + 1, 10); });
  ASSERT_EQ(gone.size(), 1U);
  EXPECT_EQ(gone.front().path, at);
}

TEST_F(HlsClipsTest, AKeptClipIsAMediaWithTheSameBytes) {
  const auto kept = keep(cut(2, 6).value());
  const std::string text = text_at(kept.media.path);
  const auto rows = read<std::vector<catalogue::ObjectRow>>(
      [&](ReadTransaction& tx) { return catalogue::objects_below(tx, media_folder(app, kept.media.id), "", 100); });
  ASSERT_EQ(rows.size(), 3U);
  for (const auto& row : rows) EXPECT_TRUE(row.is_sealed) << row.path;
  EXPECT_NE(text.find("segments/00000.ts"), std::string::npos) << text;
  EXPECT_EQ(text_at(media_folder(app, kept.media.id) + "segments/00000.ts").size(), 101U);
  EXPECT_EQ(read<std::optional<Media>>([&](ReadTransaction& tx) {
              return catalogue::find_media(tx, app, kept.media.id);
            })->source_type,
            "VideoProcessing");
}

TEST_F(HlsClipsTest, SegmentsLiveAsLongAsAnyMediaHasThem) {
  const auto kept = keep(cut(2, 6).value());
  vod::testing::ManualClock clock;
  BlobTrash trash;
  Objects objects{*database, blobs, trash, clock, random};
  Sweep sweep{*database, blobs, objects, trash, clock, *log};
  const auto remove = [&](FileId id) {
    EXPECT_TRUE(write([&](Transaction& tx) { return delete_media(tx, bells, trash, app, id, {}, url, now_ms); }));
    sweep.step(clock.monotonic_ms());
  };
  remove(file);
  EXPECT_EQ(text_at(media_folder(app, kept.media.id) + "segments/00001.ts").size(), 102U);
  EXPECT_EQ(blobs.count(), 3U);
  remove(kept.media.id);
  EXPECT_EQ(blobs.count(), 0U);
}

TEST_F(HlsClipsTest, JoinedClipsHaveADiscontinuityAtEachJoint) {
  const auto joined = join_clips({cut(0, 4).value(), cut(2, 4).value()}).value();
  EXPECT_EQ(segments(joined), "011");
  ASSERT_EQ(joined.playlist.segments.size(), 3U);
  EXPECT_FALSE(joined.playlist.segments[0].discontinuity);
  EXPECT_FALSE(joined.playlist.segments[1].discontinuity);
  EXPECT_TRUE(joined.playlist.segments[2].discontinuity);
  EXPECT_EQ(joined.metadata.Duration, 6.0);
  // The same segment twice is stored once.
  const auto kept = keep(joined);
  const auto rows = read<std::vector<catalogue::ObjectRow>>(
      [&](ReadTransaction& tx) { return catalogue::objects_below(tx, media_folder(app, kept.media.id), "", 100); });
  EXPECT_EQ(rows.size(), 3U);
}

TEST_F(HlsClipsTest, PersistenceIsToldWhereTheAppAsksForIt) {
  const auto kept = keep(cut(0, 0).value());
  std::string body;
  EXPECT_TRUE(database->read([&](ReadTransaction& tx) {
    return tx.query("SELECT body FROM events", {}, [&](const SqlRow& row) { body = row.text(0); });
  }));
  const auto told = wire::decode_answer<wire::EventContent>(std::string_view(body)).value();
  EXPECT_EQ(told.EventType, "PersistenceComplete");
  EXPECT_EQ(told.PersistenceCompleteEvent->FileId, kept.media.id.text());
  EXPECT_EQ(told.PersistenceCompleteEvent->PersistenceSource, "SimpleHlsClip");
}

}  // namespace
}  // namespace vod::engine
