#include "pipeline/plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "model/errors.h"
#include "model/limits.h"
#include "pipeline/allowed_media.h"
#include "pipeline/ffmpeg_arguments.h"
#include "pipeline/filter_graph.h"

namespace vod {
namespace {

// Frames that a decoder, the filters and an encoder with its look-ahead hold per output, with some room.
constexpr std::uint64_t frames_held = 100;
constexpr double bytes_per_pixel = 1.5;
// Address space that FFmpeg takes before it holds any frame: libraries, thread stacks, arenas of the allocator.
constexpr std::uint64_t base_memory_bytes = 4ULL << 30;
constexpr std::int64_t base_wall_ms = 600'000;
// Slower than this is a stuck machine or a hostile file: seconds of work per second of media and output.
constexpr std::int64_t wall_per_media = 60;
constexpr std::int64_t threads_assumed = 8;
constexpr std::int64_t silence_ms = 60'000;
// Rewriting a file for its index at the front makes no progress lines; a slow disk writes so many bytes a millisecond.
constexpr std::uint64_t slow_disk_bytes_per_ms = 20'000;
constexpr std::uint64_t base_file_bytes = 64ULL << 20;

/// One wish that can be done, with all that is known of its output.
struct Item {
  const TranscodeTemplate* wanted = nullptr;
  const CoverWish* cover = nullptr;
  PlannedOutput output;
  Picture picture;

