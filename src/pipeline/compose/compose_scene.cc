#include "pipeline/compose/compose_scene.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

#include "model/errors.h"
#include "model/limits.h"
#include "pipeline/compose/compose_placement.h"
#include "pipeline/run_part.h"

namespace vod {
namespace {

constexpr double default_fps = 25;
// Lengths come as decimals; what lies closer together than this is the same.
constexpr double same_s = 1e-6;

Error wrong(ErrorCode code, const std::string& field, std::string_view rest) {
  return error(code, field, fmt::format("{}: {}", field, rest));
}

bool is_moving(const MediaMetadata& source) { return source.has_video() && !is_still(source); }

// The first item of the first video track that fits.
template <class Fits>
const ComposeClip* first_clip(const Composition& composition, Fits fits) {
  for (const ComposeTrack& track : composition.tracks) {
    if (track.kind != TrackKind::video) continue;
    for (const ComposeItem& item : track.items) {
      const auto* clip = std::get_if<ComposeClip>(&item);
      if (clip && fits(*clip)) return clip;
    }
  }
  return nullptr;
}

int even(int side) { return std::max(2, side / 2 * 2); }

/// Lays one track out.
class TrackLayout {
 public:
  TrackLayout(const ComposeTrack& track, std::span<const MediaMetadata> sources, Scene& scene)
      : track_(track), sources_(sources), scene_(scene) {}

  /// Gives the track's end, in seconds.
  Result<double> lay() {
    for (std::size_t i = 0; i < track_.items.size(); ++i) {
      const ComposeItem& item = track_.items[i];
      if (const auto* crossing = std::get_if<ComposeCrossing>(&item)) {
        VOD_TRY(cross(*crossing));
      } else if (const auto* gap = std::get_if<ComposeGap>(&item)) {
        VOD_TRY(place(gap->duration_s, nullptr));
      } else {
        const auto& clip = std::get<ComposeClip>(item);
        VOD_TRY(const double length_s, length_of(clip));
        VOD_TRY(place(length_s, &clip));
      }
    }
    // A transition behind the last item leads to nothing, without adding to the track.
    if (pending_) {
      VOD_TRY(place(pending_->duration_s, nullptr));
    }
    flush();
    return longest_s_;
  }

 private:
  const MediaMetadata& source_of(const ComposeClip& clip) const { return sources_[clip.source]; }

  // How much of the source an item shows; nothing for a still picture.
  Result<double> taken_s(const ComposeClip& clip) const {
    const MediaMetadata& source = source_of(clip);
    if (is_still(source) || track_.kind == TrackKind::sticker) return clip.duration_s;
    const double rest_s = source.duration_s - clip.source_start_s;
    if (rest_s <= same_s) {
      return wrong(ErrorCode::input_time_offset, clip.field + ".SourceMediaStartTime",
                   fmt::format("{} s lie behind the source, which has {} s.", clip.source_start_s, source.duration_s));
    }
    return clip.duration_s > 0 ? std::min(clip.duration_s, rest_s) : rest_s;
  }

  Result<double> length_of(const ComposeClip& clip) const {
    VOD_TRY(const double taken, taken_s(clip));
    const double length_s = clip.target_s > 0 ? clip.target_s : taken;
    if (length_s <= 0) {
      return wrong(ErrorCode::input_invalid, clip.field + ".Duration", "a picture needs a Duration.");
    }
    const double stretch = taken > 0 ? length_s / taken : 1;
    if (stretch > limits::compose_stretch_max || stretch < 1 / limits::compose_stretch_max) {
      return wrong(ErrorCode::input_invalid, clip.field + ".TargetDuration",
                   fmt::format("{} s of {} s are more than {} times slower or faster.", length_s, taken,
                               limits::compose_stretch_max));
    }
    return length_s;
  }

  // Remembered until the item behind it is known. One that stands first leads from nothing.
  Done cross(const ComposeCrossing& crossing) {
    if (last_length_s_ == 0) {
      VOD_TRY(place(crossing.duration_s, nullptr));
    }
    if (crossing.duration_s > last_length_s_ - spent_s_ + same_s) return too_short(crossing, last_length_s_ - spent_s_);
    pending_ = &crossing;
    return done();
  }

