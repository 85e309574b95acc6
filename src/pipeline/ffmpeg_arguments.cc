#include "pipeline/ffmpeg_arguments.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <iterator>

#include "pipeline/probe.h"
#include "pipeline/transcode/picture_encoder.h"

namespace vod {
namespace {

void add(std::vector<std::string>& argv, std::initializer_list<std::string> more) { argv.insert(argv.end(), more); }

// The segments lie in a folder with the playlist's name, so that they can be told apart and removed together.
void add_playlist(std::vector<std::string>& argv, const TranscodeTemplate& wanted, const PlannedOutput& output) {
  const auto stem = std::filesystem::path(output.file).replace_extension();
  const std::string folder = stem.filename().string() + "/";
  const int segment_s = wanted.video && wanted.video->segment_s > 0 ? wanted.video->segment_s : default_segment_s;
  add(argv, {"-f", "hls", "-hls_time", std::to_string(segment_s), "-hls_playlist_type", "vod", "-hls_list_size", "0"});
  // FFmpeg takes the name of the head that the segments share as it stands, beside the playlist.
  if (wanted.fmp4) add(argv, {"-hls_segment_type", "fmp4", "-hls_fmp4_init_filename", folder + "init.mp4"});
  add(argv, {"-hls_base_url", folder, "-hls_segment_filename",
             "{out}/" + stem.string() + (wanted.fmp4 ? "/%05d.m4s" : "/%05d.ts"), "{out}/" + output.file});
}

void add_file(std::vector<std::string>& argv, const TranscodeTemplate& wanted, const PlannedOutput& output) {
  add(argv, {"-map_metadata", "-1", "-map_chapters", "-1"});
  if (wanted.container == "hls") {
    add_playlist(argv, wanted, output);
    return;
  }
  if (wanted.container == "mp4" || wanted.container == "m4a") add(argv, {"-movflags", "+faststart"});
  // What FFmpeg calls ipod is the M4A of players; it has no MP3 in it.
  const bool ipod = wanted.container == "m4a" && wanted.audio && wanted.audio->codec != AudioCodec::mp3;
  const std::string format = ipod ? "ipod" : wanted.container == "m4a" ? "mp4" : wanted.container;
  add(argv, {"-f", format, "{out}/" + output.file});
}

}  // namespace

std::vector<std::string> input_arguments(const MediaMetadata& source, const PlanSettings& settings, double seek_s) {
  return input_arguments(source, settings, Clip{.start_s = seek_s});
}

std::vector<std::string> input_arguments(const MediaMetadata& source, const PlanSettings& settings, const Clip& clip) {
  std::vector<std::string> argv = {"ffmpeg", "-hide_banner", "-nostdin", "-nostats",      "-v", "error",
                                   "-y",     "-progress",    "pipe:1",   "-stats_period", "0.5"};
  auto guards = guarded_input_options();
  argv.insert(argv.end(), std::make_move_iterator(guards.begin()), std::make_move_iterator(guards.end()));
  if (settings.threads > 0) add(argv, {"-threads", std::to_string(settings.threads)});
  // The probe has told the format; nothing is guessed a second time.
  add(argv, {"-f", source.container.substr(0, source.container.find(','))});
  if (clip.start_s > 0) add(argv, {"-ss", fmt::format("{:.3f}", clip.start_s)});
  if (clip.end_s > 0) add(argv, {"-t", fmt::format("{:.3f}", clip.end_s - clip.start_s)});
  add(argv, {"-i", "file:{in}"});
  return argv;
}

void add_encoded_output(std::vector<std::string>& argv, const MediaMetadata& source, const TranscodeTemplate& wanted,
                        const PlannedOutput& output, const std::string& picture_label, const PlanSettings& settings) {
  if (!picture_label.empty()) {
    add(argv, {"-map", picture_label});
    std::ranges::copy(picture_encoder(source, wanted, settings), std::back_inserter(argv));
  }
  if (output.has_audio) {
    add(argv, {"-map", fmt::format("0:{}", source.audio.front().index)});
    std::ranges::copy(sound_encoder(source, *wanted.audio), std::back_inserter(argv));
  }
  add_file(argv, wanted, output);
}

void add_copied_output(std::vector<std::string>& argv, const MediaMetadata& source, const TranscodeTemplate& wanted,
                       const PlannedOutput& output) {
  if (output.has_video) add(argv, {"-map", fmt::format("0:{}", source.video.front().index)});
  if (output.has_audio) add(argv, {"-map", fmt::format("0:{}", source.audio.front().index)});
  add(argv, {"-c", "copy"});
  if (output.has_video && source.video.front().codec == "hevc" && (wanted.container == "mp4" || wanted.fmp4))
    add(argv, {"-tag:v", wanted.video->hev1 ? "hev1" : "hvc1"});
  add_file(argv, wanted, output);
}

}  // namespace vod
