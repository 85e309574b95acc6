#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "model/errors.h"
#include "pipeline/ffmpeg_arguments.h"
#include "pipeline/overlays/drawing.h"
#include "pipeline/picture_size.h"
#include "pipeline/run_part.h"
#include "pipeline/transcode/picture_encoder.h"

namespace vod {
namespace {

std::string_view extension_of(std::string_view container) { return container == "hls" ? "m3u8" : container; }

// Codecs that the container holds in a form that players read.
bool can_hold(const TranscodeTemplate& wanted, std::string_view codec) {
  static constexpr auto in_mp4 = std::to_array<std::string_view>(
      {"h264", "hevc", "av1", "mpeg4", "vp9", "aac", "mp3", "mp2", "ac3", "eac3", "opus", "flac", "alac"});
  static constexpr auto in_ts = std::to_array<std::string_view>({"h264", "hevc", "aac", "mp3", "mp2", "ac3", "eac3"});
  static constexpr auto in_flv = std::to_array<std::string_view>({"h264", "aac", "mp3"});
  if (wanted.container == "flv") return std::ranges::count(in_flv, codec) > 0;
  if (wanted.container == "hls" && !wanted.fmp4) return std::ranges::count(in_ts, codec) > 0;
  return std::ranges::count(in_mp4, codec) > 0;
}

std::string_view made_codec(VideoCodec codec) {
  return codec == VideoCodec::h265 ? "hevc" : codec == VideoCodec::av1 ? "av1" : "h264";
}
std::string_view made_codec(AudioCodec codec) { return codec == AudioCodec::aac ? "aac" : wire_name_of(codec); }

Done check_copy(const MediaMetadata& source, const TranscodeTemplate& wanted) {
  const auto refused = [&](const std::string& codec) {
    return error(ErrorCode::source_unsupported, codec,
                 fmt::format("Template {} keeps the source's streams, but {} can't hold {}.", wanted.definition,
                             wanted.container, codec));
  };
  if (source.has_video() && !can_hold(wanted, source.video.front().codec)) return refused(source.video.front().codec);
  if (source.has_audio() && !can_hold(wanted, source.audio.front().codec)) return refused(source.audio.front().codec);
  return done();
}

// What the encoders make for containers of pictures; containers of sound alone are refused by FFmpeg itself.
Done check_codecs(const TranscodeTemplate& wanted) {
  const bool for_pictures = wanted.container == "mp4" || wanted.container == "hls" || wanted.container == "flv";
  const auto refused = [&](std::string_view codec) {
    return error(
        ErrorCode::input_configuration_unsupported, std::to_string(wanted.definition),
        fmt::format("Template {} wants {} in {}, which can't hold it.", wanted.definition, codec, wanted.container));
  };
  if (!for_pictures && wanted.video) return refused("a picture");
  if (for_pictures && wanted.video && !can_hold(wanted, made_codec(wanted.video->codec)))
    return refused(made_codec(wanted.video->codec));
  if (for_pictures && wanted.audio && wanted.audio->codec != AudioCodec::mp3 &&
      !can_hold(wanted, made_codec(wanted.audio->codec)))
    return refused(made_codec(wanted.audio->codec));
  return done();
}

Done check_source(const MediaMetadata& source, const TranscodeWish& wish) {
  const TranscodeTemplate& wanted = wish.wanted;
  VOD_TRY(check_makeable(wanted));
  if (!wanted.video && !wanted.audio) return error(ErrorCode::input_configuration_unsupported);
  if (wanted.audio_only() && !source.has_audio()) return error(ErrorCode::source_no_audio);
  if (!wanted.audio_only() && (!source.has_video() || is_still(source))) return error(ErrorCode::source_no_video);
  if (!wanted.remux()) return check_codecs(wanted);
  if (!wish.watermarks.empty() || !wish.mosaics.empty() || !wish.subtitles.empty()) {
    return error(ErrorCode::input_configuration_unsupported, std::to_string(wanted.definition),
                 fmt::format("Template {} keeps the source's picture: nothing can be drawn on it.", wanted.definition));
  }
  return check_copy(source, wanted);
}

std::uint64_t largest_file(const MediaMetadata& source, const TranscodeTemplate& wanted, const PlannedOutput& output) {
  const bool bounded = output.has_video && !wanted.remux() && wanted.video->bitrate_kbps > 0 &&
                       wanted.video->crf == 0 && !wanted.top_speed;
  const int sound_kbps = output.has_audio ? audio_bitrate_kbps(source, *wanted.audio) : 0;
  const auto sound_bytes = static_cast<std::uint64_t>(source.duration_s * sound_kbps * 125 * 3);
  if (!bounded && output.has_video) return small_file_bytes + source.size_bytes * 4 + sound_bytes;
  const int picture_kbps = output.has_video ? wanted.video->bitrate_kbps : 0;
  return small_file_bytes + static_cast<std::uint64_t>(source.duration_s * picture_kbps * 125 * 3) + sound_bytes;
}

PlannedRun copying_run(const MediaMetadata& source, const TranscodeTemplate& wanted, PlannedOutput output,
                       const Clip& clip, const PlanSettings& settings) {
  PlannedRun run;
  run.argv = input_arguments(source, settings, clip);
  add_copied_output(run.argv, source, wanted, output);
  run.duration_s = output.duration_s;
  run.limits = run_limits(source, source.duration_s, {}, largest_file(source, wanted, output));
  // A copy begins at the key frame before its start and may lack what came before the cut.
  if (!(clip == Clip{})) output.duration_s = 0;
  run.outputs.push_back(std::move(output));
  return run;
}

Picture picture_of(const MediaMetadata& source, const VideoSettings& wanted) {
  Picture picture;
  picture.size = output_size(wanted, shown_size(source.video.front()));
  picture.fps = wanted.fps;
  picture.fill = wanted.fill;
  picture.borders = wanted.width > 0 && wanted.height > 0;
  picture.keep_hdr = keeps_hdr(source, wanted);
  return picture;
}

}  // namespace

Result<PlannedWork> plan_output(const MediaMetadata& source, std::size_t index, const TranscodeWish& wish,
                                const PlanSettings& settings) {
  const TranscodeTemplate& wanted = wish.wanted;
  VOD_TRY(check_source(source, wish));
  VOD_TRY(const Clip clip, clip_of(wish.start_s, wish.end_s, source.duration_s));
  const double whole_s = wanted.audio_only() ? source.audio_duration_s : source.video_duration_s;
  const double end_s = clip.end_s > 0 ? std::min(clip.end_s, whole_s) : whole_s;
  PlannedOutput output = {.index = index,
                          .kind = OutputKind::transcode,
                          .definition = wanted.definition,
                          .file = fmt::format("{}/v.f{}.{}", index, wanted.definition, extension_of(wanted.container)),
                          .has_video = wanted.video.has_value(),
                          .has_audio = wanted.audio && source.has_audio(),
                          .duration_s = std::max(0.0, end_s - clip.start_s)};
  if (wanted.remux()) return PlannedWork(copying_run(source, wanted, std::move(output), clip, settings));

  RunPart part;
  part.clip = clip;
  if (output.has_video) {
    Picture picture = picture_of(source, *wanted.video);
    Drawing drawing(picture.size, index, (clip.end_s > 0 ? clip.end_s : source.duration_s) - clip.start_s,
                    picture.keep_hdr);
    for (const auto& mosaic : wish.mosaics) {
      VOD_TRY(drawing.add(mosaic));
    }
    VOD_TRY(drawing.add(wish.subtitles, shown_size(source.video.front()), clip.start_s));
    for (const auto& watermark : wish.watermarks) {
      VOD_TRY(drawing.add(watermark));
    }
    drawing.put_over(picture);
    drawing.put_inputs(part);
    part.encoder_bytes = encoder_address_bytes(wanted.video->codec, picture.size);
    output.width = picture.size.width;
    output.height = picture.size.height;
    part.pictures.push_back(std::move(picture));
  }
  add_encoded_output(part.argv, source, wanted, output, output.has_video ? "{v0}" : "", settings);
  part.file_bytes = largest_file(source, wanted, output);
  part.output = std::move(output);
  return PlannedWork(std::move(part));
}

}  // namespace vod
