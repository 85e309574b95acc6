#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "pipeline/intake/ingester.h"
#include "pipeline/intake/source_file.h"
#include "pipeline/test_pipeline.h"

namespace vod {
namespace {

namespace fs = std::filesystem;

/// HLS media whose files lie in the store as the upload SDKs put them.
class HlsSources : public PipelineTest {
 protected:
  /// Runs FFmpeg's own HLS writer and stores what it made.
  void upload_hls(const std::string& options, const std::string& pattern, double seconds = 3) {
    const fs::path made = folder_ / "hls";
    fs::create_directories(made);
    const std::string duration = std::to_string(seconds);
    const std::string command =
        "cd '" + made.string() + "' && ffmpeg -v error -nostdin -y -f lavfi -i testsrc2=s=160x120:r=25:d=" + duration +
        " -f lavfi -i sine=d=" + duration +
        " -c:v libx264 -preset ultrafast -g 25 -pix_fmt yuv420p -c:a aac -f hls -hls_time 1 -hls_list_size 0 "
        "-hls_playlist_type vod " +
        options + " -hls_segment_filename '" + pattern + "' list.m3u8";
    ASSERT_EQ(std::system(command.c_str()), 0) << command;
    for (const auto& entry : fs::recursive_directory_iterator(made)) {
      if (entry.is_regular_file()) put(entry.path().lexically_relative(made).string(), entry.path());
    }
    put_media();
  }
  void put(const std::string& name, const fs::path& source) {
    catalogue::ObjectRow object;
    object.path = media_folder(app, file) + name;
    object.app = app;
    object.file = file;
    object.size_bytes = fs::file_size(source);
    object.blob = blob_of(source);
    write([&](Transaction& tx) { return catalogue::save_object(tx, object); });
  }
  void put_text(const std::string& name, const std::string& text) { put(name, MediaTest::file("text", text)); }
  void put_media() {
    Media media;
    media.app = app;
    media.id = file;
    media.name = "clip";
    media.type = "m3u8";
    media.category = "Video";
    media.path = media_folder(app, file) + "list.m3u8";
    write([&](Transaction& tx) -> Done {
      VOD_TRY(catalogue::insert_media(tx, media));
      return catalogue::insert_ingest(tx, {app, file}, 1);
    });
  }
  std::string content(const fs::path& path) {
    std::ifstream stream(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
  }

  /// What programs would be given is a whole film of 3 s.
  void expect_film(double seconds = 3) {
    const auto told = probe_media(*workshop_, app, file);
    ASSERT_TRUE(told) << message_of(told.error());
    ASSERT_TRUE(told.value());
    EXPECT_EQ(told.value()->container, "hls");
    EXPECT_EQ(told.value()->width, 160);
    EXPECT_TRUE(told.value()->has_audio());
    EXPECT_NEAR(told.value()->duration_s, seconds, 0.2);

    fs::path gone;
    {
      const auto source = open_source_file(*workshop_, app, file, {});
      ASSERT_TRUE(source) << message_of(source.error());
      EXPECT_EQ(source.value().metadata.width, 160);
      EXPECT_TRUE(source.value().metadata.has_audio());
      EXPECT_NEAR(source.value().metadata.duration_s, seconds, 0.2);
      gone = source.value().path;
      EXPECT_TRUE(fs::exists(gone));
    }
    EXPECT_FALSE(fs::exists(gone));
  }
  ErrorCode problem() {
    const auto opened = open_source_file(*workshop_, app, file, {});
    EXPECT_FALSE(opened);
    detail_ = opened ? "" : message_of(opened.error());
    return opened ? ErrorCode{} : opened.error().code;
  }
  std::string detail_;
};

TEST_F(HlsSources, TransportStreamSegmentsAreOneFile) {
  upload_hls("", "seg %03d.ts");
  expect_film();
}

TEST_F(HlsSources, FragmentedMp4IsOneFile) {
  upload_hls("-hls_segment_type fmp4 -hls_fmp4_init_filename init.mp4", "%03d.m4s");
  expect_film();
}

TEST_F(HlsSources, ByteRangesOfOneFileAreRead) {
  upload_hls("-hls_flags single_file", "all.ts");
  expect_film();
}

TEST_F(HlsSources, EncryptedSegmentsAreDecryptedWithTheKeyBesideThem) {
  fs::create_directories(folder_ / "hls");
  MediaTest::file("hls/the.key", "0123456789abcdef");
  MediaTest::file("info", "the.key\n" + (folder_ / "hls/the.key").string() + "\n");
  upload_hls("-hls_key_info_file '" + (folder_ / "info").string() + "'", "%03d.ts");
  ASSERT_NE(content(folder_ / "hls/list.m3u8").find("METHOD=AES-128"), std::string::npos);
  expect_film();
  put_text("the.key", "fedcba9876543210");
  EXPECT_EQ(problem(), ErrorCode::source_malformed);
  EXPECT_NE(detail_.find("decrypted"), std::string::npos) << detail_;
}

TEST_F(HlsSources, TimesGoOnOverADiscontinuity) {
  upload_hls("", "%03d.ts");
  put_text("list.m3u8",
           "#EXTM3U\n#EXTINF:1,\n000.ts\n#EXTINF:1,\n001.ts\n#EXT-X-DISCONTINUITY\n#EXTINF:1,\n000.ts\n#EXTINF:1,\n"
           "001.ts\n#EXT-X-ENDLIST\n");
  expect_film(4);
}

TEST_F(HlsSources, TheBestVariantOfAMasterPlaylistCountsWithItsOwnSound) {
  upload_hls("", "%03d.ts");
  const fs::path sound = folder_ / "sound";
  fs::create_directories(sound);
  const std::string command =
      "cd '" + sound.string() +
      "' && ffmpeg -v error -nostdin -y -f lavfi -i sine=d=3 -c:a aac -f hls -hls_time 1 -hls_list_size 0 "
      "-hls_playlist_type vod -hls_segment_filename 'a%d.ts' a.m3u8";
  ASSERT_EQ(std::system(command.c_str()), 0);
  for (const auto& entry : fs::directory_iterator(sound)) put("s/" + entry.path().filename().string(), entry.path());
  put_text("high.m3u8", content(folder_ / "hls/list.m3u8"));
  put_text("list.m3u8",
           "#EXTM3U\n#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"a\",NAME=\"a\",URI=\"s/a.m3u8\"\n"
           "#EXT-X-STREAM-INF:BANDWIDTH=1,AUDIO=\"a\"\nnot/there.m3u8\n"
           "#EXT-X-STREAM-INF:BANDWIDTH=2,AUDIO=\"a\"\nhigh.m3u8\n");
  expect_film();
}

TEST_F(HlsSources, WhatDoesNotLieBesideThePlaylistIsRefusedByName) {
  upload_hls("", "%03d.ts");
  for (const std::string uri : {"https://evil.test/a.ts", "file:///etc/passwd", "/etc/passwd", "../../../../etc/passwd",
                                "../other/000.ts", "//evil.test/a.ts", "999.ts", "media:/etc/passwd", "%2e%2e/x.ts",
                                "data:text/plain,x", "crypto:000.ts", "concat:000.ts|001.ts"}) {
    put_text("list.m3u8", "#EXTM3U\n#EXTINF:1,\n000.ts\n#EXTINF:1,\n" + uri + "\n#EXT-X-ENDLIST\n");
    EXPECT_EQ(problem(), ErrorCode::source_playlist) << uri;
    EXPECT_NE(detail_.find(uri), std::string::npos) << detail_;
  }
  put_text("list.m3u8", "#EXTM3U\n#EXT-X-KEY:METHOD=AES-128,URI=\"https://keys.test/k\"\n#EXTINF:1,\n000.ts\n");
  EXPECT_EQ(problem(), ErrorCode::source_playlist);
}

TEST_F(HlsSources, DrmIsRefusedByName) {
  upload_hls("", "%03d.ts");
  put_text("list.m3u8",
           "#EXTM3U\n#EXT-X-KEY:METHOD=SAMPLE-AES,URI=\"skd://k\",KEYFORMAT=\"com.apple\"\n#EXTINF:1,\n"
           "000.ts\n");
  EXPECT_EQ(problem(), ErrorCode::source_unsupported);
  EXPECT_NE(detail_.find("SAMPLE-AES"), std::string::npos) << detail_;
}

TEST_F(HlsSources, APlaylistInsideASegmentIsRefused) {
  upload_hls("", "%03d.ts");
  put_text("000.ts", "#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n");
  EXPECT_EQ(problem(), ErrorCode::source_playlist);
}

TEST_F(HlsSources, BytesThatFilesDoNotHaveAreNotRead) {
  upload_hls("", "%03d.ts");
  put_text("list.m3u8", "#EXTM3U\n#EXTINF:1,\n#EXT-X-BYTERANGE:99999999@0\n000.ts\n");
  EXPECT_EQ(problem(), ErrorCode::source_malformed);
}

TEST_F(HlsSources, ArePutIntoTheCatalogueAndProcessed) {
  upload_hls("", "%03d.ts");
  Ingester ingester(*workshop_);
  ingester.step(0);
  EXPECT_EQ(media().probe_code, "");
  EXPECT_NE(media().metadata_json.find("hls"), std::string::npos);
  const auto id = process({100010});
  TaskRunner(*workshop_).step(0);
  const auto result = state(id).MediaProcessResultSet.at(0).TranscodeTask.value();
  EXPECT_EQ(result.Status, "SUCCESS") << result.Message.value_or("");
  EXPECT_TRUE(is_served(output_folder(app, file) + "v.f100010.mp4"));
}

}  // namespace
}  // namespace vod
