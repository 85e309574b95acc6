#include "pipeline/ffmpeg_arguments.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <iterator>

#include "pipeline/probe.h"

namespace vod {
namespace {

// A segment of HLS, and the distance of key frames where the template names none.
constexpr int segment_s = 5;
// Constant quality: what TESHD gets, which has no bitrate, and what "bitrate 0" means elsewhere.
constexpr int top_speed_crf = 25;
constexpr int automatic_crf = 23;
constexpr int default_audio_kbps = 128;
constexpr int audio_kbps_min = 26;
constexpr int audio_kbps_max = 256;

void add(std::vector<std::string>& argv, std::initializer_list<std::string> more) { argv.insert(argv.end(), more); }

std::string kilobits(int kbps) { return std::to_string(kbps) + "k"; }

void add_picture(std::vector<std::string>& argv, const MediaMetadata& source, const TranscodeTemplate& wanted,
                 const PlanSettings& settings) {
  const VideoSettings& video = *wanted.video;
  const bool h265 = video.codec == VideoCodec::h265;
  add(argv, {"-c:v", h265 ? "libx265" : "libx264", "-preset", settings.speed, "-pix_fmt", "yuv420p"});
  if (settings.threads > 0) add(argv, {"-threads:v", std::to_string(settings.threads)});
  if (video.bitrate_kbps > 0) {
    // A mean with room for hard scenes, as a player's buffer bears it.
    add(argv, {"-b:v", kilobits(video.bitrate_kbps), "-maxrate", kilobits(video.bitrate_kbps * 3 / 2), "-bufsize",
               kilobits(video.bitrate_kbps * 2)});
  } else {
    add(argv, {"-crf", std::to_string(wanted.top_speed ? top_speed_crf : automatic_crf)});
  }
  const double fps = video.fps > 0 ? video.fps : std::clamp(source.video.front().fps, 1.0, 120.0);
  const int gop = video.gop > 0 ? (video.gop_in_seconds ? static_cast<int>(fps * video.gop) : video.gop)
                                : static_cast<int>(fps * segment_s);
  add(argv, {"-g", std::to_string(gop)});
  if (h265) {
    add(argv, {"-x265-params", "log-level=error"});
    // Players of Apple's know H.265 in MP4 only by this tag.
    if (wanted.container == "mp4") add(argv, {"-tag:v", "hvc1"});
  }
}

void add_sound(std::vector<std::string>& argv, const MediaMetadata& source, const AudioSettings& audio) {
  add(argv,
      {"-map", fmt::format("0:{}", source.audio.front().index), "-c:a",
       audio.codec == AudioCodec::mp3 ? "libmp3lame" : "aac", "-b:a", kilobits(audio_bitrate_kbps(source, audio))});
  if (audio.sample_rate_hz > 0) add(argv, {"-ar", std::to_string(audio.sample_rate_hz)});
  if (audio.channels > 0) add(argv, {"-ac", std::to_string(audio.channels)});
}

void add_file(std::vector<std::string>& argv, const TranscodeTemplate& wanted, const PlannedOutput& output) {
  add(argv, {"-map_metadata", "-1", "-map_chapters", "-1"});
  const std::string place = "{out}/" + output.file;
  if (wanted.container == "hls") {
    // The segments lie in a folder with the playlist's name, so that they can be told apart and removed together.
    const auto stem = std::filesystem::path(output.file).replace_extension();
    add(argv, {"-f", "hls", "-hls_time", std::to_string(segment_s), "-hls_playlist_type", "vod", "-hls_list_size", "0",
               "-hls_base_url", stem.filename().string() + "/", "-hls_segment_filename",
               "{out}/" + stem.string() + "/%05d.ts", place});
    return;
  }
  if (wanted.container == "mp4" || wanted.container == "m4a") add(argv, {"-movflags", "+faststart"});
  const std::string format = wanted.container == "m4a" ? "ipod" : std::string(wanted.container);
  add(argv, {"-f", format, place});
}

}  // namespace

int audio_bitrate_kbps(const MediaMetadata& source, const AudioSettings& wanted) {
  if (wanted.bitrate_kbps > 0) return wanted.bitrate_kbps;
  const std::int64_t kbps = source.has_audio() ? source.audio.front().bitrate_bps / 1'000 : 0;
  return kbps > 0 ? static_cast<int>(std::clamp<std::int64_t>(kbps, audio_kbps_min, audio_kbps_max))
                  : default_audio_kbps;
}

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
    add_picture(argv, source, wanted, settings);
  }
  if (output.has_audio) add_sound(argv, source, *wanted.audio);
  add_file(argv, wanted, output);
}

void add_copied_output(std::vector<std::string>& argv, const MediaMetadata& source, const TranscodeTemplate& wanted,
                       const PlannedOutput& output) {
  if (output.has_video) add(argv, {"-map", fmt::format("0:{}", source.video.front().index)});
  if (output.has_audio) add(argv, {"-map", fmt::format("0:{}", source.audio.front().index)});
  add(argv, {"-c", "copy"});
  if (output.has_video && source.video.front().codec == "hevc" && wanted.container == "mp4")
    add(argv, {"-tag:v", "hvc1"});
  add_file(argv, wanted, output);
}

}  // namespace vod
