#pragma once

#include <string>
#include <vector>

#include "model/metadata.h"
#include "model/templates.h"
#include "pipeline/adaptive/ladder.h"
#include "pipeline/plan.h"

namespace vod {

/// The output options of a whole ladder: its pictures by the labels {v0}, {v1} ..., each sound once, and the muxer that
/// gives each rendition its part of them. Key frames stand at every segment's border and the encoder adds none of its
/// own at scene changes, so that borders are the same in all renditions. `folder` is where the files go, relative to
/// the run's folder.
std::vector<std::string> ladder_arguments(const MediaMetadata& source, const PlannedLadder& ladder,
                                          const std::vector<AdaptiveStream>& pictures,
                                          const std::vector<AudioSettings>& sounds, const std::string& folder,
                                          const PlanSettings& settings);

}  // namespace vod
