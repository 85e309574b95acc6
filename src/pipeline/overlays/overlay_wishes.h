#pragma once

#include <filesystem>
#include <string>

#include "model/subtitle_style.h"
#include "model/templates.h"

namespace vod {

/// When something is laid over a picture: seconds from its first frame, by the rule of the API (0 = from the beginning,
/// to the end; negative = before the end).
struct ShownTime {
  double start_s = 0;
  double end_s = 0;
};

/// A watermark that a sub-task asks for.
struct WatermarkWish {
  WatermarkTemplate wanted;
  /// The text, or the SVG.
  std::string content = {};
  ShownTime shown = {};
  /// The image, or the font of a text.
  std::filesystem::path file = {};
};

/// Subtitles of the media that are drawn into the picture.
struct SubtitleWish {
  SubtitleStyle style;
  /// WebVTT.
  std::filesystem::path file = {};
};

/// A rectangle that is made unrecognisable.
struct MosaicWish {
  CoordinateOrigin origin = CoordinateOrigin::top_left;
  Length x;
  Length y;
  Length width;
  Length height;
  ShownTime shown = {};
};

}  // namespace vod
