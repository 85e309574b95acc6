#include "pipeline/compose/compose_plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <set>
#include <utility>

#include "model/errors.h"
#include "model/limits.h"
#include "pipeline/compose/compose_cuts.h"
#include "pipeline/compose/compose_graph.h"
#include "pipeline/compose/compose_mix.h"
#include "pipeline/probe.h"
#include "pipeline/run_part.h"

namespace vod {
namespace {

constexpr int crf = 23;
constexpr int key_frame_s = 5;
constexpr int default_audio_kbps = 128;
// Pictures without a word about their colours: players take those that are higher than this for BT.709.
constexpr int standard_height = 576;
// Few decoders may have the machine's threads; many share it.
constexpr std::size_t threaded_inputs_max = 4;
constexpr int threads_of_many = 2;
constexpr std::uint64_t base_memory_bytes = 4ULL << 30;
constexpr std::int64_t base_wall_ms = 600'000;
constexpr std::int64_t wall_per_media = 120;
constexpr std::int64_t threads_assumed = 8;
constexpr std::int64_t silence_ms = 120'000;
// A transition by an expression, for each pixel: on a machine that is slow and busy.
constexpr double expression_us = 12;
constexpr std::uint64_t result_bytes_per_s = 20'000'000;
constexpr std::uint64_t result_bytes_min = 1ULL << 30;

using Argv = std::vector<std::string>;
void add(Argv& argv, std::initializer_list<std::string> more) { argv.insert(argv.end(), more); }

/// Puts runs together for one composition.
class Planner {
 public:
  Planner(const Composition& composition, const Scene& scene, std::span<const ComposeSource> sources,
          std::span<const MediaMetadata> found, std::filesystem::path pieces, const PlanSettings& settings)
      : composition_(composition),
        scene_(scene),
        sources_(sources),
        found_(found),
        pieces_(std::move(pieces)),
        settings_(settings) {}

  Result<ComposePlan> plan() {
    plan_.file = "result." + composition_.container;
    std::vector<FrameSpan> spans;
    if (scene_.has_video) {
      VOD_TRY(spans, cut_scene(scene_, found_));
    }
    if (spans.size() > 1) {
      for (const FrameSpan& span : spans) add_picture_piece(span);
    }
    const auto groups = group_sounds(scene_.sounds);
    ComposeGraph graph;
    if (spans.size() == 1) add_pictures(graph, scene_, found_, spans.front());
    const bool mixes_groups = groups.size() > 1;
    if (mixes_groups) {
      for (const auto& group : groups) add_sound_piece(group);
    }
    MixSpan mix{0, scene_.duration_s, composition_.sample_rate_hz, composition_.channels, Limiter::if_needed};
    if (mixes_groups) {
      // Their levels add up inside of groups and between them.
      mix.limiter = Limiter::always;
      add_mix(graph, mixed_, all_found(), mix);
    } else if (!groups.empty()) {
      add_mix(graph, groups.front(), found_, mix);
    }
    plan_last(graph, spans);
    return std::move(plan_);
  }

 private:
  // The sources, then the pieces of sound.
  std::vector<MediaMetadata> all_found() const {
    std::vector<MediaMetadata> all(found_.begin(), found_.end());
    MediaMetadata piece;
    piece.container = "w64";
    piece.audio.emplace_back();
    piece.audio.back().channels = composition_.channels;
    all.resize(found_.size() + mixed_.size(), piece);
    return all;
  }
  bool is_piece(const ComposeInput& input) const { return input.source >= found_.size(); }
  static std::string sound_piece(std::size_t number) { return fmt::format("s{:05}.w64", number); }

  void add_picture_piece(const FrameSpan& span) {
    ComposeGraph graph;
    add_pictures(graph, scene_, found_, span);
    ComposePiece piece;
    piece.file = fmt::format("v{:05}.mov", plan_.pieces.size());
    piece.run = run_of(graph, static_cast<double>(span.frames()) / scene_.rate.fps());
    piece.run.limits.memory_bytes += 2 * picture_memory_bytes(scene_, found_, span);
    add_picture(piece.run.argv);
    add(piece.run.argv, {"-video_track_timescale", timescale(), "-f", "mov", "{out}/" + piece.file});
    plan_.list += plan_.list.empty() ? "ffconcat version 1.0\n" : "";
    plan_.list += "file " + piece.file + "\n" + fmt::format("duration {:.6f}\n", piece.run.duration_s);
    plan_.pieces.push_back(std::move(piece));
  }

