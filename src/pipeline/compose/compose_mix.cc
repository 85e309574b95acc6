#include "pipeline/compose/compose_mix.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <string>

#include "pipeline/channel_mix.h"

namespace vod {
namespace {

constexpr double spare_s = 0.2;
// atempo's range for one filter, below; above 2 it begins to leave out samples.
constexpr double tempo_min = 0.5;
constexpr double tempo_max = 2.0;

std::int64_t samples(double seconds, const MixSpan& span) { return std::llround(seconds * span.sample_rate_hz); }

// Whether full scale may be passed: a sound made louder, or two at the same time.
bool may_clip(std::span<const Sound> sounds) {
  double end_s = 0;
  for (const Sound& sound : sounds) {
    if (sound.gain > 1) return true;
  }
  std::vector<const Sound*> by_start;
  for (const Sound& sound : sounds) by_start.push_back(&sound);
  std::ranges::sort(by_start, {}, &Sound::start_s);
  for (const Sound* sound : by_start) {
    if (sound->start_s < end_s) return true;
    end_s = sound->end_s();
  }
  return false;
}

}  // namespace

std::string tempo_filters(double stretch) {
  std::string text;
  double tempo = 1 / stretch;
  while (tempo < tempo_min || tempo > tempo_max) {
    const double step = tempo < tempo_min ? tempo_min : tempo_max;
    text += fmt::format("atempo={},", step);
    tempo /= step;
  }
  if (std::abs(tempo - 1) > 1e-9) text += fmt::format("atempo={:.9f},", tempo);
  return text;
}

void add_mix(ComposeGraph& graph, std::span<const Sound> sounds, std::span<const MediaMetadata> sources,
             const MixSpan& span) {
  const std::string_view layout = span.channels == 1 ? "mono" : "stereo";
  const auto out = std::back_inserter(graph.text);
  const std::int64_t total = samples(span.length_s, span);
  if (!graph.text.empty()) graph.text += ";";
  fmt::format_to(out, "anullsrc=r={}:cl={},atrim=end_sample={},aformat=sample_fmts=fltp[s0]", span.sample_rate_hz,
                 layout, total);
  for (std::size_t i = 0; i < sounds.size(); ++i) {
    const Sound& sound = sounds[i];
    const std::int64_t length = samples(sound.length_s, span);
    const AudioStream& stream = sources[sound.source].audio.front();
    const std::string mix = channel_mix(stream.channels, span.channels);
    fmt::format_to(out, ";[{}:{}]{}{}aresample={}:async=1:first_pts=0:ocl={}:rematrix_maxval=1,", graph.inputs.size(),
                   stream.index, mix, mix.empty() ? "" : ",", span.sample_rate_hz, layout);
    fmt::format_to(out, "aformat=sample_fmts=fltp:channel_layouts={},", layout);
    graph.inputs.push_back({.source = sound.source,
                            .seek_s = sound.seek_s,
                            .take_s = sound.length_s / sound.stretch + spare_s,
                            .is_sound = true});
    fmt::format_to(out, "{}atrim=end_sample={},asetpts=N/SR/TB", tempo_filters(sound.stretch), length);
    if (sound.gain != 1) fmt::format_to(out, ",volume={:.6f}:precision=float", sound.gain);
    const std::int64_t rise = samples(sound.fade_in_s, span);
    const std::int64_t fall = samples(sound.fade_out_s, span);
    if (rise > 0) fmt::format_to(out, ",afade=t=in:ss=0:ns={}", rise);
    if (fall > 0) fmt::format_to(out, ",afade=t=out:ss={}:ns={}", length - fall, fall);
    const std::int64_t delay = samples(sound.start_s - span.start_s, span);
    if (delay > 0) fmt::format_to(out, ",adelay=delays={}S:all=1", delay);
    fmt::format_to(out, "[s{}]", i + 1);
  }
  graph.text += ";";
  for (std::size_t i = 0; i <= sounds.size(); ++i) fmt::format_to(out, "[s{}]", i);
  fmt::format_to(out, "amix=inputs={}:duration=first:dropout_transition=0:normalize=0", sounds.size() + 1);
  if (span.limiter == Limiter::always || (span.limiter == Limiter::if_needed && may_clip(sounds)))
    graph.text += ",alimiter=level=0:latency=1";
  fmt::format_to(out, ",atrim=end_sample={}[a]", total);
}

}  // namespace vod
