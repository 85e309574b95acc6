#include "pipeline/compose/compose_cuts.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

#include "model/errors.h"
#include "model/limits.h"

namespace vod {
namespace {

// Frames that a decoder with its threads holds, an encoder with its look-ahead, the chain of one item.
constexpr std::uint64_t decoded_frames = 20;
constexpr std::uint64_t encoded_frames = 100;
constexpr std::uint64_t filtered_frames = 6;
constexpr std::uint64_t rgb_bytes = 4;

std::uint64_t pixels(int width, int height) {
  return static_cast<std::uint64_t>(std::max(width, 0)) * static_cast<std::uint64_t>(std::max(height, 0));
}

std::size_t shots_in(const Scene& scene, const FrameSpan& span) {
  std::size_t count = 0;
  for (const Strip& strip : scene.strips) {
    count += static_cast<std::size_t>(
        std::ranges::count_if(strip.shots, [&](const Shot& shot) { return shot.source && is_in(shot, span); }));
  }
  return count;
}

// Where the scene may be cut, in order, with its end.
std::vector<std::int64_t> seams_of(const Scene& scene) {
  std::vector<std::int64_t> seams = {scene.frames};
  for (const Strip& strip : scene.strips) {
    for (const Shot& shot : strip.shots) {
      for (const std::int64_t seam : {shot.first, shot.end()}) {
        if (seam > 0 && seam < scene.frames) seams.push_back(seam);
      }
    }
  }
  std::ranges::sort(seams);
  seams.erase(std::ranges::unique(seams).begin(), seams.end());
  for (const Strip& strip : scene.strips) {
    for (std::size_t i = 0; i + 1 < strip.shots.size(); ++i) {
      const std::int64_t from = strip.shots[i + 1].first;
      const std::int64_t to = strip.shots[i].end();
      std::erase_if(seams, [&](std::int64_t seam) { return seam > from && seam < to; });
    }
  }
  return seams;
}

}  // namespace

std::uint64_t picture_memory_bytes(const Scene& scene, std::span<const MediaMetadata> sources, const FrameSpan& span) {
  const std::uint64_t canvas = pixels(scene.canvas.width, scene.canvas.height);
  std::uint64_t bytes = canvas * 3 / 2 * encoded_frames;
  for (const Strip& strip : scene.strips) {
    for (const Shot& shot : strip.shots) {
      if (!shot.source || !is_in(shot, span)) continue;
      const VideoStream& stream = sources[*shot.source].video.front();
      bytes += pixels(stream.width, stream.height) * 3 / 2 * decoded_frames;
      bytes += pixels(shot.turned.width, shot.turned.height) * 2 * filtered_frames;
      if (strip.shots.size() > 1) bytes += canvas * rgb_bytes * filtered_frames;
    }
  }
  return bytes;
}

Result<std::vector<FrameSpan>> cut_scene(const Scene& scene, std::span<const MediaMetadata> sources) {
  const auto fits = [&](const FrameSpan& span) {
    return shots_in(scene, span) <= limits::compose_pictures_max &&
           picture_memory_bytes(scene, sources, span) <= limits::compose_memory_bytes_max;
  };
  std::vector<FrameSpan> spans;
  FrameSpan open;
  for (const std::int64_t seam : seams_of(scene)) {
    const FrameSpan longer{open.first, seam};
    if (open.frames() > 0 && !fits(longer)) {
      spans.push_back(open);
      open = {open.end, seam};
    } else {
      open = longer;
    }
  }
  spans.push_back(open);
  for (const FrameSpan& span : spans) {
    const std::uint64_t bytes = picture_memory_bytes(scene, sources, span);
    if (bytes <= limits::compose_memory_bytes_top) continue;
    constexpr std::uint64_t mib = 1 << 20;
    return error(ErrorCode::input_invalid, "Tracks",
                 fmt::format("Tracks: what is seen at the same time from {:.3f} s on needs {} MiB of memory, more than "
                             "{}; use fewer or smaller items beside each other.",
                             static_cast<double>(span.first) / scene.rate.fps(), bytes / mib,
                             limits::compose_memory_bytes_top / mib));
  }
  return spans;
}

std::vector<std::vector<Sound>> group_sounds(std::vector<Sound> sounds) {
  std::ranges::sort(sounds, {}, &Sound::start_s);
  std::vector<std::vector<Sound>> groups;
  for (Sound& sound : sounds) {
    if (groups.empty() || groups.back().size() == limits::compose_sounds_max) groups.emplace_back();
    groups.back().push_back(sound);
  }
  return groups;
}

}  // namespace vod
