#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "model/errors.h"
#include "pipeline/ffmpeg_arguments.h"
#include "pipeline/picture_size.h"
#include "pipeline/run_part.h"

namespace vod {
namespace {

std::string_view extension_of(std::string_view container) { return container == "hls" ? "m3u8" : container; }

// Codecs that the container holds in a form that players read.
bool can_hold(std::string_view container, std::string_view codec) {
  static constexpr auto in_mp4 = std::to_array<std::string_view>(
      {"h264", "hevc", "av1", "mpeg4", "vp9", "aac", "mp3", "ac3", "eac3", "opus", "flac", "alac"});
  static constexpr auto in_hls = std::to_array<std::string_view>({"h264", "hevc", "aac", "mp3", "ac3", "eac3"});
  if (container == "hls") return std::ranges::count(in_hls, codec) > 0;
  return std::ranges::count(in_mp4, codec) > 0;
}

Done check_copy(const MediaMetadata& source, const TranscodeTemplate& wanted) {
  const auto refused = [&](const std::string& codec) {
    return error(ErrorCode::source_unsupported, codec,
                 fmt::format("Template {} keeps the source's streams, but {} can't hold {}.", wanted.definition,
                             wanted.container, codec));
  };
  if (source.has_video() && !can_hold(wanted.container, source.video.front().codec))
    return refused(source.video.front().codec);
  if (source.has_audio() && !can_hold(wanted.container, source.audio.front().codec))
    return refused(source.audio.front().codec);
  return done();
}

Done check_source(const MediaMetadata& source, const TranscodeTemplate& wanted) {
  VOD_TRY(check_makeable(wanted));
  if (wanted.audio_only() && !source.has_audio()) return error(ErrorCode::source_no_audio);
  if (!wanted.audio_only() && (!source.has_video() || is_still(source))) return error(ErrorCode::source_no_video);
  if (wanted.video && wanted.video->fill == FillType::gauss) return error(ErrorCode::input_configuration_unsupported);
  return wanted.remux() ? check_copy(source, wanted) : done();
}

std::uint64_t largest_file(const MediaMetadata& source, const TranscodeTemplate& wanted, const PlannedOutput& output) {
  const bool bounded = output.has_video && !wanted.remux() && wanted.video->bitrate_kbps > 0;
  if (!bounded && output.has_video) return small_file_bytes + source.size_bytes * 4;
  const int kbps = (output.has_video ? wanted.video->bitrate_kbps : 0) +
                   (output.has_audio ? audio_bitrate_kbps(source, *wanted.audio) : 0);
  return small_file_bytes + static_cast<std::uint64_t>(source.duration_s * kbps * 125 * 3);
}

PlannedRun copying_run(const MediaMetadata& source, const TranscodeTemplate& wanted, PlannedOutput output,
                       const PlanSettings& settings) {
  PlannedRun run;
  run.argv = input_arguments(source, settings);
  add_copied_output(run.argv, source, wanted, output);
  run.duration_s = source.duration_s;
  run.limits = run_limits(source, source.duration_s, {}, largest_file(source, wanted, output));
  run.outputs.push_back(std::move(output));
  return run;
}

}  // namespace

Result<PlannedWork> plan_output(const MediaMetadata& source, std::size_t index, const TranscodeWish& wish,
                                const PlanSettings& settings) {
  const TranscodeTemplate& wanted = wish.wanted;
  VOD_TRY(check_source(source, wanted));
  PlannedOutput output = {.index = index,
                          .kind = OutputKind::transcode,
                          .definition = wanted.definition,
                          .file = fmt::format("{}/v.f{}.{}", index, wanted.definition, extension_of(wanted.container)),
                          .has_video = wanted.video.has_value(),
                          .has_audio = wanted.audio && source.has_audio(),
                          .duration_s = wanted.audio_only() ? source.audio_duration_s : source.video_duration_s};
  if (wanted.remux()) return PlannedWork(copying_run(source, wanted, std::move(output), settings));

  RunPart part;
  if (output.has_video) {
    Picture picture;
    picture.size = output_size(*wanted.video, shown_size(source.video.front()));
    picture.fps = wanted.video->fps;
    picture.fill = wanted.video->fill;
    picture.borders = wanted.video->width > 0 && wanted.video->height > 0;
    output.width = picture.size.width;
    output.height = picture.size.height;
    part.pictures.push_back(picture);
  }
  add_encoded_output(part.argv, source, wanted, output, output.has_video ? "{v0}" : "", settings);
  part.file_bytes = largest_file(source, wanted, output);
  part.output = std::move(output);
  return PlannedWork(std::move(part));
}

}  // namespace vod
