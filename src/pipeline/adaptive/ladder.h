#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/stream_key.h"
#include "model/template_settings.h"
#include "pipeline/adaptive/media_subtitle.h"
#include "pipeline/adaptive/segment_form.h"

namespace vod {

/// One rendition of an adaptive stream: pictures, sound or both, in files whose names begin with `name`.
struct PlannedRendition {
  std::string name;
  /// Which of the run's pictures and encoded sounds are in it.
  std::optional<std::size_t> picture;
  std::optional<std::size_t> sound;
  VideoCodec codec = VideoCodec::h264;
  int width = 0;
  int height = 0;
  /// The rendition, by its place among all, that has the sound for this one's pictures.
  std::optional<std::size_t> sound_beside;
  /// It can be played by itself: it is no mere sound for others.
  bool is_variant = true;

  bool operator==(const PlannedRendition&) const = default;
};

/// The renditions of an adaptive stream, with common segment borders: in the order of the template, then the sound that
/// stands beside the pictures.
struct PlannedLadder {
  bool dash = false;
  SegmentForm form;
  int segment_s = 0;
  /// Of all pictures; 0 where there are none.
  double fps = 0;
  std::string drm_type;
  /// The segments are encrypted with it after they are made: FFmpeg never gets the key.
  std::optional<StreamKey> key;
  std::vector<PlannedRendition> renditions;
  /// What a player may choose from; and the source's length, which theirs is.
  std::vector<MediaSubtitle> subtitles;
  std::int64_t source_ms = 0;
};

/// One rendition as it really is.
struct MadeRendition {
  PlannedRendition planned;
  double duration_s = 0;
  /// Of all its files.
  std::uint64_t size_bytes = 0;
  /// Of its densest segment, and over all.
  std::uint64_t peak_bps = 0;
  std::uint64_t average_bps = 0;
  /// RFC 6381: "avc1.64001f,mp4a.40.2".
  std::string codecs;
  /// Beside the master playlist or manifest: "adp.10/3f9a0c12/v0.m3u8".
  std::string uri;
  /// Of DASH: where the initialization and the index (sidx) of the file end; the index begins where the other ends.
  std::uint64_t init_bytes = 0;
  std::uint64_t index_end_bytes = 0;
};

struct MadeLadder {
  PlannedLadder planned;
  std::vector<MadeRendition> renditions;
};

}  // namespace vod
