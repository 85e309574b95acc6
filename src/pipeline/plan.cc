#include "pipeline/plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>

#include "model/limits.h"
#include "pipeline/allowed_media.h"
#include "pipeline/ffmpeg_arguments.h"
#include "pipeline/pictures/still_pictures.h"
#include "pipeline/run_part.h"

namespace vod {
namespace {

// Frames that a decoder, the filters and an encoder with its look-ahead hold per output, with some room.
constexpr std::uint64_t frames_held = 100;
constexpr double bytes_per_pixel = 1.5;
// Address space that FFmpeg takes before it holds any frame: libraries, thread stacks, arenas of the allocator.
constexpr std::uint64_t base_memory_bytes = 4ULL << 30;
constexpr std::int64_t base_wall_ms = 600'000;
// Slower than this is a stuck machine or a hostile file: seconds of work per second of media and picture.
constexpr std::int64_t wall_per_media = 60;
constexpr std::int64_t threads_assumed = 8;
constexpr std::int64_t silence_ms = 60'000;
// Rewriting a file for its index at the front makes no progress lines; a slow disk writes so many bytes a millisecond.
constexpr std::uint64_t slow_disk_bytes_per_ms = 20'000;

std::uint64_t memory_of(const RunPart& part) {
  std::uint64_t bytes = 0;
  for (const Picture& picture : part.pictures) bytes += picture_memory_bytes(picture);
  return bytes;
}

long largest_picture(const RunPart& part) {
  long pixels = 0;
  for (const Picture& picture : part.pictures) pixels = std::max(pixels, picture.size.pixels());
  return pixels;
}

// Splits what shares the decoding into groups of one run each.
std::vector<std::vector<RunPart>> groups_of(const MediaMetadata& source, std::vector<RunPart> parts) {
  const bool long_source = source.duration_s >= static_cast<double>(limits::grouped_source_s_max);
  std::vector<std::vector<RunPart>> groups;
  std::vector<std::uint64_t> memory_bytes;
  for (RunPart& part : parts) {
    std::size_t group = 0;
    const auto takes = [&](std::size_t number) {
      return !long_source && groups[number].front().clip == part.clip &&
             memory_bytes[number] + memory_of(part) <= limits::grouped_memory_bytes_max;
    };
    while (group < groups.size() && !takes(group)) ++group;
    if (group == groups.size()) {
      groups.emplace_back();
      memory_bytes.push_back(0);
    }
    memory_bytes[group] += memory_of(part);
    groups[group].push_back(std::move(part));
  }
  return groups;
}

struct Branch {
  std::size_t part = 0;
  std::size_t picture = 0;
};

// All pictures of a group, largest first: the cascade goes from large to small.
std::vector<Branch> branches_of(const std::vector<RunPart>& group) {
  std::vector<Branch> branches;
  for (std::size_t part = 0; part < group.size(); ++part) {
    for (std::size_t picture = 0; picture < group[part].pictures.size(); ++picture) branches.push_back({part, picture});
  }
  const auto picture_of = [&](const Branch& branch) -> const Picture& {
    return group[branch.part].pictures[branch.picture];
  };
  std::ranges::sort(branches, [&](const Branch& a, const Branch& b) {
    const auto pixels_a = picture_of(a).size.pixels();
    const auto pixels_b = picture_of(b).size.pixels();
    return pixels_a != pixels_b ? pixels_a > pixels_b : std::pair(a.part, a.picture) < std::pair(b.part, b.picture);
  });
  return branches;
}

// Adds the inputs beside the source, and tells the number of each part's first.
std::vector<std::size_t> add_sources(PlannedRun& run, const std::vector<RunPart>& group) {
  std::vector<std::size_t> first;
  std::size_t next = 1;
  for (const RunPart& part : group) {
    first.push_back(next);
    for (const auto& source : part.sources) run.argv.insert(run.argv.end(), source.begin(), source.end());
    next += part.sources.size();
  }
  return first;
}

void number_sources(Picture& picture, std::size_t first, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    const auto mark = fmt::format("{{x{}}}", i);
    const auto number = std::to_string(first + i);
    for (std::string* filters : {&picture.first, &picture.last}) {
      for (auto at = filters->find(mark); at != std::string::npos; at = filters->find(mark))
        filters->replace(at, mark.size(), number);
    }
  }
}

// Has an output's sound begin where the seek is to begin. Of several options for the filters of one stream the last
// counts.
void skip_sound(std::vector<std::string>& argv, const std::string& filter) {
  for (std::size_t i = 0; i + 1 < argv.size(); ++i) {
    if (argv[i] == "-af" || argv[i].starts_with("-filter:a:")) argv[i + 1].insert(0, filter + ",");
  }
  argv.insert(argv.begin(), {"-af", filter});
}

PlannedRun shared_run(const MediaMetadata& source, std::vector<RunPart> group, const PlanSettings& settings) {
  // Outputs stand in the order of the cascade; sound alone comes last.
  std::ranges::sort(group, [](const RunPart& a, const RunPart& b) {
    const auto pixels_a = largest_picture(a);
    const auto pixels_b = largest_picture(b);
    return pixels_a != pixels_b ? pixels_a > pixels_b : a.output.index < b.output.index;
  });
  PlannedRun run;
  const Clip clip = group.front().clip;
  // A source without pictures is found to the packet.
  const Seek seek = source.has_video() ? seek_to(source, clip.start_s) : Seek{.input_s = clip.start_s};
  run.argv = input_arguments(source, settings, Clip{seek.input_s, clip.end_s});
  run.duration_s = (clip.end_s > 0 ? clip.end_s : source.duration_s) - clip.start_s;
  const auto first_sources = add_sources(run, group);
  const auto branches = branches_of(group);
  std::vector<Picture> pictures;
  for (const Branch& branch : branches) {
    pictures.push_back(group[branch.part].pictures[branch.picture]);
    number_sources(pictures.back(), first_sources[branch.part], group[branch.part].sources.size());
  }
  if (!pictures.empty()) {
    run.argv.insert(run.argv.end(),
                    {"-filter_complex", filter_graph(source.video.front(), pictures, skip_filter(seek))});
  }
  std::uint64_t file_bytes = 0;
  std::uint64_t encoder_bytes = 0;
  for (std::size_t part = 0; part < group.size(); ++part) {
    if (seek.skip_s > 0 && group[part].output.has_audio) skip_sound(group[part].argv, sound_skip_filter(seek));
    for (std::string argument : group[part].argv) {
      for (std::size_t label = 0; label < branches.size(); ++label) {
        if (branches[label].part != part) continue;
        if (argument == fmt::format("{{v{}}}", branches[label].picture)) argument = fmt::format("[v{}]", label);
      }
      run.argv.push_back(std::move(argument));
    }
    std::ranges::move(group[part].inputs, std::back_inserter(run.inputs));
    file_bytes = std::max(file_bytes, group[part].file_bytes);
    encoder_bytes += group[part].encoder_bytes;
    run.outputs.push_back(std::move(group[part].output));
  }
  run.limits =
      run_limits(source, (run.duration_s + seek.skip_s) * static_cast<double>(group.size()), pictures, file_bytes);
  run.limits.memory_bytes += encoder_bytes;
  return run;
}

// Whether a wish has the whole source decoded, in a run that others can share.
bool decodes_all(const MediaMetadata& source, const OutputWish& wish) {
  if (source.duration_s >= static_cast<double>(limits::grouped_source_s_max)) return false;
  if (std::holds_alternative<AdaptiveWish>(wish.what)) return true;
  const auto* transcode = std::get_if<TranscodeWish>(&wish.what);
  return transcode != nullptr && transcode->wanted.video && !transcode->wanted.remux() && transcode->start_s == 0 &&
         transcode->end_s == 0;
}

}  // namespace

