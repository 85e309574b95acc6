#pragma once

#include <span>

#include "model/metadata.h"
#include "pipeline/compose/compose_graph.h"

namespace vod {

/// Holds down what would pass full scale. A mix that is mixed on has none.
enum class Limiter { never, if_needed, always };

/// The part of the timeline that is mixed, and what comes out.
struct MixSpan {
  double start_s = 0;
  double length_s = 0;
  int sample_rate_hz = 0;
  int channels = 0;
  Limiter limiter = Limiter::if_needed;
};

/// Adds what mixes these sounds to the graph; it comes out as [a]. Volumes are not divided by the number of sounds.
void add_mix(ComposeGraph& graph, std::span<const Sound> sounds, std::span<const MediaMetadata> sources,
             const MixSpan& span);

/// The atempo filters that make a sound so many times longer without another pitch; empty for 1.
std::string tempo_filters(double stretch);

}  // namespace vod
