#pragma once

#include <cstdint>
#include <string_view>

namespace vod {

/// How a picture is fitted into a size of another shape.
enum class FillType { black, stretch, white, gauss };
std::string_view name_of(FillType fill);

/// Codecs as templates name them on the wire; `copy` keeps the source's stream.
enum class VideoCodec { h264, h265, av1, copy };
enum class AudioCodec { aac, mp3, ac3, mp2, flac, pcm16, copy };

/// What the encoder holds constant: VideoTemplateInfo.Mode.
enum class RateMode { vbr, abr, cbr, vcrf };
enum class VideoProfile { automatic, baseline, main, high };

/// The picture of a template. 0 means: as the source, or chosen by the planner.
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
  /// Between key frames: frames, or seconds with gop_in_seconds.
  int gop = 0;
  bool gop_in_seconds = false;
  /// Vcrf: constant quality, and bitrate_kbps does not count; 0 = not asked for.
  int crf = 0;
  RateMode mode = RateMode::vbr;
  VideoProfile profile = VideoProfile::automatic;
  /// PreserveHDRSwitch.
  bool keep_hdr = false;
  /// CodecTag of H.265 in MP4: hev1 instead of hvc1.
  bool hev1 = false;
  /// Negative = chosen by the encoder.
  int b_frames = -1;
  /// HlsTime: the length of a segment.
  int segment_s = 0;

  bool operator==(const VideoSettings&) const = default;
};

/// The sound of a template. 0 means: as the source.
struct AudioSettings {
  AudioCodec codec = AudioCodec::aac;
  int bitrate_kbps = 0;
  int sample_rate_hz = 44'100;
  int channels = 2;

  bool operator==(const AudioSettings&) const = default;
};

/// The size of pictures and how they are fitted into it; 0 = as the source.
struct PictureSettings {
  int width = 0;
  int height = 0;
  bool adaptive = true;
  FillType fill = FillType::black;

  bool operator==(const PictureSettings&) const = default;
};

/// Formats of still and animated pictures.
enum class PictureFormat { jpg, png, webp, gif };
/// On the wire, and the extension of its files.
std::string_view name_of(PictureFormat format);

/// Where pictures are taken: every so many percent of the duration, or seconds.
enum class SampleType { percent, time };

/// A place or size on a picture as the API writes it: "10%" of the picture, or "12px".
struct Length {
  double value = 0;
  enum class Unit {
    pixels,
    percent,
    percent_of_width,
    percent_of_height,
    percent_of_short,
    percent_of_long
  } unit = Unit::pixels;

  bool operator==(const Length&) const = default;
};

enum class CoordinateOrigin { top_left, top_right, bottom_left, bottom_right };

/// The codec's word in VideoTemplateInfo and AudioTemplateInfo ("libx264", "libfdk_aac"); "" for copy.
std::string_view wire_name_of(VideoCodec codec);
std::string_view wire_name_of(AudioCodec codec);

}  // namespace vod
