#include "pipeline/edit/edit_arguments.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

#include "pipeline/channel_mix.h"
#include "pipeline/edit/index_room.h"
#include "pipeline/ffmpeg_arguments.h"
#include "pipeline/probe.h"

namespace vod {
namespace {

// Key frames are found by seeking to just after them.
constexpr double seek_slack_s = 0.000002;
// Half a packet of sound: one whose middle lies before a cut is left out.
constexpr double half_packet_s = 0.0116;
// In the list of sounds each part has this much room of its own, so that packets that a seek gives too early are told
// from those of the part before. Longer than any part.
constexpr double room_s = 100'000;

void add(std::vector<std::string>& argv, std::initializer_list<std::string> more) { argv.insert(argv.end(), more); }

void add_guards(std::vector<std::string>& argv, bool is_list) {
  bool is_formats = false;
  for (std::string& option : guarded_input_options()) {
    // Only our own lists are read by the concat demuxer; what they name was probed and is no list.
    argv.push_back(is_formats && is_list ? "concat," + option : option);
    is_formats = option == "-format_whitelist";
  }
}

std::vector<std::string> head(const PlanSettings& settings) {
  std::vector<std::string> argv = {"ffmpeg", "-hide_banner", "-nostdin", "-nostats",      "-v", "error",
                                   "-y",     "-progress",    "pipe:1",   "-stats_period", "0.5"};
  if (settings.threads > 0) add(argv, {"-filter_complex_threads", std::to_string(settings.threads)});
  return argv;
}

std::string source_name(const std::vector<EditPart>& parts, std::size_t part) {
  const auto first = std::ranges::find(parts, parts[part].file, &EditPart::file);
  return fmt::format("s{}", first - parts.begin());
}

PlannedOutput output_of(const std::vector<EditPart>& parts, const EditWish& wish) {
  PlannedOutput output;
  output.file = edit_file(wish);
  output.has_video = std::ranges::any_of(parts, [](const EditPart& part) { return part.source.has_video(); });
  output.has_audio = std::ranges::any_of(parts, [](const EditPart& part) { return part.source.has_audio(); });
  output.duration_s = edit_duration_s(parts);
  return output;
}

// One list per kind of track: the picture ends with the frame before the key frame in decoding order, the sound in
// time.
std::string list_of(const std::vector<EditPart>& parts, bool is_sound) {
  std::string list = "ffconcat version 1.0\n";
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const CutPoints& cuts = *parts[i].cuts;
    const Clip& clip = parts[i].clip;
    list += fmt::format("file 'file:{{in:{}}}'\n", source_name(parts, i));
    if (clip.start_s > 0) list += fmt::format("inpoint {:.6f}\n", cuts.file_start_s + clip.start_s + seek_slack_s);
    if (!cuts.to_end) {
      const double end_s = is_sound ? cuts.file_start_s + clip.end_s - half_packet_s : cuts.end_decode_s;
      list += fmt::format("outpoint {:.6f}\n", end_s);
    }
    list += fmt::format("duration {:.6f}\n", is_sound ? room_s : clip.end_s - clip.start_s);
  }
  return list;
}

// A frame's decoding time is told from that of the frame before by this.
constexpr double decode_slack_s = 0.001;
// Ticks in a second of MPEG-TS.
constexpr int transport_ticks = 90'000;

// Bit stream filters see times in the ticks of the output, which the muxer chooses after they were told another base.
// So they are given to it; they are those that it chooses by itself, the source's own or a multiple.
int picture_ticks(const EditPart& first, const EditWish& wish) {
  constexpr int ticks_min = 10'000;
  int ticks = first.cuts->ticks;
  if (wish.container != "mp4" || ticks <= 0) return transport_ticks;
  while (ticks < ticks_min) ticks *= 2;
  return ticks;
}

int sound_ticks(const EditPart& first, const EditWish& wish) {
  return wish.container == "mp4" ? first.source.audio.front().sample_rate_hz : transport_ticks;
}

// Bit stream filters for the list of sounds: what a seek gave too early goes, and parts move from their rooms to their
// places.
std::string sound_filters(const std::vector<EditPart>& parts, int ticks) {
  std::string places;
  double place_s = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const double room = static_cast<double>(i) * room_s;
    places += fmt::format("if(lt(TS/{},{:.0f}),{:.6f},", ticks, room + room_s / 2, place_s - room);
    place_s += parts[i].clip.end_s - parts[i].clip.start_s;
  }
  places += "0" + std::string(parts.size(), ')');
  // What an encoder puts before the first sound of a whole file belongs to it.
  const std::string kept = parts.front().clip.start_s > 0 ? "" : fmt::format("*gt(pts/{},{:.0f})", ticks, room_s / 2);
  return fmt::format("noise=amount=0:drop='lt(mod(pts/{0}+{1:.0f},{2:.0f}),{3:.4f}){4}',setts=ts='TS+{5}*{0}'", ticks,
                     room_s / 2, room_s, room_s / 2 - half_packet_s, kept, places);
}

