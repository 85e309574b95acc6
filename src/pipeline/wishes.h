#pragma once

#include <cstddef>
#include <optional>
#include <variant>
#include <vector>

#include "model/stream_key.h"
#include "model/templates.h"
#include "model/time_offset.h"
#include "pipeline/adaptive/media_subtitle.h"
#include "pipeline/overlays/overlay_wishes.h"

namespace vod {

/// What the sub-tasks of a media processing task ask for, one type per kind: the template, and what the request adds.

struct TranscodeWish {
  TranscodeTemplate wanted;
  /// The stretch of the source, in seconds, by the rule of the API: 0 = from the start and to the end, negative =
  /// before the end.
  double start_s = 0;
  double end_s = 0;
  /// Each over the ones before; mosaics lie under subtitles, and these under all watermarks.
  std::vector<WatermarkWish> watermarks = {};
  std::vector<MosaicWish> mosaics = {};
  std::vector<SubtitleWish> subtitles = {};
};

/// Where in the source a still picture is taken: seconds from the start, or percent of its duration.
struct CoverWish {
  SnapshotTemplate wanted;
  bool percent = false;
  double value = 0;
  /// Images alone, each over the ones before; so it is with all snapshots.
  std::vector<WatermarkWish> watermarks = {};
};

struct AnimatedGraphicsWish {
  AnimatedGraphicsTemplate wanted;
  /// Seconds; by the rule of the API for negative ones.
  double start_s = 0;
  double end_s = 0;
};

struct TimedSnapshotsWish {
  SnapshotTemplate wanted;
  std::vector<TimeOffset> offsets;
  std::vector<WatermarkWish> watermarks = {};
};

struct SampleSnapshotsWish {
  SampleSnapshotTemplate wanted;
  std::vector<WatermarkWish> watermarks = {};
};

struct ImageSpriteWish {
  ImageSpriteTemplate wanted;
};

struct AdaptiveWish {
  AdaptiveTemplate wanted;
  /// Of SimpleAES: a new one for each making.
  std::optional<StreamKey> key = {};
  /// Alike in all renditions: each watermark over the ones before, all of them over the subtitles.
  std::vector<WatermarkWish> watermarks = {};
  std::vector<SubtitleWish> subtitles = {};
  /// Those that a player may choose from.
  std::vector<MediaSubtitle> offered = {};
};

/// One output that a task asks for. `index` is the number of its sub-task.
struct OutputWish {
  std::size_t index = 0;
  std::variant<TranscodeWish, CoverWish, AnimatedGraphicsWish, TimedSnapshotsWish, SampleSnapshotsWish, ImageSpriteWish,
               AdaptiveWish>
      what;
};

}  // namespace vod
