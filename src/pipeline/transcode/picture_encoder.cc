#include "pipeline/transcode/picture_encoder.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace vod {
namespace {

// What TESHD gets: smaller than the above for hardly less to see.
constexpr int top_speed_less = 2;

// SVT-AV1 counts its speeds: 4 is its slowest that ends in a bearable time, 12 its fastest.
constexpr auto av1_presets = std::to_array<std::pair<std::string_view, int>>({{"ultrafast", 12},
                                                                              {"superfast", 11},
                                                                              {"veryfast", 10},
                                                                              {"faster", 9},
                                                                              {"fast", 9},
                                                                              {"medium", 8},
                                                                              {"slow", 6},
                                                                              {"slower", 5},
                                                                              {"veryslow", 4},
                                                                              {"placebo", 4}});

void add(std::vector<std::string>& argv, std::initializer_list<std::string> more) { argv.insert(argv.end(), more); }

std::string kilobits(int kbps) { return std::to_string(kbps) + "k"; }

void add_quality(std::vector<std::string>& argv, const TranscodeTemplate& wanted) {
  const VideoSettings& video = *wanted.video;
  const int automatic = automatic_crf(video.codec) + (wanted.top_speed ? top_speed_less : 0);
  add(argv, {"-crf", std::to_string(video.crf > 0 ? video.crf : automatic)});
  if (!wanted.top_speed) return;
  const int bound_kbps = wanted.top_speed_kbps_max > 0 ? wanted.top_speed_kbps_max : video.bitrate_kbps * 3 / 2;
  if (bound_kbps > 0) add(argv, {"-maxrate", kilobits(bound_kbps), "-bufsize", kilobits(bound_kbps * 2)});
}

void add_rate(std::vector<std::string>& argv, const TranscodeTemplate& wanted) {
  const VideoSettings& video = *wanted.video;
  const int kbps = video.bitrate_kbps;
  if (video.crf > 0 || kbps == 0 || wanted.top_speed || video.mode == RateMode::vcrf) {
    add_quality(argv, wanted);
    return;
  }
  add(argv, {"-b:v", kilobits(kbps)});
  // SVT-AV1 of this FFmpeg bounds the rate only at constant quality.
  if (video.codec == VideoCodec::av1 || video.mode == RateMode::abr) return;
  if (video.mode == RateMode::cbr) {
    add(argv, {"-minrate", kilobits(kbps), "-maxrate", kilobits(kbps), "-bufsize", kilobits(kbps)});
  } else {
    // A mean with room for hard scenes, as a player's buffer bears it.
    add(argv, {"-maxrate", kilobits(kbps * 3 / 2), "-bufsize", kilobits(kbps * 2)});
  }
}

void add_key_frames(std::vector<std::string>& argv, const MediaMetadata& source, const TranscodeTemplate& wanted) {
  const VideoSettings& video = *wanted.video;
  const double fps = video.fps > 0 ? video.fps : std::clamp(source.video.front().fps, 1.0, 120.0);
  const int segment_s = video.segment_s > 0 ? video.segment_s : default_segment_s;
  const double frames = video.gop == 0         ? fps * segment_s
                        : video.gop_in_seconds ? fps * video.gop
                                               : static_cast<double>(video.gop);
  add(argv, {"-g", std::to_string(std::max(1, static_cast<int>(frames)))});
  // Segments are cut at key frames: those of a length that was asked for begin with one.
  if (wanted.container == "hls" && video.segment_s > 0)
    add(argv, {"-force_key_frames", fmt::format("expr:gte(t,n_forced*{})", video.segment_s)});
}

// Players of Apple's know H.265 in MP4 only by hvc1.
void add_tag(std::vector<std::string>& argv, const TranscodeTemplate& wanted) {
  const bool in_mp4 = wanted.container == "mp4" || wanted.fmp4;
  if (wanted.video->codec == VideoCodec::h265 && in_mp4) add(argv, {"-tag:v", wanted.video->hev1 ? "hev1" : "hvc1"});
}

}  // namespace

int automatic_crf(VideoCodec codec) {
  switch (codec) {
    case VideoCodec::h265:
      return 26;
    case VideoCodec::av1:
      return 35;
    case VideoCodec::h264:
    case VideoCodec::copy:
      break;
  }
  return 23;
}

std::string av1_preset(std::string_view speed) {
  const auto row = std::ranges::find(av1_presets, speed, &std::pair<std::string_view, int>::first);
  return std::to_string(row == av1_presets.end() ? 8 : row->second);
}

std::uint64_t encoder_address_bytes(VideoCodec codec, PictureSize size) {
  // Measured on two cores: 1.7 GB for 320x180, 3.2 for 1920x1080, 5.3 for 3840x2160; more threads take more.
  constexpr std::uint64_t reserved_bytes = 6ULL << 30;
  constexpr std::uint64_t bytes_per_pixel = 1'024;
  if (codec != VideoCodec::av1) return 0;
  return reserved_bytes + static_cast<std::uint64_t>(size.pixels()) * bytes_per_pixel;
}

std::string_view encoder_profile(VideoProfile profile) {
  switch (profile) {
    case VideoProfile::baseline:
      return "baseline";
    case VideoProfile::main:
      return "main";
    case VideoProfile::high:
      return "high";
    case VideoProfile::automatic:
      break;
  }
  return {};
}

bool keeps_hdr(const MediaMetadata& source, const VideoSettings& wanted) {
  const bool holds = wanted.codec == VideoCodec::h265 || wanted.codec == VideoCodec::av1;
  return wanted.keep_hdr && holds && source.has_video() && source.video.front().dynamic_range == "HDR";
}

std::vector<std::string> picture_encoder(const MediaMetadata& source, const TranscodeTemplate& wanted,
                                         const PlanSettings& settings) {
  const VideoSettings& video = *wanted.video;
  std::vector<std::string> argv;
  switch (video.codec) {
    case VideoCodec::h265:
      argv = {"-c:v", "libx265", "-preset", settings.speed};
      break;
    case VideoCodec::av1:
      argv = {"-c:v", "libsvtav1", "-preset", av1_preset(settings.speed)};
      break;
    case VideoCodec::h264:
    case VideoCodec::copy:
      argv = {"-c:v", "libx264", "-preset", settings.speed};
      break;
  }
  add(argv, {"-pix_fmt", keeps_hdr(source, video) ? "yuv420p10le" : "yuv420p"});
  if (settings.threads > 0) add(argv, {"-threads:v", std::to_string(settings.threads)});
  add_rate(argv, wanted);
  add_key_frames(argv, source, wanted);
  const auto profile = encoder_profile(video.profile);
  if (video.codec == VideoCodec::h264 && !profile.empty()) add(argv, {"-profile:v", std::string(profile)});
  if (video.b_frames >= 0 && video.codec != VideoCodec::av1) add(argv, {"-bf", std::to_string(video.b_frames)});
  if (video.codec == VideoCodec::h265) add(argv, {"-x265-params", "log-level=error"});
  add_tag(argv, wanted);
  return argv;
}

}  // namespace vod
