#include <algorithm>
#include <array>
#include <vector>

#include "model/templates.h"

namespace vod {
namespace {

constexpr VideoSettings h264(int short_side, int kbps) {
  return {.height = short_side, .fps = 25, .bitrate_kbps = kbps};
}
constexpr VideoSettings h265(int short_side, int kbps) {
  return {.codec = VideoCodec::h265, .height = short_side, .fps = 25, .bitrate_kbps = kbps};
}
constexpr int legacy_gop_frames = 240;
constexpr VideoSettings legacy(VideoCodec codec, int width, int height, int kbps, int fps) {
  return {.codec = codec, .width = width, .height = height, .fps = fps, .bitrate_kbps = kbps, .gop = legacy_gop_frames};
}
constexpr VideoSettings as_source_fps25 = {.fps = 25};
constexpr VideoSettings quality(int short_side) { return {.height = short_side, .fps = 25}; }
constexpr VideoSettings copied_video = {.codec = VideoCodec::copy};

constexpr AudioSettings aac(int kbps) { return {.bitrate_kbps = kbps}; }
constexpr AudioSettings mp3(int kbps) { return {.codec = AudioCodec::mp3, .bitrate_kbps = kbps}; }
constexpr AudioSettings copied_audio = {.codec = AudioCodec::copy, .sample_rate_hz = 0, .channels = 0};

constexpr auto l264 = VideoCodec::h264;
constexpr auto l265 = VideoCodec::h265;

// clang-format off
const std::vector<TranscodeTemplate>& transcode_rows() {
  static const std::vector<TranscodeTemplate> rows = {
    {10, "MP4-FLU", "mp4", legacy(l264, 320, 0, 256, 24), aac(48)},
    {20, "MP4-SD", "mp4", legacy(l264, 640, 0, 512, 24), aac(48)},
    {30, "MP4-HD", "mp4", legacy(l264, 1280, 0, 1024, 24), aac(48)},
    {40, "MP4-FHD", "mp4", legacy(l264, 1920, 0, 2500, 24), aac(48)},
    {70, "MP4-2K", "mp4", legacy(l264, 0, 1440, 3072, 30), aac(48)},
    {80, "MP4-4K", "mp4", legacy(l264, 0, 2160, 6144, 30), aac(48)},
    {210, "HLS-FLU", "hls", legacy(l264, 320, 0, 256, 24), aac(48)},
    {220, "HLS-SD", "hls", legacy(l264, 640, 0, 512, 24), aac(48)},
    {230, "HLS-HD", "hls", legacy(l264, 1280, 0, 1024, 24), aac(48)},
    {240, "HLS-FHD", "hls", legacy(l264, 1920, 0, 2500, 24), aac(48)},
    {270, "HLS-2K", "hls", legacy(l264, 0, 1440, 3072, 30), aac(48)},
    {280, "HLS-4K", "hls", legacy(l264, 0, 2160, 6144, 30), aac(48)},
    {370, "FLV-2K", "flv", legacy(l264, 0, 1440, 3072, 30), mp3(48)},
    {380, "FLV-4K", "flv", legacy(l264, 0, 2160, 6144, 30), mp3(48)},
    {510, "MP4-H265-FLU", "mp4", legacy(l265, 0, 240, 250, 15), aac(48)},
    {520, "MP4-H265-SD", "mp4", legacy(l265, 0, 480, 600, 24), aac(48)},
    {530, "MP4-H265-HD", "mp4", legacy(l265, 0, 720, 800, 25), aac(48)},
    {540, "MP4-H265-FHD", "mp4", legacy(l265, 0, 1080, 1400, 30), aac(48)},
    {570, "MP4-H265-2K", "mp4", legacy(l265, 0, 1440, 2048, 30), aac(48)},
    {580, "MP4-H265-4K", "mp4", legacy(l265, 0, 2160, 4096, 30), aac(48)},
    {610, "HLS-H265-FLU", "hls", legacy(l265, 0, 240, 250, 15), aac(48)},
    {620, "HLS-H265-SD", "hls", legacy(l265, 0, 480, 600, 24), aac(48)},
    {630, "HLS-H265-HD", "hls", legacy(l265, 0, 720, 800, 25), aac(48)},
    {640, "HLS-H265-FHD", "hls", legacy(l265, 0, 1080, 1400, 30), aac(48)},
    {670, "HLS-H265-2K", "hls", legacy(l265, 0, 1440, 2048, 30), aac(48)},
    {680, "HLS-H265-4K", "hls", legacy(l265, 0, 2160, 4096, 30), aac(48)},
    {710, "FLV-H265-FLU", "flv", legacy(l265, 0, 240, 250, 15), aac(48)},
    {720, "FLV-H265-SD", "flv", legacy(l265, 0, 480, 600, 24), aac(48)},
    {730, "FLV-H265-HD", "flv", legacy(l265, 0, 720, 800, 25), aac(48)},
    {740, "FLV-H265-FHD", "flv", legacy(l265, 0, 1080, 1400, 30), aac(48)},
    {770, "FLV-H265-2K", "flv", legacy(l265, 0, 1440, 2048, 30), aac(48)},
    {780, "FLV-H265-4K", "flv", legacy(l265, 0, 2160, 4096, 30), aac(48)},
    {875, "Remux-MP4", "mp4", copied_video, copied_audio},
    {876, "Remux-HLS", "hls", copied_video, copied_audio},
    {1010, "MP3-128", "mp3", {}, mp3(128)},
    {1020, "MP3-320", "mp3", {}, mp3(320)},
    {1100, "M4A-24", "m4a", {}, aac(24)},
    {1110, "M4A-48", "m4a", {}, aac(48)},
    {1120, "M4A-96", "m4a", {}, aac(96)},
    {1130, "M4A-192", "m4a", {}, aac(192)},
    {1140, "M4A-256", "m4a", {}, aac(256)},
    {10046, "FLV-FLU", "flv", legacy(l264, 320, 0, 256, 24), mp3(48)},
    {10047, "FLV-SD", "flv", legacy(l264, 640, 0, 512, 24), mp3(48)},
    {10048, "FLV-HD", "flv", legacy(l264, 1280, 0, 1024, 24), mp3(48)},
    {10049, "FLV-FHD", "flv", legacy(l264, 1920, 0, 2500, 24), mp3(48)},
    {100010, "STD-H264-MP4-360P", "mp4", h264(360, 400), aac(64)},
    {100020, "STD-H264-MP4-540P", "mp4", h264(540, 1000), aac(64)},
    {100030, "STD-H264-MP4-720P", "mp4", h264(720, 1800), aac(128)},
    {100040, "STD-H264-MP4-1080P", "mp4", h264(1080, 2500), aac(128)},
    {100070, "STD-H264-MP4-2K", "mp4", h264(1440, 3000), aac(160)},
    {100080, "STD-H264-MP4-4K", "mp4", h264(2160, 6000), aac(160)},
    {100210, "STD-H264-HLS-360P", "hls", h264(360, 400), aac(64)},
    {100220, "STD-H264-HLS-540P", "hls", h264(540, 1000), aac(64)},
    {100230, "STD-H264-HLS-720P", "hls", h264(720, 1800), aac(128)},
    {100240, "STD-H264-HLS-1080P", "hls", h264(1080, 2500), aac(128)},
    {100270, "STD-H264-HLS-2K", "hls", h264(1440, 3000), aac(160)},
    {100280, "STD-H264-HLS-4K", "hls", h264(2160, 6000), aac(160)},
    {100800, "TESHD-H264-MP4-SOURCE", "mp4", as_source_fps25, aac(0), true},
    {100810, "TESHD-H264-MP4-360P", "mp4", quality(360), aac(64), true},
    {100820, "TESHD-H264-MP4-540P", "mp4", quality(540), aac(64), true},
    {100830, "TESHD-H264-MP4-720P", "mp4", quality(720), aac(128), true},
    {100840, "TESHD-H264-MP4-1080P", "mp4", quality(1080), aac(128), true},
    {101010, "STD-H265-MP4-360P", "mp4", h265(360, 300), aac(64)},
    {101020, "STD-H265-MP4-540P", "mp4", h265(540, 800), aac(64)},
    {101030, "STD-H265-MP4-720P", "mp4", h265(720, 1500), aac(128)},
    {101210, "STD-H265-HLS-360P", "hls", h265(360, 300), aac(64)},
    {101220, "STD-H265-HLS-540P", "hls", h265(540, 800), aac(64)},
    {101230, "STD-H265-HLS-720P", "hls", h265(720, 1500), aac(128)},
  };
  return rows;
}
// clang-format on

constexpr PictureSettings as_source = {.fill = FillType::stretch};

// The renditions of presets 10, 12 and 20: H.264 at 24 frames a second, AAC 48 kbit/s.
std::vector<AdaptiveStream> ladder() {
  struct Rung {
    int short_side;
    int kbps;
  };
  constexpr auto rungs =
      std::to_array<Rung>({{240, 256}, {480, 512}, {720, 512}, {1080, 1024}, {1440, 3072}, {2160, 6144}});
  std::vector<AdaptiveStream> streams;
  for (const auto [short_side, kbps] : rungs) {
    streams.push_back({VideoSettings{.height = short_side, .fps = 24, .bitrate_kbps = kbps}, aac(48)});
  }
  return streams;
}

AdaptiveTemplate adaptive(std::int64_t definition, std::string name, bool dash, std::string drm_type) {
  return {.definition = definition,
          .name = std::move(name),
          .dash = dash,
          .drm_type = std::move(drm_type),
          .streams = ladder(),
          .no_higher_resolution = !dash,
          .segment_type = dash ? "mp4-mp4-byterange" : "ts-segment"};
}

}  // namespace

std::span<const TranscodeTemplate> preset_transcode_templates() { return transcode_rows(); }

std::span<const SnapshotTemplate> preset_snapshot_templates() {
  static const std::array rows = {SnapshotTemplate{10, "Snapshot-JPG", PictureFormat::jpg, as_source}};
  return rows;
}

std::span<const SampleSnapshotTemplate> preset_sample_snapshot_templates() {
  static const std::array rows = {
      SampleSnapshotTemplate{10, "SampleSnapshot-10%", SampleType::percent, 10, PictureFormat::jpg, as_source}};
  return rows;
}

std::span<const ImageSpriteTemplate> preset_image_sprite_templates() {
  static const std::array rows = {
      ImageSpriteTemplate{10, "ImageSprite-10s", SampleType::time, 10, 10, 10, PictureFormat::jpg,
                          PictureSettings{.width = 142, .height = 80, .adaptive = false, .fill = FillType::stretch}}};
  return rows;
}

std::span<const AnimatedGraphicsTemplate> preset_animated_graphics_templates() {
  static const std::array rows = {AnimatedGraphicsTemplate{20000, "GIF", 2, PictureFormat::gif, {}},
                                  AnimatedGraphicsTemplate{20001, "WEBP", 2, PictureFormat::webp, {}}};
  return rows;
}

std::span<const AdaptiveTemplate> preset_adaptive_templates() {
  static const std::array rows = {adaptive(10, "Adaptive-HLS", false, ""),
                                  adaptive(12, "Adaptive-HLS-Encrypt", false, "SimpleAES"),
                                  adaptive(20, "Adaptive-DASH", true, "")};
  return rows;
}

}  // namespace vod
