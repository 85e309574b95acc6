#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "pipeline/edit/plan_edit.h"
#include "pipeline/new_media.h"
#include "pipeline/task_source.h"
#include "pipeline/task_work.h"

namespace vod {

/// A finished edit in a work folder.
struct MadeEdit {
  NewMediaFiles files;
  ExaminedFile found;
};

/// The stretch of a source that the two offsets of a request name; its cuts were not looked at. source_no_video,
/// input_time_offset.
Result<EditPart> edit_part(const TaskSource& source, double start_offset_s, double end_offset_s);

/// Looks where the parts' cuts fall and joins them in `folder`, by copying where that gives what was asked for, else by
/// encoding. A copy that did not come out as long as it should is made again by encoding. Progress goes from `from` to
/// `to`.
Result<MadeEdit> make_edit(TaskWork& work, std::vector<EditPart> parts, const EditWish& wish,
                           const std::filesystem::path& folder, double from = 0, double to = 1);

}  // namespace vod
