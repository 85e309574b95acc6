#include <fmt/format.h>

#include <algorithm>

#include "model/errors.h"
#include "model/limits.h"
#include "pipeline/pictures/still_pictures.h"
#include "pipeline/run_part.h"

namespace vod {
namespace {

Done check_sheets(const ImageSpriteTemplate& wanted, PictureSize small, std::size_t count) {
  const auto refused = [&](const std::string& why) {
    return error(ErrorCode::input_configuration_unsupported, {},
                 fmt::format("Template {}: {}", wanted.definition, why));
  };
  const long width = static_cast<long>(small.width) * wanted.columns;
  const long height = static_cast<long>(small.height) * wanted.rows;
  if (std::max(width, height) > limits::sheet_side_pixels_max) {
    return refused(fmt::format("{} x {} pictures of {} x {} make a sheet of {} x {}; a side may have {} pixels.",
                               wanted.columns, wanted.rows, small.width, small.height, width, height,
                               limits::sheet_side_pixels_max));
  }
  if (count > limits::small_pictures_max) {
    return refused(
        fmt::format("it takes {} pictures of this media; the limit is {}.", count, limits::small_pictures_max));
  }
  return done();
}

// Lays the small pictures on sheets, row by row; places that are left over on the last one are black.
std::vector<std::string> tiling_command(const ImageSpriteTemplate& wanted, const std::string& cells,
                                        const std::string& sheets) {
  std::vector<std::string> argv = {"ffmpeg",
                                   "-hide_banner",
                                   "-nostdin",
                                   "-nostats",
                                   "-v",
                                   "error",
                                   "-y",
                                   "-progress",
                                   "pipe:1",
                                   "-stats_period",
                                   "0.5",
                                   "-protocol_whitelist",
                                   "file",
                                   "-f",
                                   "image2",
                                   "-c:v",
                                   "png",
                                   "-framerate",
                                   "1",
                                   "-start_number",
                                   "0",
                                   "-i",
                                   "{out}/" + cells,
                                   "-vf",
                                   fmt::format("tile={}x{}", wanted.columns, wanted.rows),
                                   "-fps_mode",
                                   "passthrough",
                                   "-start_number",
                                   "0"};
  const auto output = still_arguments(wanted.format, "{out}/" + sheets);
  argv.insert(argv.end(), output.begin(), output.end());
  return argv;
}

}  // namespace

Result<PlannedWork> plan_output(const MediaMetadata& source, std::size_t index, const ImageSpriteWish& wish,
                                const PlanSettings& settings) {
  if (!source.has_video() || is_still(source)) return error(ErrorCode::source_no_video);
  const auto& wanted = wish.wanted;
  Stills stills;
  stills.times_s = sample_times(source, wanted.sample, wanted.interval);
  if (stills.times_s.size() > 1) stills.interval_s = sample_interval_s(source, wanted.sample, wanted.interval);
  stills.picture = picture_of(wanted.picture, shown_size(source.video.front()));
  const PictureSize small = stills.picture.size;
  VOD_TRY(check_sheets(wanted, small, stills.times_s.size()));
  // Small pictures are kept without loss until they stand on their sheets. They lie where nobody takes them along.
  stills.format = PictureFormat::png;
  stills.files = fmt::format("{}/%05d.png", index);
  stills.near_key_frames = true;
  stills.sheet_pixels = small.pixels() * wanted.columns * wanted.rows;

  const std::string stem = fmt::format("{}/imageSprite_{}", index, wanted.definition);
  PlannedOutput output = {.index = index,
                          .kind = OutputKind::image_sprite,
                          .definition = wanted.definition,
                          .file = stem + ".vtt",
                          .has_video = true,
                          .width = small.width,
                          .height = small.height};
  output.pictures = {.format = wanted.format,
                     .times_s = stills.times_s,
                     .sample = wanted.sample,
                     .interval = wanted.interval,
                     .rows = wanted.rows,
                     .columns = wanted.columns,
                     .end_s = source.duration_s};
  output.then.push_back(tiling_command(wanted, stills.files, fmt::format("{}/%05d.{}", stem, name_of(wanted.format))));
  return plan_stills(source, std::move(output), stills, settings);
}

}  // namespace vod