PictureSize shown_size(const VideoStream& stream) { return {stream.display_width(), stream.display_height()}; }

bool is_still(const MediaMetadata& source) { return is_picture_format(source.container) && source.container != "gif"; }

std::uint64_t picture_memory_bytes(const Picture& picture) {
  return static_cast<std::uint64_t>(static_cast<double>(picture.size.pixels()) * bytes_per_pixel) * frames_held;
}

ProcessLimits run_limits(const MediaMetadata& source, double duration_s, const std::vector<Picture>& pictures,
                         std::uint64_t file_bytes) {
  ProcessLimits limits;
  limits.memory_bytes = base_memory_bytes;
  if (source.has_video()) {
    const auto coded = static_cast<std::uint64_t>(source.width) * static_cast<std::uint64_t>(source.height);
    limits.memory_bytes += coded * 4 * frames_held;
  }
  for (const Picture& picture : pictures) limits.memory_bytes += 2 * picture_memory_bytes(picture);
  limits.file_bytes = file_bytes;
  limits.wall_ms = base_wall_ms + static_cast<std::int64_t>(std::ceil(duration_s)) * 1'000 * wall_per_media;
  limits.cpu_s = limits.wall_ms / 1'000 * threads_assumed;
  limits.silence_ms = silence_ms + static_cast<std::int64_t>(source.size_bytes / slow_disk_bytes_per_ms);
  return limits;
}

TaskPlan plan_task(const MediaMetadata& source, const std::vector<OutputWish>& wishes, const PlanSettings& settings) {
  TaskPlan plan;
  std::vector<RunPart> parts;
  PlanSettings known = settings;
  known.decodes_anyway = std::ranges::any_of(wishes, [&](const auto& wish) { return decodes_all(source, wish); });
  for (const auto& wish : wishes) {
    auto work = std::visit([&](const auto& what) { return plan_output(source, wish.index, what, known); }, wish.what);
    if (!work) {
      plan.refused.emplace_back(wish.index, work.error());
    } else if (auto* run = std::get_if<PlannedRun>(&work.value())) {
      plan.runs.push_back(std::move(*run));
    } else {
      parts.push_back(std::move(std::get<RunPart>(work.value())));
    }
  }
  for (auto& group : groups_of(source, std::move(parts))) {
    plan.runs.push_back(shared_run(source, std::move(group), settings));
  }
  return plan;
}

}  // namespace vod
