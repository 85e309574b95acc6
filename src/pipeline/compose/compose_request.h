#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/result.h"
#include "model/metadata.h"
#include "pipeline/compose/compose_transitions.h"
#include "pipeline/picture_size.h"
#include "wire/types.h"

namespace vod {

/// A length on the canvas: pixels, or per cent of its width or height.
struct Measure {
  double value = 0;
  bool is_percent = false;
  double pixels(int whole) const { return is_percent ? whole * value / 100 : value; }
};

enum class Origin { center, top_left, top_right, bottom_left, bottom_right };

/// Where an item stands: its centre against the canvas's, or its corner against the canvas's, measured inwards. A side
/// that is not given follows from the other one and the source's shape; without both the source's size is taken.
struct Placement {
  Origin origin = Origin::center;
  Measure x;
  Measure y;
  std::optional<Measure> width;
  std::optional<Measure> height;
};

/// One operation on a picture: turned clockwise, swapped left to right, or upside down.
struct PictureTurn {
  enum class Kind { rotate, flip_sideways, flip_upside } kind{};
  double degrees = 0;
};

/// A piece of a source on a track. Times in seconds; 0 for a duration means the rest, or as it is.
struct ComposeClip {
  /// Index into Composition::sources.
  std::size_t source = 0;
  double source_start_s = 0;
  double duration_s = 0;
  double target_s = 0;
  /// On the track; nothing = after the item before.
  std::optional<double> track_start_s;
  Placement placement;
  std::vector<PictureTurn> turns;
  bool is_mute = false;
  double gain = 1;
  /// Its path in the request, for messages.
  std::string field;
};

/// Nothing to see or hear.
struct ComposeGap {
  double duration_s = 0;
};

/// How the item before goes over into the item after.
struct ComposeCrossing {
  double duration_s = 0;
  /// Null = none.
  const TransitionRow* picture = nullptr;
  bool sound = false;
  std::string field;
};

using ComposeItem = std::variant<ComposeClip, ComposeGap, ComposeCrossing>;

enum class TrackKind { video, audio, sticker };

struct ComposeTrack {
  TrackKind kind{};
  std::vector<ComposeItem> items;
};

/// A checked request of ComposeMedia, as values.
struct Composition {
  std::vector<ComposeTrack> tracks;
  /// FileIds and URLs as they were given, each once.
  std::vector<std::string> sources;
  bool white = false;
  /// A side of 0 is that of the first video item.
  PictureSize canvas;
  /// "mp4" or "mp3".
  std::string container = "mp4";
  bool has_video = true;
  bool has_audio = true;
  /// 0 = that of the first video item.
  int fps = 0;
  int sample_rate_hz = 16'000;
  int channels = 2;
  int audio_kbps = 0;
};

/// Checks all that can be checked without the sources. Errors name the field's path, the value and the rule.
Result<Composition> read_composition(const wire::ComposeMediaRequest& request);

/// A source of a composition that is a FileId, not a URL.
bool is_file_id(std::string_view source);

}  // namespace vod
