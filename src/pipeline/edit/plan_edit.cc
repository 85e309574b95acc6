#include "pipeline/edit/plan_edit.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include "model/errors.h"
#include "pipeline/edit/edit_arguments.h"
#include "pipeline/run_part.h"

namespace vod {
namespace {

// What mp4 and MPEG-TS hold so that every player reads it.
bool can_hold(std::string_view container, const MediaMetadata& source) {
  static constexpr auto pictures_in_mp4 = std::to_array<std::string_view>({"h264", "hevc", "av1"});
  static constexpr auto sounds = std::to_array<std::string_view>({"aac", "mp3"});
  if (source.has_audio() && std::ranges::count(sounds, source.audio.front().codec) == 0) return false;
  if (!source.has_video()) return true;
  const std::string& codec = source.video.front().codec;
  return container == "hls" ? codec == "h264" : std::ranges::count(pictures_in_mp4, codec) > 0;
}

VideoCodec codec_of(const MediaMetadata& source) {
  const std::string& codec = source.video.front().codec;
  return codec == "hevc" ? VideoCodec::h265 : codec == "av1" ? VideoCodec::av1 : VideoCodec::h264;
}

std::int64_t picture_bitrate(const MediaMetadata& source) {
  return source.has_video() && source.video.front().bitrate_bps > 0 ? source.video.front().bitrate_bps
                                                                    : source.bitrate_bps;
}

bool is_like(const MediaMetadata& source, const EditWish& wish) {
  if (wish.bitrate_kbps > 0 || wish.top_speed) return false;
  if (!source.has_video()) return true;
  const VideoStream& stream = source.video.front();
  if (wish.codec &&
      (*wish.codec != codec_of(source) || (codec_of(source) == VideoCodec::h264 && stream.codec != "h264")))
    return false;
  if (wish.fps > 0 && std::abs(wish.fps - stream.fps) > 0.01) return false;
  return (wish.width == 0 && wish.height == 0) || target_size(source, wish) == shown_size(stream);
}

// A player that is told once how to turn the picture, and how fast it moves, is told for all parts.
bool agree(const EditPart& one, const EditPart& other) {
  if (one.cuts->parameters != other.cuts->parameters) return false;
  return !one.source.has_video() || std::abs(one.source.video.front().fps - other.source.video.front().fps) < 0.01;
}

}  // namespace

std::string edit_file(const EditWish& wish) { return wish.container == "hls" ? "0/v.m3u8" : "0/v.mp4"; }

const EditPart& base_of(const std::vector<EditPart>& parts, EditBase base) {
  return *std::ranges::max_element(parts, {}, [&](const EditPart& part) -> std::int64_t {
    if (!part.source.has_video()) return -1;
    if (base == EditBase::highest_bitrate) return picture_bitrate(part.source);
    return shown_size(part.source.video.front()).pixels();
  });
}

PictureSize target_size(const MediaMetadata& base, const EditWish& wish) {
  VideoSettings wanted;
  wanted.width = wish.width;
  wanted.height = wish.height;
  wanted.adaptive = wish.adaptive;
  return output_size(wanted, shown_size(base.video.front()));
}

Done check_edit(const std::vector<EditPart>& parts) {
  for (const EditPart& part : parts) {
    if (is_still(part.source))
      return error(ErrorCode::source_no_video, {}, "A picture can't be cut or joined; it has no duration.");
    if (!part.source.has_video() && !part.source.has_audio()) return error(ErrorCode::source_no_video);
  }
  return done();
}

bool may_copy_edit(const std::vector<EditPart>& parts, const EditWish& wish) {
  // Other formats don't seek exactly enough for the list of several files.
  const bool is_joinable = parts.size() == 1 || std::ranges::all_of(parts, [](const EditPart& part) {
                             return part.source.container.starts_with("mov");
                           });
  return is_joinable && std::ranges::all_of(parts, [&](const EditPart& part) {
           const bool is_upright = !part.source.has_video() || part.source.video.front().rotate == 0;
           return part.cuts && part.cuts->on_keys() && agree(parts.front(), part) && is_upright &&
                  can_hold(wish.container, part.source) && is_like(part.source, wish);
         });
}

PlannedRun plan_copied_edit(const std::vector<EditPart>& parts, const EditWish& wish, IndexPlace place) {
  PlannedRun run;
  run.duration_s = edit_duration_s(parts);
  run.inputs = edit_sources(parts);
  std::uint64_t bytes = small_file_bytes;
  for (const EditPart& part : parts) bytes += part.source.size_bytes * 2;
  run.limits = run_limits(parts.front().source, run.duration_s, {}, bytes);
  add_copied_edit(run, parts, wish, place);
  return run;
}

PlannedRun plan_encoded_edit(const std::vector<EditPart>& parts, const EditWish& wish, const PlanSettings& settings) {
  const EditPart& base = base_of(parts, wish.base);
  PlannedRun run;
  run.duration_s = edit_duration_s(parts);
  run.inputs = edit_sources(parts);

  TranscodeTemplate wanted;
  wanted.container = wish.container;
  wanted.top_speed = wish.top_speed;
  wanted.top_speed_kbps_max = wish.top_speed_kbps_max;
  wanted.audio = AudioSettings{};
  wanted.audio->sample_rate_hz = 0;
  wanted.audio->channels = 0;
  std::vector<Picture> pictures;
  if (base.source.has_video()) {
    wanted.video = VideoSettings{};
    wanted.video->codec = wish.codec.value_or(codec_of(base.source));
    wanted.video->bitrate_kbps = wish.bitrate_kbps;
    Picture picture;
    picture.size = target_size(base.source, wish);
    pictures.push_back(picture);
  }
  // The largest picture counts for the memory; each further decoder takes some besides.
  constexpr std::uint64_t decoder_frames = 24;
  // An encoder that is left free stays below this.
  constexpr double bytes_per_second = 8e6;
  auto bytes = small_file_bytes + static_cast<std::uint64_t>(run.duration_s * bytes_per_second);
  std::uint64_t memory = 0;
  double work_s = 0;
  for (const EditPart& part : parts) {
    bytes += part.source.size_bytes;
    memory += static_cast<std::uint64_t>(part.source.width) * static_cast<std::uint64_t>(part.source.height) * 4 *
              decoder_frames;
    work_s += part.clip.end_s - part.clip.start_s + 1;
  }
  run.limits = run_limits(base.source, work_s, pictures, bytes);
  run.limits.memory_bytes += memory;
  // A thread that reads and one that decodes for each part.
  run.limits.processes += static_cast<std::uint32_t>(parts.size()) * 4;
  add_encoded_edit(run, parts, base, wish, wanted, settings);
  return run;
}

double edit_duration_s(const std::vector<EditPart>& parts) {
  double duration_s = 0;
  for (const EditPart& part : parts) duration_s += part.clip.end_s - part.clip.start_s;
  return duration_s;
}

}  // namespace vod
