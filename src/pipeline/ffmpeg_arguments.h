#pragma once

#include <string>
#include <vector>

#include "model/metadata.h"
#include "model/templates.h"
#include "pipeline/plan.h"
#include "pipeline/run_part.h"
#include "pipeline/transcode/sound_encoder.h"

namespace vod {

/// The options before the input, and the input: quiet, guarded, with progress on standard output.
std::vector<std::string> input_arguments(const MediaMetadata& source, const PlanSettings& settings, double seek_s = 0);
/// The same for a stretch of the source.
std::vector<std::string> input_arguments(const MediaMetadata& source, const PlanSettings& settings, const Clip& clip);

/// The options of one output that is encoded. `picture_label` is the label in the filter graph ("[v0]"), "" without.
void add_encoded_output(std::vector<std::string>& argv, const MediaMetadata& source, const TranscodeTemplate& wanted,
                        const PlannedOutput& output, const std::string& picture_label, const PlanSettings& settings);

/// The options of one output whose streams are copied.
void add_copied_output(std::vector<std::string>& argv, const MediaMetadata& source, const TranscodeTemplate& wanted,
                       const PlannedOutput& output);

}  // namespace vod
