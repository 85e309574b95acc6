#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace vod::wire {

/// A text and when it is shown; its lines are separated by \n, with WebVTT's tags and entities as they stand.
struct SubtitleCue {
  std::int64_t from_ms = 0;
  std::int64_t to_ms = 0;
  std::string text;

  bool operator==(const SubtitleCue&) const = default;
};

/// Subtitles as WebVTT: UTF-8 without a byte order mark, lines ended by \n.
struct SubtitleText {
  std::string webvtt;
  std::vector<SubtitleCue> cues;
  /// Of the last cue's end.
  std::int64_t end_ms = 0;
};

/// Checks WebVTT: header, blocks, times. Its lines stay as they are. invalid_parameter_value names the line and the
/// rule; texts over limits::subtitle_bytes_max and subtitle_cues_max are refused.
Result<SubtitleText> read_webvtt(std::string_view text);

/// Turns SubRip (SRT) into WebVTT: bold, italic and underlined stay, colours and fonts go, all else is text.
Result<SubtitleText> webvtt_of_subrip(std::string_view text);

}  // namespace vod::wire
