#include <fmt/format.h>

#include "model/errors.h"
#include "pipeline/pictures/still_pictures.h"
#include "pipeline/run_part.h"

namespace vod {

Result<PlannedWork> plan_output(const MediaMetadata& source, std::size_t index, const TimedSnapshotsWish& wish,
                                const PlanSettings& settings) {
  if (!source.has_video()) return error(ErrorCode::source_no_video);
  const auto& wanted = wish.wanted;
  Stills stills;
  for (const auto& offset : wish.offsets) {
    const double time_s = offset.percent ? source.duration_s * offset.value / 100 : offset.value;
    if (time_s > source.duration_s && !is_still(source)) {
      return error(ErrorCode::input_time_offset, {},
                   fmt::format("The time offset {} s lies outside the media, which lasts {:.3f} s.", offset.value,
                               source.duration_s));
    }
    stills.times_s.push_back(time_s);
  }
  stills.picture = picture_of(wanted.picture, shown_size(source.video.front()));
  stills.format = wanted.format;
  // Two sub-tasks with one template take different pictures: the number of the sub-task tells their files apart.
  const std::string stem = fmt::format("{0}/snapshotByTimeOffset_{1}_{0}", index, wanted.definition);
  const auto format = name_of(wanted.format);
  stills.files = fmt::format("{}/%05d.{}", stem, format);
  VOD_TRY(add_watermarks(stills, index, wish.watermarks));

  PlannedOutput output = {.index = index,
                          .kind = OutputKind::snapshot_by_time,
                          .definition = wanted.definition,
                          .file = fmt::format("{}.{}", stem, format),
                          .has_video = true,
                          .width = stills.picture.size.width,
                          .height = stills.picture.size.height};
  output.pictures = {.format = wanted.format, .times_s = stills.times_s, .watermarks = definitions_of(wish.watermarks)};
  return plan_stills(source, std::move(output), stills, settings);
}

}  // namespace vod
