#include "pipeline/adaptive/ladder_arguments.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "pipeline/channel_mix.h"
#include "pipeline/ffmpeg_arguments.h"
#include "pipeline/transcode/picture_encoder.h"

namespace vod {
namespace {

// What TESHD gets: smaller for hardly less to see.
constexpr int top_speed_less = 2;
// FFmpeg's own player, for one, knows MPEG-TS and AAC by some packets, of which silence has few.
constexpr int own_sound_s_min = 1;

void add(std::vector<std::string>& argv, std::initializer_list<std::string> more) { argv.insert(argv.end(), more); }

std::string kilobits(int kbps) { return std::to_string(kbps) + "k"; }

// An option of one picture stream: "-b:v:2".
std::string of(const char* option, std::size_t number) { return fmt::format("-{}:v:{}", option, number); }

void add_rate(std::vector<std::string>& argv, std::size_t number, const AdaptiveStream& stream) {
  const VideoSettings& video = *stream.video;
  const int mean = video.bitrate_kbps;
  if (video.crf > 0 || mean == 0 || stream.top_speed) {
    const int automatic = automatic_crf(video.codec) + (stream.top_speed ? top_speed_less : 0);
    const int crf = video.crf > 0 ? video.crf : automatic;
    add(argv, {of("crf", number), std::to_string(crf)});
    const int bound = stream.top_speed && stream.top_speed_kbps_max > 0 ? stream.top_speed_kbps_max : mean * 3 / 2;
    if (bound > 0) add(argv, {of("maxrate", number), kilobits(bound), of("bufsize", number), kilobits(bound * 2)});
    return;
  }
  add(argv, {of("b", number), kilobits(mean)});
  // SVT-AV1 of this FFmpeg bounds the rate only at constant quality.
  if (video.codec == VideoCodec::av1) return;
  if (video.mode == RateMode::cbr) {
    add(argv, {of("minrate", number), kilobits(mean), of("maxrate", number), kilobits(mean), of("bufsize", number),
               kilobits(mean)});
  } else if (video.mode != RateMode::abr) {
    // A mean with room for hard scenes, as a player's buffer bears it.
    add(argv, {of("maxrate", number), kilobits(mean * 3 / 2), of("bufsize", number), kilobits(mean * 2)});
  }
}

int segment_frames(const PlannedLadder& ladder) {
  return std::max(1, static_cast<int>(std::ceil(ladder.fps * ladder.segment_s)));
}

// Frames from one key frame to the next: never more than a segment has.
int gop_of(const VideoSettings& video, const PlannedLadder& ladder) {
  const int segment = segment_frames(ladder);
  if (video.gop == 0) return segment;
  const int wanted = video.gop_in_seconds ? static_cast<int>(ladder.fps * video.gop) : video.gop;
  int gop = std::clamp(wanted, 1, segment);
  // SVT-AV1 knows no other key frames than these, so that one must stand at each border.
  while (video.codec == VideoCodec::av1 && segment % gop != 0) --gop;
  return gop;
}

// Where borders are: by the clock, or, in a ladder with AV1, whose encoder can't be told places, every so many frames.
std::string borders(const PlannedLadder& ladder) {
  const bool counts = std::ranges::any_of(ladder.renditions, [](const PlannedRendition& rendition) {
    return rendition.picture && rendition.codec == VideoCodec::av1;
  });
  if (counts) return fmt::format("expr:gte(n,n_forced*{})", segment_frames(ladder));
  return fmt::format("expr:gte(t,n_forced*{})", ladder.segment_s);
}

void add_picture(std::vector<std::string>& argv, std::size_t number, const AdaptiveStream& stream,
                 const PlannedLadder& ladder, const PlanSettings& settings) {
  const VideoSettings& video = *stream.video;
  const bool h265 = video.codec == VideoCodec::h265;
  const bool av1 = video.codec == VideoCodec::av1;
  add(argv, {of("c", number),
             av1    ? "libsvtav1"
             : h265 ? "libx265"
                    : "libx264",
             of("preset", number), av1 ? av1_preset(settings.speed) : settings.speed});
  if (!video.keep_hdr) add(argv, {of("pix_fmt", number), "yuv420p"});
  add_rate(argv, number, stream);
  add(argv, {of("g", number), std::to_string(gop_of(video, ladder))});
  if (av1) return;
  add(argv, {of("force_key_frames", number), borders(ladder)});
  if (video.b_frames >= 0) add(argv, {of("bf", number), std::to_string(video.b_frames)});
  if (h265) {
    add(argv, {of("forced-idr", number), "1", of("x265-params", number), "log-level=error:scenecut=0:open-gop=0"});
    if (ladder.form.mp4) add(argv, {of("tag", number), video.hev1 ? "hev1" : "hvc1"});
    return;
  }
  add(argv, {of("sc_threshold", number), "0"});
  if (const auto profile = encoder_profile(video.profile); !profile.empty())
    add(argv, {of("profile", number), std::string(profile)});
}

void add_sound(std::vector<std::string>& argv, std::size_t number, const MediaMetadata& source,
               const AudioSettings& audio, const PlannedLadder& ladder) {
  const auto option = [&](const char* name) { return fmt::format("-{}:a:{}", name, number); };
  add(argv, {"-map", fmt::format("0:{}", source.audio.front().index), option("c"), "aac", option("b"),
             kilobits(audio_bitrate_kbps(source, audio))});
  if (audio.sample_rate_hz > 0) add(argv, {option("ar"), std::to_string(audio.sample_rate_hz)});
  std::vector<std::string> filters;
  // Packed sound has no timestamps: what is missing before it and in it becomes silence.
  if (ladder.form.sound == SegmentForm::Sound::own_packed) filters.emplace_back("aresample=async=1:first_pts=0");
  if (audio.channels > 0) filters.push_back(channel_mix(source.audio.front().channels, audio.channels));
  // Of a track without any sound, or with that of a moment, no player could open the files that have it alone.
  const bool stands_alone = std::ranges::any_of(ladder.renditions, [&](const PlannedRendition& rendition) {
    return !rendition.picture && rendition.sound == number;
  });
  if (stands_alone) filters.push_back(fmt::format("apad=whole_dur={}", own_sound_s_min));
  std::erase(filters, "");
  if (!filters.empty()) add(argv, {option("filter"), fmt::format("{}", fmt::join(filters, ","))});
  if (audio.channels > 0) add(argv, {option("ac"), std::to_string(audio.channels)});
}

// Which streams of the output a rendition takes, quoted for both readings that the muxer gives to it.
std::string selection(const std::vector<std::string>& streams) {
  return fmt::format("select=\\'{}\\'", fmt::join(streams, ","));
}

// The muxer's part for one rendition. Names are relative to the run's folder, where FFmpeg stands, and have nothing in
// them that the muxer would read as its own.
std::string rendition_part(const PlannedRendition& rendition, const PlannedLadder& ladder,
                           const std::vector<std::string>& streams, const std::string& folder) {
  const std::string place = folder + "/" + rendition.name;
  if (ladder.dash) {
    // One fragment per segment, with an index in front of them.
    const std::string cut =
        rendition.picture ? fmt::format("movflags=+dash+delay_moov+global_sidx+frag_keyframe:min_frag_duration={}",
                                        static_cast<std::int64_t>(ladder.segment_s) * 1'000'000 - 100'000)
                          : fmt::format("movflags=+dash+delay_moov+global_sidx:frag_duration={}",
                                        static_cast<std::int64_t>(ladder.segment_s) * 1'000'000);
    return fmt::format("[f=mp4:{}:{}]{}.mp4", selection(streams), cut, place);
  }
  const bool alone = !rendition.picture;
  if (alone && ladder.form.sound == SegmentForm::Sound::own_packed)
    return fmt::format("[f=adts:{}]{}.adts", selection(streams), place);
  const bool mp4 =
      alone && ladder.form.has_own_sound() ? ladder.form.sound == SegmentForm::Sound::own_mp4 : ladder.form.mp4;
  std::string options =
      fmt::format("[f=hls:{}:hls_time={}:hls_playlist_type=vod:hls_list_size=0", selection(streams), ladder.segment_s);
  if (mp4) options += fmt::format(":hls_segment_type=fmp4:hls_fmp4_init_filename={}_init.mp4", rendition.name);
  if (ladder.form.byterange) options += ":hls_flags=single_file";
  const std::string_view extension = !mp4 ? "ts" : ladder.form.byterange ? "mp4" : "m4s";
  options += fmt::format(":hls_segment_filename={}{}.{}", place, ladder.form.byterange ? "" : "_%05d", extension);
  return options + "]" + place + ".m3u8";
}

}  // namespace

std::vector<std::string> ladder_arguments(const MediaMetadata& source, const PlannedLadder& ladder,
                                          const std::vector<AdaptiveStream>& pictures,
                                          const std::vector<AudioSettings>& sounds, const std::string& folder,
                                          const PlanSettings& settings) {
  std::vector<std::string> argv;
  for (std::size_t i = 0; i < pictures.size(); ++i) {
    add(argv, {"-map", fmt::format("{{v{}}}", i)});
    add_picture(argv, i, pictures[i], ladder, settings);
  }
  for (std::size_t i = 0; i < sounds.size(); ++i) add_sound(argv, i, source, sounds[i], ladder);
  if (settings.threads > 0) add(argv, {"-threads:v", std::to_string(settings.threads)});
  // MP4 keeps the codecs' parameters in its head, TS at every key frame.
  if (ladder.form.mp4) add(argv, {"-flags:v", "+global_header"});
  add(argv, {"-map_metadata", "-1", "-map_chapters", "-1", "-f", "tee"});
  std::string parts;
  for (const PlannedRendition& rendition : ladder.renditions) {
    std::vector<std::string> streams;
    if (rendition.picture) streams.push_back(fmt::format("v:{}", *rendition.picture));
    if (rendition.sound) streams.push_back(fmt::format("a:{}", *rendition.sound));
    parts += (parts.empty() ? "" : "|") + rendition_part(rendition, ladder, streams, folder);
  }
  argv.push_back(std::move(parts));
  return argv;
}

}  // namespace vod
