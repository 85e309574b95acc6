#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"

namespace vod {

/// How a picture is fitted into a size of another shape.
enum class FillType { black, stretch, white, gauss };
std::string_view name_of(FillType fill);

/// Codecs as templates name them on the wire; `copy` keeps the source's stream.
enum class VideoCodec { h264, h265, copy };
enum class AudioCodec { aac, mp3, copy };

/// The picture of a transcode template. 0 means: as the source.
struct VideoSettings {
  VideoCodec codec = VideoCodec::h264;
  int width = 0;
  int height = 0;
  int fps = 0;
  /// 0 = chosen by the encoder (constant quality).
  int bitrate_kbps = 0;
  /// ResolutionAdaptive: width is the long side and height the short one.
  bool adaptive = true;
  FillType fill = FillType::black;
  /// Frames between key frames; 0 = chosen by the planner.
  int gop_frames = 0;
};

/// The sound of a transcode template. 0 means: as the source.
struct AudioSettings {
  AudioCodec codec = AudioCodec::aac;
  int bitrate_kbps = 0;
  int sample_rate_hz = 44'100;
  int channels = 2;
};

/// A numbered set of transcode parameters. A template without video removes the picture.
struct TranscodeTemplate {
  int definition = 0;
  std::string_view name;
  /// mp4, hls, flv, m4a or mp3.
  std::string_view container;
  std::optional<VideoSettings> video;
  std::optional<AudioSettings> audio;
  /// TEHDConfig.Type TEHD-100: smaller files for the same look.
  bool top_speed = false;

  bool audio_only() const { return !video; }
  bool remux() const { return video && video->codec == VideoCodec::copy; }
};

/// A numbered set of parameters of one still picture.
struct SnapshotTemplate {
  int definition = 0;
  std::string_view name;
  /// jpg.
  std::string_view format;
  /// 0 = as the source.
  int width = 0;
  int height = 0;
  FillType fill = FillType::stretch;
};

/// The codec's word in VideoTemplateInfo and AudioTemplateInfo ("libx264", "libfdk_aac"); "" for copy.
std::string_view wire_name_of(VideoCodec codec);
std::string_view wire_name_of(AudioCodec codec);

/// All preset transcode templates whose figures are documented, ascending.
std::span<const TranscodeTemplate> preset_transcode_templates();
std::span<const SnapshotTemplate> preset_snapshot_templates();

/// The preset with the number; input_definition_not_exist when there is none.
Result<TranscodeTemplate> find_transcode_template(std::int64_t definition);
Result<SnapshotTemplate> find_snapshot_template(std::int64_t definition);

/// input_configuration_unsupported for templates that are listed but can't be made: FFmpeg 5.1 has no H.265 in FLV.
Done check_makeable(const TranscodeTemplate& wanted);

}  // namespace vod
