#pragma once

#include <cstddef>
#include <variant>
#include <vector>

#include "model/templates.h"

namespace vod {

/// What the sub-tasks of a media processing task ask for, one type per kind: the template, and what the request adds.

struct TranscodeWish {
  TranscodeTemplate wanted;
};

/// Where in the source a still picture is taken: seconds from the start, or percent of its duration.
struct CoverWish {
  SnapshotTemplate wanted;
  bool percent = false;
  double value = 0;
};

struct AnimatedGraphicsWish {
  AnimatedGraphicsTemplate wanted;
  /// Seconds; by the rule of the API for negative ones.
  double start_s = 0;
  double end_s = 0;
};

struct TimedSnapshotsWish {
  struct Offset {
    bool percent = false;
    double value = 0;  // Seconds, or percent of the duration.
  };
  SnapshotTemplate wanted;
  std::vector<Offset> offsets;
};

struct SampleSnapshotsWish {
  SampleSnapshotTemplate wanted;
};

struct ImageSpriteWish {
  ImageSpriteTemplate wanted;
};

struct AdaptiveWish {
  AdaptiveTemplate wanted;
};

/// One output that a task asks for. `index` is the number of its sub-task.
struct OutputWish {
  std::size_t index = 0;
  std::variant<TranscodeWish, CoverWish, AnimatedGraphicsWish, TimedSnapshotsWish, SampleSnapshotsWish, ImageSpriteWish,
               AdaptiveWish>
      what;
};

}  // namespace vod
