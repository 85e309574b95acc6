#include <fmt/format.h>

#include "model/errors.h"
#include "pipeline/pictures/still_pictures.h"
#include "pipeline/run_part.h"

namespace vod {

Result<PlannedWork> plan_output(const MediaMetadata& source, std::size_t index, const CoverWish& wish,
                                const PlanSettings& settings) {
  if (!source.has_video()) return error(ErrorCode::source_no_video);
  const auto& wanted = wish.wanted;
  const bool outside = wish.value < 0 || (wish.percent ? wish.value > 100 : wish.value > source.duration_s);
  if (outside && !is_still(source)) {
    return error(ErrorCode::input_time_offset, {},
                 fmt::format("The cover's position {}{} lies outside the media, which lasts {:.3f} s.", wish.value,
                             wish.percent ? " %" : " s", source.duration_s));
  }
  Stills stills;
  stills.times_s = {wish.percent ? source.duration_s * wish.value / 100 : wish.value};
  stills.picture = picture_of(wanted.picture, shown_size(source.video.front()));
  stills.format = wanted.format;
  stills.files = fmt::format("{0}/coverBySnapshot_{1}_{0}.{2}", index, wanted.definition, name_of(wanted.format));
  VOD_TRY(add_watermarks(stills, index, wish.watermarks));

  PlannedOutput output = {.index = index,
                          .kind = OutputKind::cover,
                          .definition = wanted.definition,
                          .file = stills.files,
                          .has_video = true,
                          .width = stills.picture.size.width,
                          .height = stills.picture.size.height};
  output.pictures = {.format = wanted.format, .times_s = stills.times_s, .watermarks = definitions_of(wish.watermarks)};
  return plan_stills(source, std::move(output), stills, settings);
}

}  // namespace vod