  bool encodes_picture() const { return wanted != nullptr && output.has_video && !wanted->remux(); }
  std::uint64_t memory_bytes() const {
    return static_cast<std::uint64_t>(static_cast<double>(picture.size.pixels()) * bytes_per_pixel) * frames_held;
  }
};

PictureSize shown_size(const VideoStream& stream) { return {stream.display_width(), stream.display_height()}; }

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

bool is_still(const MediaMetadata& source) { return is_picture_format(source.container) && source.container != "gif"; }

Result<Item> transcode_item(const MediaMetadata& source, std::size_t index, const TranscodeTemplate& wanted) {
  VOD_TRY(check_makeable(wanted));
  if (wanted.audio_only() && !source.has_audio()) return error(ErrorCode::source_no_audio);
  if (!wanted.audio_only() && (!source.has_video() || is_still(source))) return error(ErrorCode::source_no_video);
  if (wanted.remux()) {
    VOD_TRY(check_copy(source, wanted));
  }
  Item item;
  item.wanted = &wanted;
  item.output = {.index = index,
                 .kind = OutputKind::transcode,
                 .definition = wanted.definition,
                 .file = fmt::format("{}/v.f{}.{}", index, wanted.definition, extension_of(wanted.container)),
                 .has_video = wanted.video.has_value(),
                 .has_audio = wanted.audio && source.has_audio(),
                 .duration_s = wanted.audio_only() ? source.audio_duration_s : source.video_duration_s};
  if (item.encodes_picture()) {
    if (wanted.video->fill == FillType::gauss) return error(ErrorCode::input_configuration_unsupported);
    item.picture.size = output_size(*wanted.video, shown_size(source.video.front()));
    item.picture.fps = wanted.video->fps;
    item.picture.fill = wanted.video->fill;
    item.picture.borders = wanted.video->width > 0 && wanted.video->height > 0;
    item.output.width = item.picture.size.width;
    item.output.height = item.picture.size.height;
  }
  return item;
}

Result<Item> cover_item(const MediaMetadata& source, std::size_t index, const CoverWish& wish) {
  if (!source.has_video()) return error(ErrorCode::source_no_video);
  const bool outside = wish.value < 0 || (wish.percent ? wish.value > 100 : wish.value > source.duration_s);
  if (outside && !is_still(source)) {
    return error(ErrorCode::input_time_offset, {},
                 fmt::format("The cover's position {}{} lies outside the media, which lasts {:.3f} s.", wish.value,
                             wish.percent ? " %" : " s", source.duration_s));
  }
  const auto size = shown_size(source.video.front());
  Item item;
  item.cover = &wish;
  item.output = {.index = index,
                 .kind = OutputKind::cover,
                 .definition = wish.wanted.definition,
                 .file = fmt::format("{0}/coverBySnapshot_{1}_{0}.jpg", index, wish.wanted.definition),
                 .has_video = true,
                 .width = size.width,
                 .height = size.height};
  item.picture.size = size;
  return item;
}

std::uint64_t largest_file(const MediaMetadata& source, const Item& item) {
  if (item.cover != nullptr) return base_file_bytes;
  const bool bounded = item.encodes_picture() && item.wanted->video->bitrate_kbps > 0;
  if (!bounded && item.output.has_video) return base_file_bytes + source.size_bytes * 4;
  const int kbps = (item.output.has_video ? item.wanted->video->bitrate_kbps : 0) +
                   (item.output.has_audio ? audio_bitrate_kbps(source, *item.wanted->audio) : 0);
  return base_file_bytes + static_cast<std::uint64_t>(source.duration_s * kbps * 125 * 3);
}

ProcessLimits limits_of(const MediaMetadata& source, const std::vector<Item>& items) {
  ProcessLimits limits;
  limits.memory_bytes = base_memory_bytes;
  if (source.has_video()) {
    const auto coded = static_cast<std::uint64_t>(source.width) * static_cast<std::uint64_t>(source.height);
    limits.memory_bytes += coded * 4 * frames_held;
  }
  for (const auto& item : items) {
    limits.memory_bytes += 2 * item.memory_bytes();
    limits.file_bytes = std::max(limits.file_bytes, largest_file(source, item));
  }
  const auto media_s = static_cast<std::int64_t>(std::ceil(source.duration_s));
  limits.wall_ms = base_wall_ms + media_s * 1'000 * wall_per_media * static_cast<std::int64_t>(items.size());
  limits.cpu_s = limits.wall_ms / 1'000 * threads_assumed;
  limits.silence_ms = silence_ms + static_cast<std::int64_t>(source.size_bytes / slow_disk_bytes_per_ms);
  return limits;
}

PlannedRun run_of(const MediaMetadata& source, const std::vector<Item>& items, std::vector<std::string> argv) {
  PlannedRun run;
  run.argv = std::move(argv);
  run.limits = limits_of(source, items);
  run.duration_s = source.duration_s;
  for (const auto& item : items) run.outputs.push_back(item.output);
  return run;
}

PlannedRun encoding_run(const MediaMetadata& source, std::vector<Item> items, const PlanSettings& settings) {
  // The cascade goes from large to small; sound alone comes last.
  std::ranges::sort(items, [](const Item& a, const Item& b) {
    const auto pixels_a = a.picture.size.pixels();
    const auto pixels_b = b.picture.size.pixels();
    return pixels_a != pixels_b ? pixels_a > pixels_b : a.output.index < b.output.index;
  });
  auto argv = input_arguments(source, settings);
  std::vector<Picture> pictures;
  for (const auto& item : items) {
    if (item.encodes_picture()) pictures.push_back(item.picture);
  }
  if (!pictures.empty()) argv.insert(argv.end(), {"-filter_complex", filter_graph(source.video.front(), pictures)});
  for (std::size_t i = 0; i < items.size(); ++i) {
    const std::string label = items[i].encodes_picture() ? fmt::format("[v{}]", i) : "";
    add_encoded_output(argv, source, *items[i].wanted, items[i].output, label, settings);
  }
  return run_of(source, items, std::move(argv));
}

PlannedRun copying_run(const MediaMetadata& source, const Item& item, const PlanSettings& settings) {
  auto argv = input_arguments(source, settings);
  add_copied_output(argv, source, *item.wanted, item.output);
  return run_of(source, {item}, std::move(argv));
}

PlannedRun cover_run(const MediaMetadata& source, const Item& item, const PlanSettings& settings) {
  // The very end has no frame any more: stay two frames, and at least a fifth of a second, before it.
  const auto& stream = source.video.front();
  const double wanted_s = item.cover->percent ? source.duration_s * item.cover->value / 100 : item.cover->value;
  const double last_s = source.video_duration_s - std::max(0.2, stream.fps > 0 ? 2 / stream.fps : 0.2);
  auto argv =
      input_arguments(source, settings, is_still(source) ? 0 : std::clamp(wanted_s, 0.0, std::max(0.0, last_s)));
  argv.insert(argv.end(), {"-map", fmt::format("0:{}", stream.index), "-an", "-frames:v", "1", "-vf",
                           still_filter(stream, item.picture.size), "-c:v", "mjpeg", "-q:v", "2", "-map_metadata", "-1",
                           "-f", "image2", "-update", "1", "{out}/" + item.output.file});
  return run_of(source, {item}, std::move(argv));
}

// Splits what is to be encoded into groups of one run each.
std::vector<std::vector<Item>> groups_of(const MediaMetadata& source, const std::vector<Item>& items) {
  const bool long_source = source.duration_s >= static_cast<double>(limits::grouped_source_s_max);
  std::vector<std::vector<Item>> groups;
  std::uint64_t memory_bytes = 0;
  for (const auto& item : items) {
    memory_bytes += item.memory_bytes();
    // A picture with borders is no base for a smaller one.
    const bool alone = item.picture.borders || (!groups.empty() && groups.back().front().picture.borders);
    if (groups.empty() || alone || long_source || memory_bytes > limits::grouped_memory_bytes_max) {
      groups.emplace_back();
      memory_bytes = item.memory_bytes();
    }
    groups.back().push_back(item);
  }
  return groups;
}

Result<Item> item_of(const MediaMetadata& source, const OutputWish& wish) {
  if (const auto* wanted = std::get_if<TranscodeTemplate>(&wish.what))
    return transcode_item(source, wish.index, *wanted);
  return cover_item(source, wish.index, std::get<CoverWish>(wish.what));
}

}  // namespace

TaskPlan plan_task(const MediaMetadata& source, const std::vector<OutputWish>& wishes, const PlanSettings& settings) {
  TaskPlan plan;
  std::vector<Item> encoded;
  for (const auto& wish : wishes) {
    auto item = item_of(source, wish);
    if (!item) {
      plan.refused.emplace_back(wish.index, item.error());
    } else if (item.value().cover != nullptr) {
      plan.runs.push_back(cover_run(source, item.value(), settings));
    } else if (item.value().wanted->remux()) {
      plan.runs.push_back(copying_run(source, item.value(), settings));
    } else {
      encoded.push_back(std::move(item.value()));
    }
  }
  for (auto& group : groups_of(source, encoded)) plan.runs.push_back(encoding_run(source, std::move(group), settings));
  return plan;
}

}  // namespace vod
