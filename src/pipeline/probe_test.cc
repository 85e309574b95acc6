#include "pipeline/probe.h"

#include <gtest/gtest.h>

#include "pipeline/disguise.h"
#include "pipeline/media_report.h"
#include "pipeline/test_clips.h"

namespace vod {
namespace {

namespace fs = std::filesystem;

class Probe : public MediaTest {
 protected:
  MediaMetadata found(const fs::path& file) {
    auto result = probe_source(processes(), file);
    EXPECT_TRUE(result) << message_of(result.error());
    return result ? result.value() : MediaMetadata{};
  }
  std::string refused(const fs::path& file) {
    const auto result = probe_source(processes(), file);
    EXPECT_FALSE(result);
    return result ? "" : std::string(error_row(result.error().code).wire_code);
  }
};

TEST_F(Probe, AFilmsFiguresAreFound) {
  const auto file = film("film.mp4");
  const auto metadata = found(file);
  EXPECT_EQ(metadata.container, "mov,mp4,m4a,3gp,3g2,mj2");
  EXPECT_EQ(metadata.size_bytes, fs::file_size(file));
  EXPECT_EQ(metadata.width, 640);
  EXPECT_EQ(metadata.height, 360);
  EXPECT_NEAR(metadata.duration_s, 2, 0.1);
  ASSERT_EQ(metadata.video.size(), 1U);
  EXPECT_EQ(metadata.video[0].codec, "h264");
  EXPECT_EQ(metadata.video[0].fps, 25);
  EXPECT_EQ(metadata.video[0].dynamic_range, "SDR");
  ASSERT_EQ(metadata.audio.size(), 1U);
  EXPECT_EQ(metadata.audio[0].codec, "aac");
  EXPECT_EQ(metadata.audio[0].sample_rate_hz, 44'100);
}

TEST_F(Probe, TypeIsToldByContentNotByName) {
  const auto made = film("film.mkv");
  fs::rename(made, folder_ / "film.jpg");
  EXPECT_EQ(found(folder_ / "film.jpg").container, "matroska,webm");
}

TEST_F(Probe, RotationIsToldBesideTheCodedSize) {
  const auto upright = film("upright.mp4");
  // This FFmpeg writes its rotate option counter-clockwise.
  const auto turned = clip("turned.mp4", "-i " + upright.string() + " -c copy -metadata:s:v:0 rotate=270");
  const auto metadata = found(turned);
  EXPECT_EQ(metadata.rotate, 90);
  EXPECT_EQ(metadata.width, 640);
  EXPECT_EQ(metadata.video[0].display_width(), 360);
  EXPECT_EQ(metadata.video[0].display_height(), 640);
}

TEST_F(Probe, SoundAloneHasNoPicture) {
  const auto metadata = found(clip("tone.m4a", "-f lavfi -i sine=d=1 -c:a aac"));
  EXPECT_FALSE(metadata.has_video());
  EXPECT_EQ(metadata.audio.size(), 1U);
  EXPECT_EQ(metadata.width, 0);
}

TEST_F(Probe, ACoverPictureInASoundFileIsNoVideo) {
  const auto picture = clip("cover.jpg", "-f lavfi -i testsrc2=s=64x64 -frames:v 1");
  const auto tone = clip("tone.mp3", "-f lavfi -i sine=d=1 -i " + picture.string() +
                                         " -map 0 -map 1 -c:v copy -disposition:v attached_pic");
  EXPECT_FALSE(found(tone).has_video());
}

TEST_F(Probe, APictureIsMedia) {
  const auto metadata = found(clip("still.png", "-f lavfi -i testsrc2=s=64x48 -frames:v 1"));
  EXPECT_EQ(metadata.width, 64);
  EXPECT_EQ(metadata.container, "png_pipe");
}

TEST_F(Probe, HdrIsTold) {
  const auto metadata =
      found(clip("hdr.mp4",
                 "-f lavfi -i testsrc2=s=64x64:d=1 -pix_fmt yuv420p10le -c:v libx265 -preset ultrafast "
                 "-x265-params log-level=error:colorprim=bt2020:transfer=smpte2084:colormatrix=bt2020nc"));
  ASSERT_TRUE(metadata.has_video());
  EXPECT_EQ(metadata.video[0].dynamic_range, "HDR");
  EXPECT_EQ(metadata.video[0].hdr_type, "hdr10");
}

TEST_F(Probe, BrokenFilesEndInNamedErrors) {
  EXPECT_EQ(refused(file("empty.mp4", "")), "SourceFileError.ContentMalformed.Empty");
  EXPECT_EQ(refused(file("text.mp4", "These are words and no film.\nAnother line.\n")),
            "SourceFileError.ContentMalformed.NotMedia");
  const auto whole = film("whole.mp4");
  fs::resize_file(whole, fs::file_size(whole) / 2);
  EXPECT_EQ(refused(whole), "SourceFileError.ContentMalformed");
  EXPECT_EQ(refused(file("subtitle.mp4", "1\n00:00:01,000 --> 00:00:02,000\nhello\n")),
            "SourceFileError.ContentUnsupported");
}

TEST_F(Probe, FilesThatNameOtherFilesAreRefused) {
  const auto other = film("other.ts");
  const std::string playlist = "SourceFileError.ContentUnsupported.Playlist";
  EXPECT_EQ(refused(file("playlist.mp4", "#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\n" + other.string() + "\n")),
            playlist);
  EXPECT_EQ(refused(file("concat.mp4", "ffconcat version 1.0\nfile '" + other.string() + "'\n")), playlist);
  EXPECT_EQ(refused(file("dash.mp4", "<?xml version=\"1.0\"?>\n<!-- x -->\n<MPD type=\"static\"></MPD>")), playlist);
  EXPECT_EQ(refused(file("session.sdp", "v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\nm=video 5004 RTP/AVP 96\r\n")), playlist);
}

TEST_F(Probe, ACodecOutsideTheTableIsRefused) {
  EXPECT_EQ(refused(clip("magic.mkv", "-f lavfi -i testsrc2=s=64x64:d=1 -c:v magicyuv")),
            "SourceFileError.ContentUnsupported");
}

TEST_F(Probe, AnImageSequenceNameIsJustAName) {
  clip("frame1.png", "-f lavfi -i testsrc2=s=64x48 -frames:v 1");
  EXPECT_EQ(refused(file("frame%d.png", "")), "SourceFileError.ContentMalformed.Empty");
  EXPECT_EQ(refused(file("frame%01d.png", "no picture")), "SourceFileError.ContentMalformed.NotMedia");
}

TEST_F(Probe, APictureWithATooLargeHeaderIsRefused) {
  // A PNG header that promises 32768 x 32768 pixels, and nothing more.
  std::string png("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x80\0\0\0\x80\0\x08\x02\0\0\0", 29);
  png += std::string("\x1b\x8d\x8c\x7e", 4) + std::string("\0\0\0\0IDAT", 8);
  const auto code = refused(file("huge.png", png));
  EXPECT_TRUE(code.starts_with("SourceFileError")) << code;
}

TEST(MediaReport, ManyStreamsAreRefused) {
  std::string report = "{\"streams\":[";
  for (int i = 0; i < 100; ++i) report += (i > 0 ? "," : "") + std::string("{\"codec_type\":\"data\"}");
  const auto result = read_media_report(report + "]}", 1);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::source_too_large);
}

TEST(MediaReport, TenHoursAreRefused) {
  const auto result = read_media_report(
      R"({"streams":[{"codec_type":"video","width":64,"height":64}],"format":{"duration":"36000.0"}})", 1);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::source_too_large);
}

TEST(MediaReport, AMissingBitrateIsWhatTheOthersLeave) {
  const auto result = read_media_report(
      R"({"streams":[{"codec_type":"video","width":64,"height":64},{"codec_type":"audio","channels":2,"bit_rate":"100"}],)"
      R"("format":{"duration":"2","bit_rate":"1100"}})",
      1);
  ASSERT_TRUE(result);
  EXPECT_EQ(result.value().video[0].bitrate_bps, 1'000);
}

TEST(MediaReport, NoReportIsNoMedia) {
  for (const auto* text : {"", "{", "[]", "{}", R"({"streams":[]})", R"({"streams":[1,{"codec_type":"data"}]})"}) {
    const auto result = read_media_report(text, 1);
    ASSERT_FALSE(result) << text;
    EXPECT_EQ(result.error().code, ErrorCode::source_not_media);
  }
}

}  // namespace
}  // namespace vod
