#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <vector>

#include "model/media.h"
#include "pipeline/workshop.h"

namespace vod {

/// What an AES-128 segment is decrypted with.
struct SegmentCipher {
  std::array<std::byte, 16> key{};
  std::array<std::byte, 16> iv{};
};

/// Bytes of a stored file that a track goes on with: a segment, or the map before it.
struct HlsPiece {
  std::filesystem::path file;
  std::uint64_t offset = 0;
  std::uint64_t length = 0;
  std::optional<SegmentCipher> cipher;
};

/// One media playlist as the bytes that it stands for.
struct HlsTrack {
  std::vector<HlsPiece> pieces;
  double duration_s = 0;
  /// Its segments share beginnings (EXT-X-MAP): fragmented MP4.
  bool is_fragmented = false;
  bool has_discontinuities = false;
};

/// An HLS media: one playlist, or of a master playlist the variant with the most bits and its own sound.
struct HlsSource {
  std::vector<HlsTrack> tracks;
  std::uint64_t size_bytes = 0;
};

/// Reads the playlist of a media of type m3u8 here, and finds all that it names. FFmpeg never sees it. Nothing while
/// files of it are still being joined. Errors: source_playlist when it names what was not stored beside it,
/// source_unsupported for DRM and what can't be put together, source_malformed, source_deleted.
Result<std::optional<HlsSource>> find_hls_source(Workshop& workshop, const Media& media);

}  // namespace vod
