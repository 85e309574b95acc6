#include "pipeline/pictures/sprite_webvtt.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace vod {
namespace {

std::string timestamp(std::int64_t ms) {
  return fmt::format("{:02}:{:02}:{:02}.{:03}", ms / 3'600'000, ms / 60'000 % 60, ms / 1'000 % 60, ms % 1'000);
}

}  // namespace

std::string sprite_webvtt(const SpriteMap& map) {
  std::string text = "WEBVTT\n";
  const auto per_sheet = static_cast<std::size_t>(map.rows) * static_cast<std::size_t>(map.columns);
  const auto columns = static_cast<std::size_t>(map.columns);
  for (std::size_t i = 0; i < map.times_s.size(); ++i) {
    const std::int64_t begin_ms = std::llround(map.times_s[i] * 1'000);
    const double next_s = i + 1 < map.times_s.size() ? map.times_s[i + 1] : map.end_s;
    // A cue ends after it begins, whatever the length of the media was said to be.
    const std::int64_t end_ms = std::max<std::int64_t>(begin_ms + 1, std::llround(next_s * 1'000));
    const auto place = i % per_sheet;
    text +=
        fmt::format("\n{} --> {}\n{}#xywh={},{},{},{}\n", timestamp(begin_ms), timestamp(end_ms),
                    map.sheets[i / per_sheet], place % columns * static_cast<std::size_t>(map.small.width),
                    place / columns * static_cast<std::size_t>(map.small.height), map.small.width, map.small.height);
  }
  return text;
}

}  // namespace vod
