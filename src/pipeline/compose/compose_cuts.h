#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/result.h"
#include "pipeline/compose/compose_graph.h"

namespace vod {

/// Memory that the frames of one run take which draws the span, in bytes: by decoders, filters and the encoder.
std::uint64_t picture_memory_bytes(const Scene& scene, std::span<const MediaMetadata> sources, const FrameSpan& span);

/// Cuts the timeline into spans that are drawn one after another, each with at most limits::compose_pictures_max items
/// and limits::compose_memory_bytes_max of memory where the scene lets itself be cut: at ends of items, never inside a
/// transition. One span where all fits. input_invalid when what is seen at the same time can't be held.
Result<std::vector<FrameSpan>> cut_scene(const Scene& scene, std::span<const MediaMetadata> sources);

/// Groups of sounds that follow each other, each with at most limits::compose_sounds_max; one group where all fit.
std::vector<std::vector<Sound>> group_sounds(std::vector<Sound> sounds);

}  // namespace vod
