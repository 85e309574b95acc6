#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/result.h"
#include "pipeline/compose/compose_request.h"

namespace vod {

/// A frame rate as a fraction, since 29.97 is 30000/1001.
struct FrameRate {
  std::int64_t frames = 25;
  std::int64_t seconds = 1;
  double fps() const { return static_cast<double>(frames) / static_cast<double>(seconds); }
  bool operator==(const FrameRate&) const = default;
};
/// The fraction behind a rate that a probe found; between 1 and limits::compose_fps_max.
FrameRate frame_rate(double fps);

/// One picture item on the frame grid of the result, or nothing to be seen.
struct Shot {
  /// Index into the sources; nothing = see-through.
  std::optional<std::size_t> source;
  std::int64_t first = 0;
  std::int64_t frames = 0;
  double seek_s = 0;
  /// Seconds of the result for each second of the source.
  double stretch = 1;
  /// As drawn, before it is turned; then where its upper left corner comes to stand, after that.
  PictureSize size;
  std::vector<PictureTurn> turns;
  PictureSize turned;
  int left = 0;
  int top = 0;
  /// The canvas may be seen through it or beside it.
  bool is_clear = true;

  std::int64_t end() const { return first + frames; }
};

/// Shots of a track that go over into each other: passages[i] leads from shots[i] to shots[i + 1], which overlap by it.
struct Passage {
  const TransitionRow* row = nullptr;
  std::int64_t frames = 0;
};
struct Strip {
  std::vector<Shot> shots;
  std::vector<Passage> passages;
};

/// One sound item. Times in seconds, on the result's timeline where not said otherwise.
struct Sound {
  std::size_t source = 0;
  double seek_s = 0;
  double stretch = 1;
  double gain = 1;
  double start_s = 0;
  double length_s = 0;
  double fade_in_s = 0;
  double fade_out_s = 0;

  double end_s() const { return start_s + length_s; }
};

/// A composition with its sources known: everything has its place and its time. Strips stand from the lowest to the
/// topmost.
struct Scene {
  PictureSize canvas;
  bool white = false;
  FrameRate rate;
  std::int64_t frames = 0;
  double duration_s = 0;
  bool has_video = false;
  bool has_audio = false;
  std::vector<Strip> strips;
  std::vector<Sound> sounds;
};

/// Lays the items out. `sources` are the probes of Composition::sources. Errors are those of tasks: a source without
/// picture or sound, a start behind its end, a picture without Duration, a result that is too long or empty.
Result<Scene> scene_of(const Composition& composition, std::span<const MediaMetadata> sources);

}  // namespace vod
