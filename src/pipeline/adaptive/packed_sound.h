// Packed audio of HLS (RFC 8216, 3.4): AAC in ADTS frames without a container. Its clock is an ID3 tag at the beginning
// of each segment, which says when the segment's first sample is played, in the clock of the pictures. FFmpeg makes the
// frames; it has no muxer that cuts them so.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "wire/playlist.h"

namespace vod {

/// How sound is cut.
struct PackedSound {
  /// In front of the names of the segments: "a2" makes a2_00000.aac, or with `byterange` all of them in a2.aac.
  std::string name;
  bool byterange = false;
  int segment_s = 0;
  /// When the pictures begin, in ticks of 90 kHz.
  std::int64_t zero_ticks = 0;
};

/// Cuts a file of ADTS frames into segments beside it, and gives their playlist. The first frame is the encoder's own,
/// before the sound begins, and is left out. task_failed for what is no ADTS; as broken_off() for what ends within a frame; disk_full.
Result<wire::MediaPlaylist> pack_sound(const std::filesystem::path& adts, const PackedSound& wanted);

/// The timestamp of the first picture of a transport stream, in ticks of 90 kHz; nothing when there is none.
std::optional<std::int64_t> first_picture_ticks(std::string_view transport_stream);

}  // namespace vod
