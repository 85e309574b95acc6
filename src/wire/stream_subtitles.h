#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"

namespace vod::wire {

/// Subtitles that an adaptive stream offers.
struct StreamSubtitle {
  std::string id;
  std::string name;
  std::string language;
  /// Beside the master playlist or manifest: a playlist of HLS, the text itself for MPEG-DASH.
  std::string uri;
  bool is_default = false;
};

/// The master playlist with exactly these subtitles, for all of its variants. Errors: those of read_playlist();
/// source_malformed for a media playlist.
Result<std::string> master_with_subtitles(std::string_view master, std::span<const StreamSubtitle> subtitles);

/// The same for a manifest of our own making.
Result<std::string> manifest_with_subtitles(std::string_view manifest, std::span<const StreamSubtitle> subtitles);

/// A playlist with the one text as its only segment.
std::string subtitle_playlist(const std::string& text_uri, std::int64_t duration_ms);

/// WebVTT as a segment of HLS: says at which timestamp (90 kHz) of the stream the text's zero is.
std::string webvtt_segment(std::string_view webvtt, std::int64_t zero_ticks);

}  // namespace vod::wire