  Error too_short(const ComposeCrossing& crossing, double left_s) const {
    return wrong(
        ErrorCode::input_invalid, crossing.field + ".Duration",
        fmt::format("{} s are longer than what is left of an item beside it, {:.3f} s.", crossing.duration_s, left_s));
  }

  // The next item of the track, or a gap.
  Done place(double length_s, const ComposeClip* clip) {
    const ComposeCrossing* crossing = std::exchange(pending_, nullptr);
    if (crossing && crossing->duration_s > length_s + same_s) return too_short(*crossing, length_s);
    double start_s = end_s_ - (crossing ? crossing->duration_s : 0);
    if (clip && clip->track_start_s) start_s = *clip->track_start_s;
    if (crossing && crossing->sound && has_last_sound_) scene_.sounds.back().fade_out_s = crossing->duration_s;
    has_last_sound_ = false;
    if (!clip || track_.kind != TrackKind::audio) {
      VOD_TRY(place_picture(start_s, length_s, clip, crossing));
    }
    if (clip) {
      VOD_TRY(place_sound(start_s, length_s, *clip, crossing));
    }
    end_s_ = start_s + length_s;
    longest_s_ = std::max(longest_s_, end_s_);
    last_length_s_ = length_s;
    spent_s_ = crossing ? crossing->duration_s : 0;
    return done();
  }

  std::int64_t grid(double seconds) const { return std::llround(seconds * scene_.rate.fps()); }

  Done place_picture(double start_s, double length_s, const ComposeClip* clip, const ComposeCrossing* crossing) {
    if (!scene_.has_video || track_.kind == TrackKind::audio) return done();
    Shot shot;
    if (clip) {
      VOD_TRY(shot, shot_of(*clip, length_s));
    }
    shot.first = grid(start_s);
    shot.frames = std::max<std::int64_t>(1, grid(start_s + length_s) - shot.first);
    const std::int64_t shared = crossing && crossing->picture ? shared_frames(shot) : 0;
    if (shared > 0) {
      const std::int64_t end = std::max(shot.end(), strip_.shots.back().end());
      shot.first = strip_.shots.back().end() - shared;
      shot.frames = end - shot.first;
      strip_.passages.push_back({crossing->picture, shared});
    } else {
      flush();
    }
    strip_.shots.push_back(std::move(shot));
    return done();
  }

  // How many frames a shot may share with the one before: what rounding to the grid takes too much is left out.
  std::int64_t shared_frames(const Shot& shot) const {
    if (strip_.shots.empty()) return 0;
    const Shot& before = strip_.shots.back();
    const std::int64_t spent = strip_.passages.empty() ? 0 : strip_.passages.back().frames;
    return std::min({before.end() - shot.first, shot.frames, before.frames - spent});
  }

  Result<Shot> shot_of(const ComposeClip& clip, double length_s) const {
    const MediaMetadata& source = source_of(clip);
    if (!source.has_video()) {
      return error(ErrorCode::source_no_video, clip.field, clip.field + ": the source has no picture.");
    }
    VOD_TRY(const double taken, taken_s(clip));
    Shot shot;
    shot.source = clip.source;
    shot.seek_s = clip.source_start_s;
    shot.stretch = taken > 0 && !is_still(source) && track_.kind != TrackKind::sticker ? length_s / taken : 1;
    VOD_TRY(place_on_canvas(clip, source.video.front(), scene_.canvas, shot));
    return shot;
  }

  Done place_sound(double start_s, double length_s, const ComposeClip& clip, const ComposeCrossing* crossing) {
    if (track_.kind == TrackKind::sticker) return done();
    const MediaMetadata& source = source_of(clip);
    if (track_.kind == TrackKind::audio && !source.has_audio()) {
      return error(ErrorCode::source_no_audio, clip.field, clip.field + ": the source has no sound.");
    }
    if (!scene_.has_audio || clip.is_mute || !source.has_audio()) return done();
    VOD_TRY(const double taken, taken_s(clip));
    Sound sound;
    sound.source = clip.source;
    sound.seek_s = clip.source_start_s;
    sound.stretch = length_s / taken;
    sound.gain = clip.gain;
    sound.start_s = start_s;
    sound.length_s = length_s;
    if (crossing && crossing->sound) sound.fade_in_s = crossing->duration_s;
    scene_.sounds.push_back(sound);
    has_last_sound_ = true;
    return done();
  }

