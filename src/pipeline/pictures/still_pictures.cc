#include "pipeline/pictures/still_pictures.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <string_view>
#include <utility>

#include "model/limits.h"
#include "pipeline/ffmpeg_arguments.h"
#include "pipeline/overlays/drawing.h"
#include "pipeline/picture_size.h"

namespace vod {
namespace {

// What one seek costs, as seconds of the source that are decoded in the same time: FFmpeg's start and half of a long
// distance between key frames; and the start alone, where the key frame will do.
constexpr double seek_costs_s = 8;
constexpr double key_frame_costs_s = 1.5;
// Frames that a player shows at a time may be stored as a little later: timestamps of some formats are milliseconds.
constexpr double timestamp_error_s = 0.002;
constexpr double milliseconds = 1'000;
// Between key frames there are mostly 2 to 10 s.
constexpr double key_frame_distance_s = 15;
// FFmpeg seeks 0.13 s ahead of a place, since frames may be coded out of order.
constexpr double index_begins_s = 0.2;

bool is_long(const MediaMetadata& source) {
  return source.duration_s >= static_cast<double>(limits::grouped_source_s_max);
}

double video_s(const MediaMetadata& source) {
  return source.video_duration_s > 0 ? source.video_duration_s : source.duration_s;
}

// A picture without loss that can't be made smaller is a little larger than its pixels.
std::uint64_t largest_file(const Stills& stills) {
  constexpr std::uint64_t bytes_per_pixel = 4;
  return small_file_bytes +
         static_cast<std::uint64_t>(std::max(stills.sheet_pixels, stills.picture.size.pixels())) * bytes_per_pixel;
}

bool seeks(const MediaMetadata& source, const Stills& stills, const PlanSettings& settings) {
  if (stills.interval_s <= 0) return true;
  if (settings.decodes_anyway) return false;
  const bool key_frames = stills.near_key_frames && is_long(source);
  return static_cast<double>(stills.times_s.size()) * (key_frames ? key_frame_costs_s : seek_costs_s) <
         source.duration_s;
}

std::string numbered(std::string pattern, std::size_t number) {
  const auto at = pattern.find("%05d");
  return at == std::string::npos ? pattern : pattern.replace(at, 4, fmt::format("{:05}", number));
}

// The sources are FFmpeg's inputs from number 1 on.
std::string still_graph(const MediaMetadata& source, const Stills& stills, const Seek& seek) {
  Picture picture = stills.picture;
  picture.first = skip_filter(seek);
  for (std::size_t i = 0; i < stills.sources.size(); ++i) {
    const std::string mark = fmt::format("{{x{}}}", i);
    for (auto at = picture.last.find(mark); at != std::string::npos; at = picture.last.find(mark))
      picture.last.replace(at, mark.size(), std::to_string(i + 1));
  }
  return filter_graph(source.video.front(), {picture});
}

std::vector<std::string> seeking_command(const MediaMetadata& source, const Stills& stills, std::size_t number,
                                         const PlanSettings& settings) {
  const bool key_frame = stills.near_key_frames && is_long(source);
  const double time_s = stills.times_s[number];
  Seek seek = seek_for(source, time_s);
  // Without an index the key frame that comes is a later one.
  if (key_frame) seek = {finds_key_frames(source) ? time_s : std::max(0.0, time_s - key_frame_distance_s / 2), 0};
  auto argv = input_arguments(source, settings, seek.input_s);
  if (key_frame) argv.insert(std::ranges::find(argv, "-i"), "-noaccurate_seek");
  for (const auto& other : stills.sources) argv.insert(argv.end(), other.begin(), other.end());
  argv.insert(argv.end(), {"-filter_complex", still_graph(source, stills, seek), "-map", "[v0]", "-frames:v", "1"});
  const auto output = still_arguments(stills.format, "{out}/" + numbered(stills.files, number));
  argv.insert(argv.end(), output.begin(), output.end());
  return argv;
}

PlannedRun seeking_run(const MediaMetadata& source, PlannedOutput output, const Stills& stills,
                       const PlanSettings& settings) {
  PlannedRun run;
  run.argv = seeking_command(source, stills, 0, settings);
  std::vector<std::vector<std::string>> then;
  for (std::size_t i = 1; i < stills.times_s.size(); ++i) then.push_back(seeking_command(source, stills, i, settings));
  std::ranges::move(output.then, std::back_inserter(then));
  output.then = std::move(then);
  run.inputs = stills.inputs;
  run.limits = run_limits(source, source.duration_s, {stills.picture}, largest_file(stills));
  run.outputs.push_back(std::move(output));
  return run;
}

// Each picture is the last one that is not after its time; what a source with inexact times lacks at its end is
// repeated.
RunPart sharing_part(PlannedOutput output, const Stills& stills) {
  RunPart part;
  part.output = std::move(output);
  Picture picture = stills.picture;
  picture.first = fmt::format("fps=1000/{}:start_time=0:round=up,tpad=stop=2:stop_mode=clone,trim=end_frame={}",
                              std::llround(stills.interval_s * milliseconds), stills.times_s.size());
  part.pictures.push_back(std::move(picture));
  part.argv = {"-map", "{v0}", "-fps_mode", "passthrough", "-start_number", "0"};
  const auto arguments = still_arguments(stills.format, "{out}/" + stills.files);
  part.argv.insert(part.argv.end(), arguments.begin(), arguments.end());
  part.inputs = stills.inputs;
  part.sources = stills.sources;
  part.file_bytes = largest_file(stills);
  return part;
}

}  // namespace

Done add_watermarks(Stills& stills, std::size_t index, const std::vector<WatermarkWish>& watermarks) {
  Drawing drawing(stills.picture.size, index, 0);
  for (const WatermarkWish& watermark : watermarks) {
    VOD_TRY(drawing.add(watermark));
  }
  stills.picture.last = drawing.filters();
  stills.inputs = drawing.inputs();
  stills.sources = drawing.sources();
  return done();
}

std::vector<std::int64_t> definitions_of(const std::vector<WatermarkWish>& watermarks) {
  std::vector<std::int64_t> definitions;
  for (const WatermarkWish& watermark : watermarks) definitions.push_back(watermark.wanted.definition);
  return definitions;
}

PlannedWork plan_stills(const MediaMetadata& source, PlannedOutput output, const Stills& stills,
                        const PlanSettings& settings) {
  if (seeks(source, stills, settings)) return seeking_run(source, std::move(output), stills, settings);
  return sharing_part(std::move(output), stills);
}

double sample_interval_s(const MediaMetadata& source, SampleType type, int interval) {
  const double seconds = type == SampleType::time ? interval : video_s(source) * interval / 100;
  return std::max(1.0, std::round(seconds * milliseconds)) / milliseconds;
}

std::vector<double> sample_times(const MediaMetadata& source, SampleType type, int interval) {
  if (is_still(source)) return {0};
  const double distance_s = sample_interval_s(source, type, interval);
  // Percents end before 100, seconds before the end.
  const double count = type == SampleType::percent ? 100.0 / std::max(1, interval) : video_s(source) / distance_s;
  std::vector<double> times;
  for (std::size_t i = 0; i == 0 || static_cast<double>(i) < count; ++i)
    times.push_back(static_cast<double>(i) * distance_s);
  return times;
}

Picture picture_of(const PictureSettings& wanted, PictureSize source) {
  int width = wanted.width;
  int height = wanted.height;
  if (wanted.adaptive && source.height > source.width) std::swap(width, height);
  Picture picture = {.size = source, .fill = wanted.fill};
  if (width > 0 && height > 0) {
    picture.size = {width, height};
    picture.borders = static_cast<long>(width) * source.height != static_cast<long>(height) * source.width;
  } else if (width > 0 || height > 0) {
    const double scale = std::min(
        1.0, width > 0 ? static_cast<double>(width) / source.width : static_cast<double>(height) / source.height);
    picture.size = {std::max(1, static_cast<int>(std::lround(source.width * scale))),
                    std::max(1, static_cast<int>(std::lround(source.height * scale)))};
  }
  return picture;
}

bool finds_key_frames(const MediaMetadata& source) {
  constexpr auto indexed = std::to_array<std::string_view>({"mov", "matroska", "avi", "flv"});
  return std::ranges::any_of(indexed, [&](std::string_view name) { return source.container.starts_with(name); });
}

bool is_before_index(const MediaMetadata& source, double place_s) {
  return source.container.starts_with("flv") && place_s < index_begins_s;
}

Seek seek_to(const MediaMetadata& source, double place_s) {
  const bool is_found = finds_key_frames(source) && !is_before_index(source, place_s);
  if (place_s <= 0 || is_found) return {place_s, 0};
  const double ahead_s = std::max(0.0, place_s - key_frame_distance_s);
  return {ahead_s, place_s - ahead_s};
}

Seek seek_for(const MediaMetadata& source, double time_s) {
  if (is_still(source)) return {};
  const double fps = source.video.front().fps;
  // The very end has no frame any more: stay two frames, and at least a fifth of a second, before it.
  const double last_s = video_s(source) - std::max(0.2, fps > 0 ? 2 / fps : 0.2);
  const double wanted_s = std::clamp(time_s, 0.0, std::max(0.0, last_s));
  if (fps <= 0) return seek_to(source, wanted_s);
  // FFmpeg begins with the first frame that is not before the place: that is the shown one when the place lies just
  // after the beginning of the frame before it.
  return seek_to(source, std::max(0.0, wanted_s - 1 / fps + std::min(timestamp_error_s, 0.25 / fps)));
}

std::string skip_filter(const Seek& seek) {
  if (seek.skip_s <= 0) return {};
  return fmt::format("trim=start={0:.3f},setpts=PTS-{0:.3f}/TB", seek.skip_s);
}

std::string sound_skip_filter(const Seek& seek) {
  if (seek.skip_s <= 0) return {};
  return fmt::format("atrim=start={0:.3f},asetpts=PTS-{0:.3f}/TB", seek.skip_s);
}

std::vector<std::string> still_arguments(PictureFormat format, const std::string& place) {
  std::vector<std::string> argv;
  if (format == PictureFormat::png) {
    argv = {"-c:v", "png", "-pix_fmt", "rgb24"};
  } else if (format == PictureFormat::webp) {
    argv = {"-c:v", "libwebp", "-quality", "85", "-pix_fmt", "yuv420p"};
  } else {
    argv = {"-c:v", "mjpeg", "-q:v", "2", "-pix_fmt", "yuvj420p"};
  }
  argv.insert(argv.end(), {"-map_metadata", "-1", "-f", "image2"});
  if (place.find("%05d") == std::string::npos) argv.insert(argv.end(), {"-update", "1"});
  argv.push_back(place);
  return argv;
}

}  // namespace vod
