#include <fmt/format.h>

#include "model/errors.h"
#include "model/limits.h"
#include "pipeline/pictures/still_pictures.h"
#include "pipeline/run_part.h"

namespace vod {

Result<PlannedWork> plan_output(const MediaMetadata& source, std::size_t index, const SampleSnapshotsWish& wish,
                                const PlanSettings& settings) {
  if (!source.has_video()) return error(ErrorCode::source_no_video);
  const auto& wanted = wish.wanted;
  Stills stills;
  stills.times_s = sample_times(source, wanted.sample, wanted.interval);
  if (stills.times_s.size() > limits::pictures_max) {
    return error(ErrorCode::input_configuration_unsupported, {},
                 fmt::format("Template {} takes {} pictures of this media; the limit is {}.", wanted.definition,
                             stills.times_s.size(), limits::pictures_max));
  }
  if (stills.times_s.size() > 1) stills.interval_s = sample_interval_s(source, wanted.sample, wanted.interval);
  stills.picture = picture_of(wanted.picture, shown_size(source.video.front()));
  stills.format = wanted.format;
  stills.files = fmt::format("{}/sampleSnapshot_{}/%05d.{}", index, wanted.definition, name_of(wanted.format));
  VOD_TRY(add_watermarks(stills, index, wish.watermarks));

  PlannedOutput output = {
      .index = index,
      .kind = OutputKind::sample_snapshot,
      .definition = wanted.definition,
      .file = fmt::format("{}/sampleSnapshot_{}.{}", index, wanted.definition, name_of(wanted.format)),
      .has_video = true,
      .width = stills.picture.size.width,
      .height = stills.picture.size.height};
  output.pictures = {.format = wanted.format,
                     .times_s = stills.times_s,
                     .sample = wanted.sample,
                     .interval = wanted.interval,
                     .watermarks = definitions_of(wish.watermarks)};
  return plan_stills(source, std::move(output), stills, settings);
}

}  // namespace vod
