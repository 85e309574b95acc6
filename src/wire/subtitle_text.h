#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace vod::wire {

/// Subtitles as WebVTT: UTF-8 without a byte order mark, lines ended by \n.
struct SubtitleText {
  std::string webvtt;
  std::size_t cues = 0;
  /// Of the last cue's end.
  std::int64_t end_ms = 0;
};

/// Checks WebVTT: header, blocks, times. Its lines stay as they are. invalid_parameter_value names the line and the
/// rule; texts over limits::subtitle_bytes_max and subtitle_cues_max are refused.
Result<SubtitleText> read_webvtt(std::string_view text);

/// Turns SubRip (SRT) into WebVTT: bold, italic and underlined stay, colours and fonts go, all else is text.
Result<SubtitleText> webvtt_of_subrip(std::string_view text);

}  // namespace vod::wire