  // Mixed in floating point, without the limiter: what is too loud is seen to at the end.
  void add_sound_piece(const std::vector<Sound>& group) {
    Sound whole{.source = found_.size() + mixed_.size(), .start_s = group.front().start_s};
    double end_s = 0;
    for (const Sound& sound : group) end_s = std::max(end_s, sound.end_s());
    whole.length_s = end_s - whole.start_s;
    ComposeGraph graph;
    add_mix(graph, group, found_,
            {whole.start_s, whole.length_s, composition_.sample_rate_hz, composition_.channels, Limiter::never});
    ComposePiece piece;
    piece.file = sound_piece(mixed_.size());
    piece.run = run_of(graph, whole.length_s);
    add(piece.run.argv, {"-map", "[a]", "-c:a", "pcm_f32le", "-f", "w64", "{out}/" + piece.file});
    mixed_.push_back(whole);
    plan_.pieces.push_back(std::move(piece));
  }

  void plan_last(const ComposeGraph& graph, const std::vector<FrameSpan>& spans) {
    PlannedRun& run = plan_.last;
    run = run_of(graph, scene_.duration_s, spans.size() > 1);
    if (spans.size() == 1) {
      run.limits.memory_bytes += 2 * picture_memory_bytes(scene_, found_, spans.front());
      add_picture(run.argv);
    } else if (!spans.empty()) {
      add(run.argv, {"-map", std::to_string(graph.inputs.size()) + ":v:0", "-c:v", "copy"});
    }
    if (!scene_.sounds.empty()) add_sound(run.argv);
    if (!plan_.pieces.empty()) run.inputs.push_back({"pieces", pieces_});
    add(run.argv, {"-map_metadata", "-1", "-map_chapters", "-1"});
    if (composition_.container == "mp4") {
      if (scene_.has_video) add(run.argv, {"-video_track_timescale", timescale()});
      add(run.argv, {"-movflags", "+faststart"});
    }
    add(run.argv, {"-f", composition_.container, "{out}/" + plan_.file});
  }

  // Inputs and graph of a run; outputs are to follow. The list of pieces, where it joins them, is the last input.
  PlannedRun run_of(const ComposeGraph& graph, double duration_s, bool joins = false) const {
    PlannedRun run;
    run.argv = {"ffmpeg", "-hide_banner", "-nostdin", "-nostats",      "-v", "error",
                "-y",     "-progress",    "pipe:1",   "-stats_period", "0.5"};
    std::set<std::size_t> used;
    for (const ComposeInput& input : graph.inputs) {
      add_input(run.argv, input, graph.inputs.size());
      if (!is_piece(input)) used.insert(input.source);
    }
    for (const std::size_t source : used) {
      run.inputs.push_back({fmt::format("s{}", source), sources_[source].file});
    }
    if (joins) {
      // A list that the server wrote, of files that its own runs made.
      add(run.argv, {"-protocol_whitelist", "file", "-format_whitelist", "concat,mov", "-f", "concat", "-i",
                     "file:{in:pieces}/list"});
    }
    if (!graph.text.empty()) {
      run.inputs.push_back({"graph", graph.text});
      add(run.argv, {"-filter_complex_script", "{in:graph}"});
    }
    run.duration_s = duration_s;
    run.limits = limits_of(duration_s, graph.inputs.size());
    return run;
  }

  // How many pictures are drawn by expressions, pixel by pixel.
  std::int64_t expression_frames() const {
    std::int64_t frames = 0;
    for (const Strip& strip : scene_.strips) {
      for (const Passage& passage : strip.passages) frames += passage.row->expression.empty() ? 0 : passage.frames;
    }
    return frames;
  }

