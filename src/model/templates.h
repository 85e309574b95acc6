#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/template_settings.h"

namespace vod {

/// The kinds of template; each has Definitions of its own. The numbers are stored.
enum class TemplateKind {
  transcode = 1,
  adaptive = 2,
  snapshot_by_time = 3,
  sample_snapshot = 4,
  image_sprite = 5,
  animated_graphics = 6,
  watermark = 7,
};

/// A numbered set of transcode parameters. A template without video removes the picture.
struct TranscodeTemplate {
  std::int64_t definition = 0;
  std::string name;
  /// mp4, hls, flv, m4a, mp3, flac, ogg or wav.
  std::string container;
  std::optional<VideoSettings> video;
  std::optional<AudioSettings> audio;
  /// TEHDConfig.Type TEHD-100: smaller files for the same look.
  bool top_speed = false;
  /// TEHDConfig.MaxVideoBitrate, 0 = no bound.
  int top_speed_kbps_max = 0;
  /// SegmentType fmp4 of HLS.
  bool fmp4 = false;
  std::string comment = {};

  bool audio_only() const { return !video; }
  bool remux() const { return video && video->codec == VideoCodec::copy; }
};

/// Still pictures at given times, and covers.
struct SnapshotTemplate {
  std::int64_t definition = 0;
  std::string name;
  PictureFormat format = PictureFormat::jpg;
  PictureSettings picture;
  std::string comment = {};
};

/// Still pictures at regular distances, the first at 0.
struct SampleSnapshotTemplate {
  std::int64_t definition = 0;
  std::string name;
  SampleType sample = SampleType::percent;
  int interval = 0;
  PictureFormat format = PictureFormat::jpg;
  PictureSettings picture;
  std::string comment = {};
};

/// Small pictures at regular distances on common sheets, with a WebVTT file that says which is where.
struct ImageSpriteTemplate {
  std::int64_t definition = 0;
  std::string name;
  SampleType sample = SampleType::percent;
  int interval = 0;
  int rows = 0;
  int columns = 0;
  PictureFormat format = PictureFormat::jpg;
  /// Of one small picture.
  PictureSettings picture;
  std::string comment = {};
};

/// A moving picture without sound: gif or webp.
struct AnimatedGraphicsTemplate {
  std::int64_t definition = 0;
  std::string name;
  int fps = 0;
  PictureFormat format = PictureFormat::gif;
  PictureSettings picture;
  /// Of webp: 1 to 100.
  int quality = 75;
  std::string comment = {};
};

/// One rendition of an adaptive stream.
struct AdaptiveStream {
  std::optional<VideoSettings> video;
  std::optional<AudioSettings> audio;
  bool top_speed = false;
  int top_speed_kbps_max = 0;
};

/// An adaptive stream: renditions with common segment borders under one master playlist or manifest.
struct AdaptiveTemplate {
  std::int64_t definition = 0;
  std::string name;
  bool dash = false;
  /// SimpleAES; DRM that needs a licence server is kept in the template, and its tasks are refused.
  std::string drm_type;
  std::vector<AdaptiveStream> streams;
  bool no_higher_bitrate = false;
  bool no_higher_resolution = false;
  /// The form of the segments, as on the wire: "ts-segment", "mp4-byterange", "mp4-packed-audio" ...
  std::string segment_type = "ts-segment";
  int segment_s = 6;
  std::string drm_key_provider = {};
  std::string drm_encrypt_type = {};
  std::string comment = {};
};

/// What is laid over the picture. The text and the SVG themselves come with the task.
struct WatermarkTemplate {
  enum class Type { image, text, svg };
  enum class Repeat { once, repeat_last_frame, repeat };

  std::int64_t definition = 0;
  std::string name;
  Type type = Type::image;
  CoordinateOrigin origin = CoordinateOrigin::top_left;
  Length x;
  Length y;
  /// Of images and SVG; a height of 0 px follows from the shape.
  Length width;
  Length height;
  /// The path of the image, as of any object.
  std::string image_path;
  Repeat repeat = Repeat::repeat;
  /// 0 = opaque, 100 = not to be seen.
  int transparency = 0;
  std::string font;
  int font_px = 0;
  /// 0xRRGGBB.
  std::uint32_t font_color = 0xffffff;
  double font_alpha = 1;
  std::string comment = {};
};

/// The presets of each kind whose figures are documented, ascending.
std::span<const TranscodeTemplate> preset_transcode_templates();
std::span<const SnapshotTemplate> preset_snapshot_templates();
std::span<const SampleSnapshotTemplate> preset_sample_snapshot_templates();
std::span<const ImageSpriteTemplate> preset_image_sprite_templates();
std::span<const AnimatedGraphicsTemplate> preset_animated_graphics_templates();
std::span<const AdaptiveTemplate> preset_adaptive_templates();

/// The row with the number; nothing when there is none.
template <class Template>
std::optional<Template> find_preset(std::span<const Template> presets, std::int64_t definition) {
  for (const Template& preset : presets) {
    if (preset.definition == definition) return preset;
  }
  return {};
}

/// input_configuration_unsupported for templates that are listed but can't be made: FFmpeg 5.1 has no H.265 in FLV.
Done check_makeable(const TranscodeTemplate& wanted);

}  // namespace vod
