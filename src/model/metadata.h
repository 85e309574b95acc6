#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace vod {

/// One picture track. Width and height are as coded: before rotation and before the pixel shape is applied.
struct VideoStream {
  /// Number of the stream in the file.
  int index = 0;
  std::string codec;
  std::string codec_tag;
  std::string pixel_format;
  int width = 0;
  int height = 0;
  double fps = 0;
  std::int64_t bitrate_bps = 0;
  double duration_s = 0;
  /// Degrees clockwise that a player turns the picture: 0, 90, 180 or 270.
  int rotate = 0;
  /// Pixel shape, width to height.
  double pixel_aspect = 1.0;
  bool interlaced = false;
  /// "SDR" or "HDR"; hdr_type is "hdr10" or "hlg" for HDR, else empty.
  std::string dynamic_range = "SDR";
  std::string hdr_type;

  /// The size that a viewer sees.
  int display_width() const;
  int display_height() const;
};

/// One sound track.
struct AudioStream {
  int index = 0;
  std::string codec;
  int sample_rate_hz = 0;
  int channels = 0;
  std::int64_t bitrate_bps = 0;
  double duration_s = 0;
};

/// What a probe found in a file: the values of MediaMetaData, and what the planner needs besides. Cover pictures inside
/// sound files, attachments and data streams are left out.
struct MediaMetadata {
  std::uint64_t size_bytes = 0;
  /// FFmpeg's name of the format, as "mov,mp4,m4a,3gp,3g2,mj2".
  std::string container;
  std::int64_t bitrate_bps = 0;
  /// Of the first picture track, as coded; a player that honours `rotate` shows them swapped at 90 and 270.
  int width = 0;
  int height = 0;
  int rotate = 0;
  double duration_s = 0;
  std::vector<VideoStream> video;
  std::vector<AudioStream> audio;
  double video_duration_s = 0;
  double audio_duration_s = 0;
  /// Lower-case hex; empty when it was not computed.
  std::string md5;

  bool has_video() const { return !video.empty(); }
  bool has_audio() const { return !audio.empty(); }
};

}  // namespace vod