  void add_input(Argv& argv, const ComposeInput& input, std::size_t inputs) const {
    auto guards = guarded_input_options();
    argv.insert(argv.end(), std::make_move_iterator(guards.begin()), std::make_move_iterator(guards.end()));
    const int threads = inputs > threaded_inputs_max ? threads_of_many : settings_.threads;
    if (threads > 0) add(argv, {"-threads", std::to_string(threads)});
    if (is_piece(input)) {
      add(argv, {"-f", "w64", "-i", "file:{in:pieces}/" + sound_piece(input.source - found_.size())});
      return;
    }
    const MediaMetadata& source = found_[input.source];
    add(argv, {"-f", source.container.substr(0, source.container.find(','))});
    add(argv, {input.is_sound ? "-vn" : "-an"});
    if (!input.is_sound && !is_still(source) && source.height > standard_height) add(argv, {"-colorspace", "bt709"});
    if (input.repeats) add(argv, {"-stream_loop", "-1"});
    if (input.seek_s > 0) add(argv, {"-ss", fmt::format("{:.6f}", input.seek_s)});
    if (input.take_s > 0) add(argv, {"-t", fmt::format("{:.6f}", input.take_s)});
    add(argv, {"-i", fmt::format("file:{{in:s{}}}", input.source)});
  }

  // Exact for every frame.
  std::string timescale() const {
    std::int64_t ticks = scene_.rate.frames;
    while (ticks < 10'000) ticks *= 2;
    return std::to_string(ticks);
  }

  void add_picture(Argv& argv) const {
    add(argv, {"-map", "[v]", "-c:v", "libx264", "-preset", settings_.speed, "-pix_fmt", "yuv420p"});
    if (settings_.threads > 0) add(argv, {"-threads:v", std::to_string(settings_.threads)});
    add(argv, {"-crf", std::to_string(crf), "-g", std::to_string(std::lround(scene_.rate.fps() * key_frame_s)),
               "-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709", "-color_range", "tv"});
  }

  void add_sound(Argv& argv) const {
    const int kbps = composition_.audio_kbps > 0 ? composition_.audio_kbps : default_audio_kbps;
    add(argv, {"-map", "[a]", "-c:a", composition_.container == "mp3" ? "libmp3lame" : "aac", "-b:a",
               std::to_string(kbps) + "k"});
  }

  ProcessLimits limits_of(double duration_s, std::size_t inputs) const {
    ProcessLimits limits;
    limits.memory_bytes = base_memory_bytes;
    limits.file_bytes =
        std::max(result_bytes_min, static_cast<std::uint64_t>(std::ceil(duration_s)) * result_bytes_per_s);
    const auto frame_ms =
        static_cast<std::int64_t>(static_cast<double>(scene_.canvas.pixels()) * expression_us / 1'000);
    limits.wall_ms = base_wall_ms + static_cast<std::int64_t>(std::ceil(duration_s)) * 1'000 * wall_per_media +
                     expression_frames() * frame_ms;
    limits.cpu_s = limits.wall_ms / 1'000 * threads_assumed;
    limits.silence_ms = silence_ms + frame_ms;
    limits.processes += static_cast<std::uint32_t>(inputs) * (threads_of_many + 1);
    return limits;
  }

  const Composition& composition_;
  const Scene& scene_;
  const std::span<const ComposeSource> sources_;
  const std::span<const MediaMetadata> found_;
  const std::filesystem::path pieces_;
  const PlanSettings& settings_;
  ComposePlan plan_;
  // The pieces of sound, as the last run mixes them.
  std::vector<Sound> mixed_;
};

}  // namespace

Result<ComposePlan> plan_composition(const Composition& composition, std::span<const ComposeSource> sources,
                                     const std::filesystem::path& pieces, const PlanSettings& settings) {
  std::vector<MediaMetadata> found;
  for (const ComposeSource& source : sources) found.push_back(source.metadata);
  VOD_TRY(const auto scene, scene_of(composition, found));
  if (!scene.has_video && scene.sounds.empty()) {
    return error(ErrorCode::source_no_audio, "Tracks", "Tracks: none of the items has sound that is to be heard.");
  }
  return Planner(composition, scene, sources, found, pieces, settings).plan();
}

}  // namespace vod
