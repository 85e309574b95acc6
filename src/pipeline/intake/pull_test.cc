#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>

#include "model/limits.h"
#include "pipeline/intake/source_file.h"
#include "pipeline/test_pipeline.h"

namespace vod {
namespace {

namespace fs = std::filesystem;

/// Pulls from a site of files: what lies in `site_` under its URL.
class SitePulls : public PipelineTest {
 protected:
  void SetUp() override {
    PipelineTest::SetUp();
    outbound_.put_peer("http://far.test/", [this](const OutboundRequest& request) {
      const auto found = site_.find(request.url);
      return found == site_.end() ? vod::testing::answer(404, "gone") : vod::testing::answer(200, found->second);
    });
  }
  static std::string content(const fs::path& path) {
    std::ifstream stream(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
  }
  /// Puts what FFmpeg's HLS writer makes of a film of 3 s below the URL.
  void put_hls(const std::string& url, const std::string& options = "", const std::string& name = "list") {
    const fs::path made = folder_ / ("hls-" + name);
    fs::create_directories(made);
    const std::string command =
        "cd '" + made.string() +
        "' && ffmpeg -v error -nostdin -y -f lavfi -i testsrc2=s=160x120:r=25:d=3 -f lavfi -i sine=d=3 -c:v libx264 "
        "-preset ultrafast -g 25 -pix_fmt yuv420p -c:a aac -f hls -hls_time 1 -hls_list_size 0 -hls_playlist_type "
        "vod " +
        options + " -hls_segment_filename '%03d.ts' " + name + ".m3u8";
    ASSERT_EQ(std::system(command.c_str()), 0) << command;
    for (const auto& entry : fs::directory_iterator(made))
      site_[url + entry.path().filename().string()] = content(entry.path());
  }
  wire::PullUploadTask pull(wire::PullUploadRequest request) {
    wire::PullUploadTask state;
    state.Status = "PROCESSING";
    Task task;
    task.id = {"pull-" + random_.hex(8)};
    task.app = app;
    task.type = TaskType::pull_upload;
    task.created_ms = 1;
    task.request_json = wire::encode_text(request);
    task.detail_json = wire::encode_text(state);
    write([&](Transaction& tx) { return catalogue::insert_task(tx, task); });
    TaskRunner(*workshop_).step(0);
    const auto all = events();
    return all.empty() ? wire::PullUploadTask{} : all.back().PullCompleteEvent.value_or(wire::PullUploadTask{});
  }
  wire::PullUploadTask pull(const std::string& url, const std::string& type) {
    wire::PullUploadRequest request;
    request.MediaUrl = url;
    request.MediaType = type;
    return pull(request);
  }
  static std::string path_of(const std::optional<std::string>& url) {
    return url.value_or("").substr(std::string("http://media.test").size());
  }
  std::string stored(const std::string& path) {
    const auto object = read<std::optional<catalogue::ObjectRow>>(
        [&](ReadTransaction& tx) { return catalogue::find_object(tx, path); });
    return object && object->blob ? content(blobs_->local_path(*object->blob).value()) : "";
  }
  void expect_source(const wire::PullUploadTask& told) {
    EXPECT_EQ(told.ErrCode, 0) << told.Message.value_or("");
    const auto id = FileId::parse(told.FileId.value_or(""));
    ASSERT_TRUE(id);
    const auto source = open_source_file(*workshop_, app, *id, {});
    ASSERT_TRUE(source) << message_of(source.error());
    EXPECT_EQ(source.value().metadata.width, 160);
    EXPECT_TRUE(source.value().metadata.has_audio());
    EXPECT_NEAR(source.value().metadata.duration_s, 3, 0.2);
  }
  void expect_nothing_stored() {
    EXPECT_EQ(blobs_->list("", 10).value().size(), 0U);
    const auto rows = read<std::vector<catalogue::ObjectRow>>(
        [&](ReadTransaction& tx) { return catalogue::objects_below(tx, "/", "", 9); });
    EXPECT_TRUE(rows.empty());
  }

  std::map<std::string, std::string> site_;
};

TEST_F(SitePulls, APlaylistComesWithItsSegmentsUnderNamesOfOurs) {
  put_hls("http://far.test/a/");
  const auto told = pull("http://far.test/a/list.m3u8", "m3u8");
  expect_source(told);
  EXPECT_EQ(told.MediaBasicInfo->Type, "m3u8");
  EXPECT_EQ(told.MediaBasicInfo->Name, "list");
  EXPECT_EQ(told.MetaData->Container, "hls");
  EXPECT_NEAR(told.MetaData->Duration.value_or(0), 3, 0.2);
  const std::string path = path_of(told.FileUrl);
  const std::string stem = path.substr(0, path.rfind('.'));
  EXPECT_TRUE(is_served(path));
  EXPECT_EQ(stored(stem + "/00001.ts"), site_["http://far.test/a/001.ts"]);
  EXPECT_NE(stored(path).find(stem.substr(stem.rfind('/') + 1) + "/00001.ts"), std::string::npos) << stored(path);
}

TEST_F(SitePulls, KeysAndMapsComeToo) {
  MediaTest::file("the.key", "0123456789abcdef");
  MediaTest::file("info", "http://far.test/keys/k?id=1\n" + (folder_ / "the.key").string() + "\n");
  put_hls("http://far.test/a/", "-hls_key_info_file '" + (folder_ / "info").string() + "'");
  site_["http://far.test/keys/k?id=1"] = "0123456789abcdef";
  expect_source(pull("http://far.test/a/list.m3u8", "m3u8"));
}

TEST_F(SitePulls, FragmentedMp4ComesWithItsMap) {
  put_hls("http://far.test/a/", "-hls_segment_type fmp4");
  expect_source(pull("http://far.test/a/list.m3u8", "m3u8"));
}

TEST_F(SitePulls, AFileThatSegmentsAreRangesOfIsFetchedOnce) {
  put_hls("http://far.test/a/", "-hls_flags single_file");
  expect_source(pull("http://far.test/a/list.m3u8", "m3u8"));
  EXPECT_EQ(outbound_.requests().size(), 2U);
}

TEST_F(SitePulls, OfAMasterPlaylistTheBestVariantComes) {
  put_hls("http://far.test/high/");
  site_["http://far.test/all.m3u8"] =
      "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\nlow.m3u8\n#EXT-X-STREAM-INF:BANDWIDTH=9\nhigh/list.m3u8\n";
  expect_source(pull("http://far.test/all.m3u8", "m3u8"));
}

TEST_F(SitePulls, SoundOfItsOwnComesBesideTheVariant) {
  put_hls("http://far.test/v/", "-an");
  put_hls("http://far.test/s/", "-vn", "sound");
  site_["http://far.test/all.m3u8"] =
      "#EXTM3U\n#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"a\",NAME=\"en\",URI=\"s/sound.m3u8\"\n"
      "#EXT-X-STREAM-INF:BANDWIDTH=9,AUDIO=\"a\"\nv/list.m3u8\n";
  expect_source(pull("http://far.test/all.m3u8", "m3u8"));
}

TEST_F(SitePulls, AMissingSegmentFailsThePullAndLeavesNothing) {
  put_hls("http://far.test/a/");
  site_.erase("http://far.test/a/001.ts");
  const auto told = pull("http://far.test/a/list.m3u8", "m3u8");
  EXPECT_EQ(told.ErrCode, 60'000);
  EXPECT_NE(told.Message->find("404"), std::string::npos) << *told.Message;
  expect_nothing_stored();
}

TEST_F(SitePulls, LiveAndProtectedStreamsAreRefusedByName) {
  put_hls("http://far.test/a/");
  site_["http://far.test/live.m3u8"] = "#EXTM3U\n#EXTINF:1,\na/000.ts\n";
  EXPECT_NE(pull("http://far.test/live.m3u8", "m3u8").Message->find("live stream"), std::string::npos);
  site_["http://far.test/drm.m3u8"] =
      "#EXTM3U\n#EXT-X-KEY:METHOD=SAMPLE-AES,URI=\"skd://k\",KEYFORMAT=\"com.apple\"\n#EXTINF:1,\na/000.ts\n"
      "#EXT-X-ENDLIST\n";
  EXPECT_NE(pull("http://far.test/drm.m3u8", "m3u8").Message->find("SAMPLE-AES"), std::string::npos);
  expect_nothing_stored();
}

TEST_F(SitePulls, SegmentsThatMayNotBeReachedFailThePull) {
  outbound_.put_peer("http://near.test/", [](const OutboundRequest&) {
    return vod::testing::failure(OutboundFailure::refused_address, "10.0.0.1 is private (pull.allow)");
  });
  for (const std::string uri : {"http://near.test/a.ts", "file:///etc/passwd", "ftp://far.test/a.ts"}) {
    site_["http://far.test/evil.m3u8"] = "#EXTM3U\n#EXTINF:1,\n" + uri + "\n#EXT-X-ENDLIST\n";
    const auto told = pull("http://far.test/evil.m3u8", "m3u8");
    EXPECT_EQ(told.ErrCode, 60'000) << uri;
    EXPECT_NE(told.Message->find("DownloadNotAccessible"), std::string::npos) << *told.Message;
  }
  expect_nothing_stored();
}

TEST_F(SitePulls, TheCoverIsToldByItsContent) {
  site_["http://far.test/film.mp4"] = content(film("film.mp4", "160x120", 1));
  site_["http://far.test/cover"] = content(clip("cover.png", "-f lavfi -i testsrc2=s=32x32 -frames:v 1"));
  wire::PullUploadRequest request;
  request.MediaUrl = "http://far.test/film.mp4";
  request.MediaType = "mp4";
  request.CoverUrl = "http://far.test/cover";
  const auto told = pull(request);
  EXPECT_EQ(told.ErrCode, 0) << told.Message.value_or("");
  EXPECT_TRUE(told.MediaBasicInfo->CoverUrl->ends_with(".png")) << *told.MediaBasicInfo->CoverUrl;
  EXPECT_TRUE(is_served(path_of(told.MediaBasicInfo->CoverUrl)));

  request.CoverUrl = "http://far.test/gone.jpg";
  EXPECT_TRUE(pull(request).Message->starts_with("ResourceNotFound.CoverUrl"));
  request.CoverUrl = "http://far.test/film.mp4";
  EXPECT_TRUE(pull(request).Message->starts_with("FailedOperation.CoverType"));
}

TEST_F(SitePulls, TheNamedFlowStartsWithTheMedia) {
  site_["http://far.test/film.mp4"] = content(film("film.mp4", "160x120", 1));
  wire::PullUploadRequest request;
  request.MediaUrl = "http://far.test/film.mp4";
  request.MediaType = "mp4";
  request.Procedure = "LongVideoPreset";
  const auto told = pull(request);
  ASSERT_NE(told.ProcedureTaskId.value_or(""), "");
  EXPECT_EQ(task({*told.ProcedureTaskId}).file->text(), told.FileId);
}

}  // namespace
}  // namespace vod
