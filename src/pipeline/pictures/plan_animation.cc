#include <fmt/format.h>

#include <iterator>

#include "model/errors.h"
#include "model/limits.h"
#include "pipeline/ffmpeg_arguments.h"
#include "pipeline/overlays/drawing.h"
#include "pipeline/pictures/still_pictures.h"
#include "pipeline/run_part.h"

namespace vod {
namespace {

void append(std::vector<std::string>& argv, std::vector<std::string> more) {
  argv.insert(argv.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

}  // namespace

Result<PlannedWork> plan_output(const MediaMetadata& source, std::size_t index, const AnimatedGraphicsWish& wish,
                                const PlanSettings& settings) {
  if (!source.has_video() || is_still(source)) return error(ErrorCode::source_no_video);
  const auto& wanted = wish.wanted;
  VOD_TRY(const Clip clip, clip_of(wish.start_s, wish.end_s, source.duration_s));
  const double end_s = clip.end_s > 0 ? clip.end_s : source.duration_s;
  const auto& stream = source.video.front();
  Picture picture = picture_of(wanted.picture, shown_size(stream));
  // Each picture is the one shown at its time, the first at the start; FFmpeg's default is half a distance late.
  const Seek seek = seek_to(source, clip.start_s);
  const std::string skip = skip_filter(seek);
  picture.first = fmt::format("{}{}fps={}:start_time=0:round=up", skip, skip.empty() ? "" : ",", wanted.fps);

  // Two sub-tasks with one template take different stretches: the number of the sub-task tells their files apart.
  PlannedOutput output = {
      .index = index,
      .kind = OutputKind::animated_graphics,
      .definition = wanted.definition,
      .file = fmt::format("{0}/animatedGraphics_{1}_{0}.{2}", index, wanted.definition, name_of(wanted.format)),
      .has_video = true,
      .width = picture.size.width,
      .height = picture.size.height,
      .duration_s = end_s - clip.start_s};
  output.pictures = {.format = wanted.format, .start_s = clip.start_s, .end_s = end_s, .fps = wanted.fps};
  const std::string place = "{out}/" + output.file;
  const auto command = [&](std::vector<std::string> sources, const std::string& last,
                           std::vector<std::string> options) {
    Picture drawn = picture;
    drawn.last = last;
    auto argv = input_arguments(source, settings, Clip{seek.input_s, clip.end_s});
    append(argv, std::move(sources));
    append(argv, {"-filter_complex", filter_graph(stream, {drawn}), "-map", "[v0]", "-map_metadata", "-1"});
    append(argv, std::move(options));
    return argv;
  };

  PlannedRun run;
  run.duration_s = end_s - clip.start_s;
  run.limits = run_limits(source, run.duration_s, {picture}, limits::animated_bytes_max);
  if (wanted.format == PictureFormat::webp) {
    run.argv = command({}, "",
                       {"-c:v", "libwebp_anim", "-quality", std::to_string(wanted.quality), "-pix_fmt", "yuv420p",
                        "-loop", "0", "-f", "webp", place});
  } else {
    // The palette of the whole stretch is found first: in one go its pictures would all have to wait in memory.
    const std::string palette = fmt::format("{{out}}/{}/palette.png", index);
    run.argv = command({}, "palettegen=stats_mode=full",
                       {"-c:v", "png", "-frames:v", "1", "-f", "image2", "-update", "1", palette});
    output.then.push_back(command({"-f", "png_pipe", "-i", "file:" + palette},
                                  "null[a{n}];[a{n}][1:v]paletteuse=dither=sierra2_4a:diff_mode=rectangle",
                                  {"-c:v", "gif", "-loop", "0", "-f", "gif", place}));
  }
  run.outputs.push_back(std::move(output));
  return PlannedWork(std::move(run));
}

}  // namespace vod
