#include "pipeline/allowed_media.h"

#include <array>
#include <span>

namespace vod {
namespace {

// FFmpeg's demuxer names. Playlists (hls, dash, concat), descriptions (sdp), devices and file patterns (image2) are not
// among them: each of those can make FFmpeg open what it was not given.
constexpr auto formats = std::to_array<std::string_view>({
    "mov", "matroska",  "webm",     "mpegts",    "mpeg",     "flv", "avi",
    "asf", "ogg",       "mxf",      "rm",        "dv",  // Pictures and sound.
    "mp3", "aac",       "flac",     "wav",       "w64",      "ac3", "eac3",
    "amr", "amrnb",     "amrwb",    "caf",       "aiff",     "ape",  // Sound.
    "gif", "jpeg_pipe", "png_pipe", "webp_pipe", "bmp_pipe",         // Pictures.
});

// FFmpeg's decoder names; hardware decoders are not among them.
constexpr auto codecs = std::to_array<std::string_view>({
    "h264",
    "hevc",
    "libdav1d",
    "libaom-av1",
    "av1",
    "vp8",
    "vp9",
    "vp6",
    "vp6f",
    "vp6a",
    "mpeg4",
    "mpeg2video",
    "mpeg1video",
    "h263",
    "flv",
    "msmpeg4v2",
    "msmpeg4",
    "wmv1",
    "wmv2",
    "wmv3",
    "vc1",
    "theora",
    "mjpeg",
    "prores",
    "dnxhd",
    "dvvideo",
    "ffv1",
    "rv30",
    "rv40",
    "svq3",
    "rawvideo",
    "gif",
    "png",
    "webp",
    "bmp",
    "aac",
    "mp3float",
    "mp3",
    "mp2float",
    "mp2",
    "ac3",
    "eac3",
    "opus",
    "vorbis",
    "flac",
    "alac",
    "wmav1",
    "wmav2",
    "wmapro",
    "amrnb",
    "amrwb",
    "ape",
    "cook",
    "dca",
    "truehd",
    "speex",
    "pcm_s16le",
    "pcm_s16be",
    "pcm_s24le",
    "pcm_s24be",
    "pcm_s32le",
    "pcm_s32be",
    "pcm_u8",
    "pcm_s8",
    "pcm_f32le",
    "pcm_f32be",
    "pcm_f64le",
    "pcm_mulaw",
    "pcm_alaw",
    "pcm_bluray",
    "pcm_dvd",
    "adpcm_ms",
    "adpcm_ima_wav",
    "adpcm_ima_qt",
    "adpcm_swf",
    // Subtitles are dropped, but a file that has them is opened with them.
    "mov_text",
    "subrip",
    "srt",
    "ssa",
    "ass",
    "webvtt",
    "dvbsub",
    "dvdsub",
    "pgssub",
    "text",
    "cc_dec",
});

std::string joined(std::span<const std::string_view> names) {
  std::string text;
  for (const auto name : names) text.append(text.empty() ? "" : ",").append(name);
  return text;
}

}  // namespace

const std::string& allowed_formats() {
  static const std::string text = joined(formats);
  return text;
}

const std::string& allowed_codecs() {
  static const std::string text = joined(codecs);
  return text;
}

bool is_picture_format(std::string_view container) { return container == "gif" || container.ends_with("_pipe"); }

}  // namespace vod
