#include "pipeline/transcode/sound_encoder.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <span>
#include <string_view>

#include "pipeline/channel_mix.h"

namespace vod {
namespace {

constexpr int default_audio_kbps = 128;
constexpr int audio_kbps_min = 26;
constexpr int audio_kbps_max = 256;
constexpr int pcm_bits = 16;
constexpr int channels_max = 6;

// MP2 and AC-3 have these bitrates and no others.
constexpr auto mp2_kbps = std::to_array<int>({32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384});
constexpr auto ac3_kbps = std::to_array<int>({32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384, 448});
// What MP3, MP2 and AC-3 all have.
constexpr auto common_hz = std::to_array<int>({32'000, 44'100, 48'000});

int nearest(std::span<const int> values, int wanted) {
  return *std::ranges::min_element(values, {}, [&](int value) { return std::abs(value - wanted); });
}

std::string_view encoder_of(AudioCodec codec) {
  switch (codec) {
    case AudioCodec::mp3:
      return "libmp3lame";
    case AudioCodec::ac3:
      return "ac3";
    case AudioCodec::mp2:
      return "mp2";
    case AudioCodec::flac:
      return "flac";
    case AudioCodec::pcm16:
      return "pcm_s16le";
    case AudioCodec::aac:
    case AudioCodec::copy:
      break;
  }
  return "aac";
}

bool is_lossless(AudioCodec codec) { return codec == AudioCodec::flac || codec == AudioCodec::pcm16; }

int sample_rate(const AudioStream& source, const AudioSettings& wanted) {
  if (wanted.sample_rate_hz > 0) return wanted.sample_rate_hz;
  const bool takes_any = wanted.codec == AudioCodec::aac || is_lossless(wanted.codec);
  return takes_any ? 0 : nearest(common_hz, source.sample_rate_hz);
}

int channel_count(const AudioStream& source, const AudioSettings& wanted) {
  const bool stereo_at_most = wanted.codec == AudioCodec::mp3 || wanted.codec == AudioCodec::mp2;
  const int count = wanted.channels > 0 ? wanted.channels : source.channels;
  return std::min(count, stereo_at_most ? 2 : channels_max);
}

}  // namespace

int audio_bitrate_kbps(const MediaMetadata& source, const AudioSettings& wanted) {
  if (wanted.codec == AudioCodec::pcm16 || wanted.codec == AudioCodec::flac) {
    // An upper bound: nothing is lost, so the sound itself says how much it takes.
    const int hz = wanted.sample_rate_hz > 0 ? wanted.sample_rate_hz
                   : source.has_audio()      ? source.audio.front().sample_rate_hz
                                             : common_hz.back();
    const int channels = wanted.channels > 0 ? wanted.channels : channels_max;
    return hz / 1'000 * channels * pcm_bits;
  }
  if (wanted.bitrate_kbps > 0) return wanted.bitrate_kbps;
  const std::int64_t kbps = source.has_audio() ? source.audio.front().bitrate_bps / 1'000 : 0;
  return kbps > 0 ? static_cast<int>(std::clamp<std::int64_t>(kbps, audio_kbps_min, audio_kbps_max))
                  : default_audio_kbps;
}

std::vector<std::string> sound_encoder(const MediaMetadata& source, const AudioSettings& wanted) {
  const AudioStream& stream = source.audio.front();
  std::vector<std::string> argv = {"-c:a", std::string(encoder_of(wanted.codec))};
  if (!is_lossless(wanted.codec)) {
    int kbps = audio_bitrate_kbps(source, wanted);
    if (wanted.codec == AudioCodec::mp2) kbps = nearest(mp2_kbps, kbps);
    if (wanted.codec == AudioCodec::ac3) kbps = nearest(ac3_kbps, kbps);
    argv.insert(argv.end(), {"-b:a", std::to_string(kbps) + "k"});
  }
  if (const int hz = sample_rate(stream, wanted); hz > 0) argv.insert(argv.end(), {"-ar", std::to_string(hz)});
  if (const int count = channel_count(stream, wanted); count > 0) {
    if (const auto mix = channel_mix(stream.channels, count); !mix.empty()) argv.insert(argv.end(), {"-af", mix});
    argv.insert(argv.end(), {"-ac", std::to_string(count)});
  }
  return argv;
}

}  // namespace vod
