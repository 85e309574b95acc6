#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "pipeline/compose/compose_scene.h"
#include "pipeline/plan.h"

namespace vod {

/// A source where it can be read, and what is in it.
struct ComposeSource {
  std::filesystem::path file;
  MediaMetadata metadata;
};

/// A run that makes a piece of the result; the piece is moved from the run's folder to the folder of pieces.
struct ComposePiece {
  PlannedRun run;
  std::string file;
};

/// The FFmpeg runs that make a composition. A small one is one run. Where that would hold too much at a time, the
/// picture is made span by span, the sound group by group, and the last run joins the encoded spans as they are and
/// mixes the groups.
struct ComposePlan {
  std::vector<ComposePiece> pieces;
  /// For the file "list" beside the pieces, which the last run reads; empty = none.
  std::string list;
  PlannedRun last;
  /// What the last run leaves in its folder.
  std::string file;
};

/// Plans. Pure. Sources are Composition::sources in their order; `pieces` is the folder that the pieces will lie in.
/// Errors are those of tasks, with the path of the field at fault.
Result<ComposePlan> plan_composition(const Composition& composition, std::span<const ComposeSource> sources,
                                     const std::filesystem::path& pieces, const PlanSettings& settings);

}  // namespace vod