// FFmpeg wants the rates of television as fractions.
std::string rate_text(double fps) {
  constexpr double ntsc = 1.001;
  for (const int whole : {24, 30, 48, 60, 120}) {
    if (std::abs(fps - whole / ntsc) < 0.005) return fmt::format("{}/1001", whole * 1'000);
  }
  return fmt::format("{:g}", std::round(fps * 1'000) / 1'000);
}

PictureSize fitted(PictureSize shown, PictureSize into) {
  const double scale =
      std::min(static_cast<double>(into.width) / shown.width, static_cast<double>(into.height) / shown.height);
  const auto even = [](double side, int most) {
    return std::min(most, std::max(2, 2 * static_cast<int>(std::lround(side / 2))));
  };
  return {even(shown.width * scale, into.width), even(shown.height * scale, into.height)};
}

// filter_graph()'s chain for one picture, without its labels.
std::string picture_chain(const VideoStream& stream, PictureSize size) {
  Picture picture;
  picture.size = size;
  const std::string graph = filter_graph(stream, {picture});
  const auto begin = graph.find(']') + 1;
  return graph.substr(begin, graph.rfind('[') - begin);
}

/// How all parts are made alike.
struct Common {
  PictureSize size;
  double fps = 25;
  int sample_rate_hz = 44'100;
  bool has_video = false;
  bool has_audio = false;
};

Common common_of(const std::vector<EditPart>& parts, const EditPart& base, const EditWish& wish,
                 const PlannedOutput& output) {
  Common common;
  common.has_video = output.has_video;
  common.has_audio = output.has_audio;
  if (output.has_video) {
    common.size = target_size(base.source, wish);
    common.fps = wish.fps > 0 ? wish.fps : std::clamp(base.source.video.front().fps, 1.0, 120.0);
  }
  const auto sounding = base.source.has_audio()
                            ? parts.begin() + (&base - parts.data())
                            : std::ranges::find_if(parts, [](const EditPart& part) { return part.source.has_audio(); });
  if (sounding != parts.end()) {
    const int rate = sounding->source.audio.front().sample_rate_hz;
    common.sample_rate_hz = rate == 32'000 || rate == 48'000 ? rate : 44'100;
  }
  return common;
}

std::string part_graph(const EditPart& part, std::size_t number, const Common& common) {
  const double duration_s = part.clip.end_s - part.clip.start_s;
  const auto frames = std::max(1L, std::lround(duration_s * common.fps));
  const double length_s = common.has_video ? static_cast<double>(frames) / common.fps : duration_s;
  const auto samples = std::max(1L, std::lround(length_s * common.sample_rate_hz));
  const std::string rate = rate_text(common.fps);
  std::string graph;
  if (common.has_video && part.source.has_video()) {
    const VideoStream& stream = part.source.video.front();
    const PictureSize size = fitted({stream.display_width(), stream.display_height()}, common.size);
    graph += fmt::format("[{}:{}]{}", number, stream.index, picture_chain(stream, size));
    if (size != common.size) graph += fmt::format(",pad={}:{}:-1:-1:black", common.size.width, common.size.height);
    // A picture that ends a little before the sound stands still until the cut.
    graph +=
        fmt::format(",fps={}:start_time=0,tpad=stop_mode=clone:stop_duration=1,trim=end_frame={},setpts=PTS-STARTPTS",
                    rate, frames);
    graph += fmt::format("[p{}];", number);
  } else if (common.has_video) {
    graph += fmt::format("color=c=black:s={}x{}:r={},trim=end_frame={},setsar=1,format=yuv420p[p{}];",
                         common.size.width, common.size.height, rate, frames, number);
  }
  if (common.has_audio && part.source.has_audio()) {
    const AudioStream& stream = part.source.audio.front();
    const std::string mix = channel_mix(stream.channels, 2);
    graph += fmt::format(
        "[{}:{}]{}{}aresample={}:async=1:first_pts=0,aformat=sample_fmts=fltp:channel_layouts=stereo,apad,"
        "atrim=end_sample={},asetpts=PTS-STARTPTS[q{}];",
        number, stream.index, mix, mix.empty() ? "" : ",", common.sample_rate_hz, samples, number);
  } else if (common.has_audio) {
    graph += fmt::format("anullsrc=r={}:cl=stereo,atrim=end_sample={},aformat=sample_fmts=fltp[q{}];",
                         common.sample_rate_hz, samples, number);
  }
  return graph;
}

std::string edit_graph(const std::vector<EditPart>& parts, const Common& common) {
  std::string graph;
  for (std::size_t i = 0; i < parts.size(); ++i) graph += part_graph(parts[i], i, common);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (common.has_video) graph += fmt::format("[p{}]", i);
    if (common.has_audio) graph += fmt::format("[q{}]", i);
  }
  graph += fmt::format("concat=n={}:v={}:a={}", parts.size(), common.has_video ? 1 : 0, common.has_audio ? 1 : 0);
  if (common.has_video) graph += "[v]";
  if (common.has_audio) graph += "[a]";
  return graph;
}

// The track that the options take from the first input comes from somewhere else.
void take_from(std::vector<std::string>& argv, const std::string& track, const std::string& place) {
  for (std::size_t i = 0; i + 1 < argv.size(); ++i) {
    if (argv[i] == "-map" && argv[i + 1] == track) argv[i + 1] = place;
  }
}

// Instead of a second pass over all packets. Without -xerror a room that is too small leaves a broken file and the exit
// code 0.
void keep_room(std::vector<std::string>& argv, std::uint64_t bytes) {
  const auto option = std::ranges::find(argv, "-movflags");
  if (bytes == 0 || option == argv.end()) return;
  *option = "-moov_size";
  *(option + 1) = std::to_string(bytes);
  argv.insert(option, "-xerror");
}

// One file is read as it is: a seek to its first key frame, and filters that drop what comes too early and too late.
void add_one_file(std::vector<std::string>& argv, std::vector<std::string>& options, const EditPart& part,
                  const EditWish& wish) {
  const CutPoints& cuts = *part.cuts;
  add_guards(argv, false);
  add(argv, {"-f", part.source.container.substr(0, part.source.container.find(','))});
  if (part.clip.start_s > 0) {
    add(argv, {"-ss", fmt::format("{:.6f}", part.clip.start_s + seek_slack_s)});
    if (part.source.has_audio()) {
      add(options,
          {"-bsf:a", fmt::format("noise=amount=0:drop='lt(pts/{},{:.4f})'", sound_ticks(part, wish), -half_packet_s)});
    }
  }
  add(argv, {"-i", "file:{in:s0}"});
  if (cuts.to_end) return;
  add(options, {"-t", fmt::format("{:.6f}", part.clip.end_s - part.clip.start_s)});
  if (!part.source.has_video()) return;
  const double end_s = cuts.end_decode_s - cuts.file_start_s - part.clip.start_s - decode_slack_s;
  add(options, {"-bsf:v", fmt::format("noise=amount=0:drop='gte(dts/{},{:.6f})'", picture_ticks(part, wish), end_s)});
}

// Several files are read by two lists, and the sound's is put in its places.
void add_lists(PlannedRun& run, std::vector<std::string>& options, const std::vector<EditPart>& parts,
               const EditWish& wish, const PlannedOutput& output) {
  add(run.argv, {"-copyts"});
  for (const bool is_sound : {false, true}) {
    if (is_sound ? !output.has_audio : !output.has_video) continue;
    const std::string name = is_sound ? "sound.ffconcat" : "picture.ffconcat";
    run.inputs.push_back({name, list_of(parts, is_sound)});
    add_guards(run.argv, true);
    add(run.argv, {"-f", "concat", "-safe", "0", "-i", fmt::format("file:{{in:{}}}", name)});
  }
  if (output.has_audio) add(options, {"-bsf:a", sound_filters(parts, sound_ticks(parts.front(), wish))});
}

}  // namespace

