#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace vod::processes {

/// An encoder of FFmpeg that outputs are made with.
struct EncoderRow {
  std::string_view name;
  std::string_view used_for;
  /// Without it only what asks for this very format fails.
  bool is_rare = false;
};
inline constexpr auto encoder_rows = std::to_array<EncoderRow>({
    {"libx264", "H.264"},
    {"libx265", "H.265"},
    {"libsvtav1", "AV1", true},
    {"aac", "AAC"},
    {"libmp3lame", "MP3"},
    {"mp2", "MP2", true},
    {"ac3", "AC-3", true},
    {"flac", "FLAC", true},
    {"pcm_s16le", "WAV", true},
    {"mjpeg", "covers and snapshots"},
    {"png", "PNG pictures", true},
    {"libwebp", "WebP pictures", true},
    {"libwebp_anim", "animated WebP", true},
    {"gif", "animated GIF", true},
});

/// Those of the table that `ffmpeg -encoders` lists.
std::vector<std::string> encoders_in(std::string_view report);

}  // namespace vod::processes
