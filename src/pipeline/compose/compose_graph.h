#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "model/metadata.h"
#include "pipeline/compose/compose_scene.h"

namespace vod {

/// A source opened once more for one item: each has its own place in it.
struct ComposeInput {
  std::size_t source = 0;
  double seek_s = 0;
  /// 0 = to the end.
  double take_s = 0;
  bool is_sound = false;
  /// Starts again at its end, as animated pictures do.
  bool repeats = false;
};

/// Text of a filter graph, and the inputs that it reads: [0:...] is inputs[0].
struct ComposeGraph {
  std::string text;
  std::vector<ComposeInput> inputs;
};

/// Frames of the result, from the first to the one before `end`.
struct FrameSpan {
  std::int64_t first = 0;
  std::int64_t end = 0;
  std::int64_t frames() const { return end - first; }
};

/// Whether something of a shot is in the span.
bool is_in(const Shot& shot, const FrameSpan& span);

/// Adds what draws the span of the scene to the graph; the picture comes out as [v]. No end of the span lies inside a
/// passage. Transitions are drawn in RGB with multiplied alpha, all else in 4:2:0 of BT.709.
void add_pictures(ComposeGraph& graph, const Scene& scene, std::span<const MediaMetadata> sources,
                  const FrameSpan& span);

}  // namespace vod
