#pragma once

#include <vector>

#include "model/templates.h"
#include "pipeline/edit/plan_edit.h"
#include "pipeline/picture_size.h"

namespace vod {

/// The part that gives what the wish leaves open; one with a picture where there is one.
const EditPart& base_of(const std::vector<EditPart>& parts, EditBase base);

/// The size that an edit's picture gets when `base` is the base.
PictureSize target_size(const MediaMetadata& base, const EditWish& wish);

/// The files of the parts, each once; "{in:s0}" is the file of the first part.
std::vector<PlannedInput> edit_sources(const std::vector<EditPart>& parts);

/// Adds argv, the lists that it reads, and the output.
void add_copied_edit(PlannedRun& run, const std::vector<EditPart>& parts, const EditWish& wish, IndexPlace place);

/// Adds argv and the output; `wanted` is how it is encoded.
void add_encoded_edit(PlannedRun& run, const std::vector<EditPart>& parts, const EditPart& base, const EditWish& wish,
                      const TranscodeTemplate& wanted, const PlanSettings& settings);

}  // namespace vod