std::vector<PlannedInput> edit_sources(const std::vector<EditPart>& parts) {
  std::vector<PlannedInput> inputs;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const std::string name = source_name(parts, i);
    if (std::ranges::find(inputs, name, &PlannedInput::name) == inputs.end()) inputs.push_back({name, parts[i].file});
  }
  return inputs;
}

void add_copied_edit(PlannedRun& run, const std::vector<EditPart>& parts, const EditWish& wish, IndexPlace place) {
  const EditPart& first = parts.front();
  const MediaMetadata& source = first.source;
  PlannedOutput output = output_of(parts, wish);
  run.argv = head({});
  std::vector<std::string> options;
  if (parts.size() == 1) {
    add_one_file(run.argv, options, first, wish);
  } else {
    add_lists(run, options, parts, wish, output);
  }
  // One file up to its end is copied before its ticks are known; no filter needs them.
  const bool is_rest = parts.size() == 1 && first.cuts->to_end;
  if (output.has_video && wish.container == "mp4" && !is_rest)
    add(options, {"-video_track_timescale", std::to_string(picture_ticks(first, wish))});
  TranscodeTemplate wanted;
  wanted.container = wish.container;
  wanted.video = VideoSettings{};
  wanted.video->codec = VideoCodec::copy;
  add_copied_output(options, source, wanted, output);
  if (place == IndexPlace::kept_room) keep_room(options, index_room_bytes(parts));
  if (parts.size() > 1 && output.has_video && output.has_audio) {
    const int index = source.audio.front().index;
    take_from(options, fmt::format("0:{}", index), fmt::format("1:{}", index));
  }
  std::ranges::move(options, std::back_inserter(run.argv));
  run.outputs.push_back(std::move(output));
}