  // Gaps were needed only for the transitions beside them.
  void flush() {
    const bool shows = std::ranges::any_of(strip_.shots, [](const Shot& shot) { return shot.source.has_value(); });
    if (shows) scene_.strips.push_back(std::move(strip_));
    strip_ = {};
  }

  const ComposeTrack& track_;
  const std::span<const MediaMetadata> sources_;
  Scene& scene_;
  Strip strip_;
  const ComposeCrossing* pending_ = nullptr;
  bool has_last_sound_ = false;
  double end_s_ = 0;
  double longest_s_ = 0;
  double last_length_s_ = 0;
  // What the transition before the last item took of it.
  double spent_s_ = 0;
};

FrameRate rate_of(const Composition& composition, std::span<const MediaMetadata> sources) {
  if (composition.fps > 0) return {composition.fps, 1};
  const auto* clip = first_clip(composition, [&](const ComposeClip& one) { return is_moving(sources[one.source]); });
  return frame_rate(clip ? sources[clip->source].video.front().fps : default_fps);
}

Result<PictureSize> canvas_of(const Composition& composition, std::span<const MediaMetadata> sources) {
  PictureSize canvas = composition.canvas;
  const auto* clip = first_clip(composition, [](const ComposeClip&) { return true; });
  if (clip && (canvas.width == 0 || canvas.height == 0)) {
    const MediaMetadata& source = sources[clip->source];
    if (!source.has_video()) {
      return error(ErrorCode::source_no_video, clip->field, clip->field + ": the source has no picture.");
    }
    const PictureSize shown = shown_size(source.video.front());
    if (canvas.width == 0) canvas.width = std::min(shown.width, limits::compose_side_pixels_max);
    if (canvas.height == 0) canvas.height = std::min(shown.height, limits::compose_side_pixels_max);
  }
  return PictureSize{even(canvas.width), even(canvas.height)};
}

}  // namespace

FrameRate frame_rate(double fps) {
  fps = std::clamp(fps, 1.0, static_cast<double>(limits::compose_fps_max));
  const double whole = std::round(fps);
  if (std::abs(fps - whole) < 0.001) return {static_cast<std::int64_t>(whole), 1};
  constexpr double ntsc = 1'000.0 / 1'001.0;
  if (std::abs(fps - whole * ntsc) < 0.005) return {static_cast<std::int64_t>(whole) * 1'000, 1'001};
  return {std::llround(fps * 1'000), 1'000};
}

Result<Scene> scene_of(const Composition& composition, std::span<const MediaMetadata> sources) {
  Scene scene;
  scene.white = composition.white;
  scene.has_video = composition.has_video;
  scene.has_audio = composition.has_audio;
  scene.rate = rate_of(composition, sources);
  if (scene.has_video) {
    VOD_TRY(scene.canvas, canvas_of(composition, sources));
  }
  for (const ComposeTrack& track : composition.tracks) {
    VOD_TRY(const double end_s, TrackLayout(track, sources, scene).lay());
    scene.duration_s = std::max(scene.duration_s, end_s);
  }
  if (scene.duration_s > static_cast<double>(limits::compose_s_max)) {
    return wrong(ErrorCode::input_invalid, "Tracks",
                 fmt::format("the result would have {:.1f} s, more than {}.", scene.duration_s, limits::compose_s_max));
  }
  if (scene.has_video) {
    scene.frames = std::max<std::int64_t>(1, std::llround(scene.duration_s * scene.rate.fps()));
    scene.duration_s = static_cast<double>(scene.frames) / scene.rate.fps();
  }
  return scene;
}

}  // namespace vod
