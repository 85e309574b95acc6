#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace vod {

/// How the segments of an adaptive stream are kept: SegmentType of its template.
struct SegmentForm {
  /// The picture's container: MPEG-TS, or fragmented MP4.
  bool mp4 = false;
  /// All segments of a rendition in one file, named by byte ranges.
  bool byterange = false;
  /// Where the sound is: with the picture, or in renditions of its own.
  enum class Sound { with_picture, own_ts, own_mp4, own_packed } sound = Sound::with_picture;

  bool has_own_sound() const { return sound != Sound::with_picture; }
  bool operator==(const SegmentForm&) const = default;
};

/// Reads "ts-segment", "mp4-mp4-byterange" and so on; a DASH stream is always mp4-mp4-byterange.
/// input_configuration_unsupported for words that are none of the API's.
Result<SegmentForm> segment_form(std::string_view word, bool dash);

}  // namespace vod