void add_encoded_edit(PlannedRun& run, const std::vector<EditPart>& parts, const EditPart& base, const EditWish& wish,
                      const TranscodeTemplate& wanted, const PlanSettings& settings) {
  PlannedOutput output = output_of(parts, wish);
  const Common common = common_of(parts, base, wish, output);
  run.argv = head(settings);
  // Many decoders with a thread for each core would be more threads than help.
  constexpr std::size_t threaded_decoders_max = 4;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const EditPart& part = parts[i];
    add_guards(run.argv, false);
    if (parts.size() > threaded_decoders_max) {
      add(run.argv, {"-threads", "1"});
    } else if (settings.threads > 0) {
      add(run.argv, {"-threads", std::to_string(settings.threads)});
    }
    add(run.argv, {"-f", part.source.container.substr(0, part.source.container.find(','))});
    // A millisecond early: a frame whose time was rounded down is still in.
    if (part.clip.start_s > 0)
      add(run.argv, {"-ss", fmt::format("{:.3f}", std::max(0.0, std::floor(part.clip.start_s * 1'000 - 0.5) / 1'000))});
    add(run.argv, {"-t", fmt::format("{:.3f}", part.clip.end_s - part.clip.start_s + 0.1)});
    add(run.argv, {"-i", fmt::format("file:{{in:{}}}", source_name(parts, i))});
  }
  add(run.argv, {"-filter_complex", edit_graph(parts, common)});

  // What is joined, as the encoder's options see it.
  MediaMetadata joined = base.source;
  joined.audio.clear();
  if (output.has_video) joined.video.front().fps = common.fps;
  if (output.has_audio) {
    AudioStream sound;
    for (const EditPart& part : parts) {
      if (part.source.has_audio())
        sound.bitrate_bps = std::max(sound.bitrate_bps, part.source.audio.front().bitrate_bps);
    }
    joined.audio.push_back(sound);
  }
  std::vector<std::string> options;
  add_encoded_output(options, joined, wanted, output, output.has_video ? "[v]" : "", settings);
  take_from(options, "0:0", "[a]");
  std::ranges::move(options, std::back_inserter(run.argv));
  run.outputs.push_back(std::move(output));
}

}  // namespace vod
