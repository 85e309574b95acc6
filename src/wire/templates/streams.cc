#include "wire/templates/streams.h"

#include <array>

namespace vod::wire {
namespace {

using Video = VideoTemplateInfo;
using enum ErrorCode;

constexpr auto video_rows(ErrorCode bitrate) {
  return std::to_array<NumberRule<Video>>({
      {"Fps", &Video::Fps, 0, 100, value_fps},
      {"Bitrate", &Video::Bitrate, 128, 100'000, bitrate, true},
      {"Width", &Video::Width, 128, 8'192, value_width, true, 0},
      {"Height", &Video::Height, 128, 8'192, value_height, true, 0},
      {"Vcrf", &Video::Vcrf, 1, 51, value_vcrf, true},
      {"Gop", &Video::Gop, 0, 100'000, invalid_parameter_value, false, 0},
      {"Bframes", &Video::Bframes, 0, 16, invalid_parameter_value},
      {"HlsTime", &Video::HlsTime, 0, 10, invalid_parameter_value},
  });
}
constexpr auto transcode_video_rows = video_rows(value_video_bitrate);
constexpr auto adaptive_video_rows = video_rows(value_bitrate);

constexpr auto word_rows = std::to_array<WordRule<Video>>({
    {"ResolutionAdaptive", &Video::ResolutionAdaptive, "open close", value_resolution_adaptive, "open"},
    {"FillType", &Video::FillType, "stretch black white gauss", value_fill_type, "black"},
    {"GopUnit", &Video::GopUnit, "frame second", invalid_parameter_value, "frame"},
    {"PreserveHDRSwitch", &Video::PreserveHDRSwitch, "ON OFF", invalid_parameter_value, "OFF"},
    {"CodecTag", &Video::CodecTag, "hvc1 hev1", invalid_parameter_value},
    {"Mode", &Video::Mode, "VBR ABR CBR VCRF", invalid_parameter_value, "VBR"},
    {"VideoProfile", &Video::VideoProfile, "baseline main high default", invalid_parameter_value},
});

using Audio = AudioTemplateInfo;
constexpr auto audio_rows(ErrorCode bitrate) {
  return std::to_array<NumberRule<Audio>>({{"Bitrate", &Audio::Bitrate, 26, 256, bitrate, true}});
}
constexpr auto transcode_audio_rows = audio_rows(value_audio_bitrate);
constexpr auto adaptive_audio_rows = audio_rows(value_bitrate);

constexpr std::string_view usual_rates = "32000 44100 48000";
constexpr std::string_view pcm_rates = "16000 32000 44100 48000";
constexpr std::string_view flv_mp3_rates = "44100";  // The format knows no other of these.
constexpr std::string_view usual_channels = "0 1 2";
constexpr std::string_view many_channels = "0 1 2 6";
constexpr std::string_view many_channels_codec = "libfdk_aac";
constexpr std::int64_t channels_otherwise = 2;

constexpr auto tehd_words = std::to_array<WordRule<TEHDConfig>>({
    {"Type", &TEHDConfig::Type, "TEHD-100 OFF", value_tehd_type, "OFF"},
});
constexpr auto tehd_numbers = std::to_array<NumberRule<TEHDConfig>>({
    {"MaxVideoBitrate", &TEHDConfig::MaxVideoBitrate, 0, 100'000, value_bitrate, false, 0},
});

// Which codecs a container may hold: those of the API, less what FFmpeg 5.1 has no way to write (H.265 and MP2 in
// FLV).
struct ContainerRow {
  std::string_view container;
  std::string_view video;
  std::string_view audio;
};
constexpr auto containers = std::to_array<ContainerRow>({
    {"mp4", "libx264 libx265 av1", "libfdk_aac libmp3lame mp2"},
    {"hls", "libx264 libx265", "libfdk_aac"},
    {"flv", "libx264", "libfdk_aac libmp3lame"},
    {"mp3", "", "libmp3lame"},
    {"flac", "", "flac"},
    {"ogg", "", "flac"},
    {"m4a", "", "libfdk_aac libmp3lame ac3"},
    {"wav", "", "pcm16"},
    {"adaptive", "libx264 libx265 av1", "libfdk_aac"},
});

const ContainerRow& row_of(std::string_view container) {
  for (const ContainerRow& row : containers) {
    if (row.container == container) return row;
  }
  return containers.front();  // Not reached: the container was checked.
}

Error codec_error(ErrorCode code, std::string_view prefix, std::string_view codec, std::string_view container,
                  std::string_view words) {
  const std::string_view place = container == "adaptive" ? "adaptive streams" : container;
  return bad_parameter(code, prefix, "Codec",
                       codec.empty()
                           ? fmt::format("give one of: {}.", words)
                           : fmt::format("{} is none of those that {} can hold: {}.", in_quotes(codec), place, words));
}

std::uint64_t number(int value) { return static_cast<std::uint64_t>(value); }
template <class Number>
int number(const std::optional<Number>& value, int otherwise = 0) {
  return value ? static_cast<int>(*value) : otherwise;
}

}  // namespace

const StreamCodes transcode_codes{value_video_codec,   value_video_bitrate,     value_audio_codec,
                                  value_audio_bitrate, value_audio_sample_rate, value_audio_channel};
const StreamCodes adaptive_codes{value_codec,   value_bitrate,     value_codec,
                                 value_bitrate, value_sample_rate, value_sound_system};

Done complete_video(Video& video, std::string_view container, const StreamCodes& codes, std::string_view prefix) {
  const std::string_view allowed = row_of(container).video;
  if (video.Codec == "H.266") {
    return bad_parameter(unsupported_operation, prefix, "Codec",
                         "FFmpeg has no H.266 encoder here; use libx265, or av1 in mp4.");
  }
  if (!is_word_of(allowed, video.Codec)) return codec_error(codes.video_codec, prefix, video.Codec, container, allowed);
  const bool adaptive = codes.video_bitrate == adaptive_codes.video_bitrate;
  VOD_TRY(complete<Video>(video, adaptive ? adaptive_video_rows : transcode_video_rows, word_rows, prefix));
  if (video.Mode == "VCRF" && video.Vcrf.value_or(0) == 0) {
    return bad_parameter(value_vcrf, prefix, "Vcrf", "Mode VCRF needs it: 1 to 51.");
  }
  return done();
}

Done complete_audio(Audio& audio, std::string_view container, const StreamCodes& codes, std::string_view prefix) {
  const std::string_view allowed = row_of(container).audio;
  if (!is_word_of(allowed, audio.Codec)) return codec_error(codes.audio_codec, prefix, audio.Codec, container, allowed);
  const bool adaptive = codes.audio_bitrate == adaptive_codes.audio_bitrate;
  VOD_TRY(complete<Audio>(audio, adaptive ? adaptive_audio_rows : transcode_audio_rows, {}, prefix));
  const std::string_view rates = audio.Codec == "pcm16"                              ? pcm_rates
                                 : container == "flv" && audio.Codec == "libmp3lame" ? flv_mp3_rates
                                                                                     : usual_rates;
  if (!is_word_of(rates, std::to_string(audio.SampleRate))) {
    return bad_parameter(codes.sample_rate, prefix, "SampleRate",
                         fmt::format("{} is none of: {}.", audio.SampleRate, rates));
  }
  if (!audio.AudioChannel) audio.AudioChannel = channels_otherwise;
  // Six channels need a picture beside them, and a codec that has so many.
  const bool many = !row_of(container).video.empty() && audio.Codec == many_channels_codec;
  const std::string_view channels = many ? many_channels : usual_channels;
  if (!is_word_of(channels, std::to_string(*audio.AudioChannel))) {
    return bad_parameter(codes.channel, prefix, "AudioChannel",
                         fmt::format("{} is none of: {}.", *audio.AudioChannel, channels));
  }
  return done();
}

Done complete_tehd(std::optional<TEHDConfig>& tehd, std::string_view prefix) {
  if (!tehd) tehd.emplace();
  return complete<TEHDConfig>(*tehd, tehd_numbers, tehd_words, std::string(prefix) + "TEHDConfig.");
}

void tell_video_rules(std::vector<TemplateRule>& rules, const RulePlace& place, std::string_view container_field) {
  for (const ContainerRow& row : containers) {
    if ((row.container == "adaptive") != container_field.empty() || row.video.empty()) continue;
    RulePlace in_container = place;
    if (!container_field.empty()) {
      in_container.only_if_field = container_field;
      in_container.only_if_words = row.container;
    }
    rules.push_back(told_words(in_container, "Codec", row.video));
  }
  tell<Video>(rules, place, transcode_video_rows, word_rows);
}

void tell_audio_rules(std::vector<TemplateRule>& rules, const RulePlace& place, std::string_view container_field) {
  std::string all_codecs;
  for (const ContainerRow& row : containers) {
    if ((row.container == "adaptive") != container_field.empty()) continue;
    RulePlace in_container = place;
    if (!container_field.empty()) {
      in_container.only_if_field = container_field;
      in_container.only_if_words = row.container;
    }
    const TemplateRule& told = rules.emplace_back(told_words(in_container, "Codec", row.audio));
    for (const std::string& codec : told.Words) {
      if (!is_word_of(all_codecs, codec)) all_codecs.append(all_codecs.empty() ? "" : " ").append(codec);
    }
  }
  tell<Audio>(rules, place, transcode_audio_rows, {});
  for (std::string_view rest = all_codecs; !rest.empty();) {
    const std::string_view codec = rest.substr(0, rest.find(' '));
    rest.remove_prefix(std::min(codec.size() + 1, rest.size()));
    RulePlace with_codec = place;
    with_codec.only_if_field = place.prefix + "Codec";
    with_codec.only_if_words = codec;
    rules.push_back(told_words(with_codec, "SampleRate", codec == "pcm16" ? pcm_rates : usual_rates));
    rules.push_back(told_words(with_codec, "AudioChannel",
                               codec == many_channels_codec ? many_channels : usual_channels,
                               std::to_string(channels_otherwise)));
  }
}

void tell_tehd_rules(std::vector<TemplateRule>& rules, RulePlace place) {
  place.prefix += "TEHDConfig.";
  tell<TEHDConfig>(rules, place, tehd_numbers, tehd_words);
}

void take_over(Video& to, const VideoTemplateInfoForUpdate& from) {
  take_over(to.Codec, from.Codec);
  take_over(to.Fps, from.Fps);
  take_over(to.Bitrate, from.Bitrate);
  take_over(to.ResolutionAdaptive, from.ResolutionAdaptive);
  take_over(to.Width, from.Width);
  take_over(to.Height, from.Height);
  take_over(to.FillType, from.FillType);
  take_over(to.Vcrf, from.Vcrf);
  take_over(to.Gop, from.Gop);
  take_over(to.PreserveHDRSwitch, from.PreserveHDRSwitch);
  take_over(to.CodecTag, from.CodecTag);
  take_over(to.GopUnit, from.GopUnit);
  take_over(to.Mode, from.Mode);
  take_over(to.Bframes, from.Bframes);
  take_over(to.HlsTime, from.HlsTime);
  take_over(to.VideoProfile, from.VideoProfile);
}

void take_over(AudioTemplateInfo& to, const AudioTemplateInfoForUpdate& from) {
  take_over(to.Codec, from.Codec);
  take_over(to.Bitrate, from.Bitrate);
  take_over(to.SampleRate, from.SampleRate);
  take_over(to.AudioChannel, from.AudioChannel);
}

void take_over(std::optional<TEHDConfig>& to, const TEHDConfigForUpdate& from) {
  if (!to) to = tehd_view(false, 0);
  take_over(to->Type, from.Type);
  take_over(to->MaxVideoBitrate, from.MaxVideoBitrate);
}

Video view_of(const VideoSettings& video) {
  Video view;
  view.Codec = std::string(wire_name_of(video.codec));
  view.Fps = number(video.fps);
  view.Bitrate = number(video.bitrate_kbps);
  view.ResolutionAdaptive = video.adaptive ? "open" : "close";
  view.Width = number(video.width);
  view.Height = number(video.height);
  view.FillType = std::string(name_of(video.fill));
  view.Gop = number(video.gop);
  view.GopUnit = video.gop_in_seconds ? "second" : "frame";
  view.PreserveHDRSwitch = video.keep_hdr ? "ON" : "OFF";
  constexpr auto modes = std::to_array<std::string_view>({"VBR", "ABR", "CBR", "VCRF"});
  view.Mode = std::string(modes[static_cast<std::size_t>(video.mode)]);
  if (video.crf > 0) view.Vcrf = number(video.crf);
  if (video.hev1) view.CodecTag = "hev1";
  if (video.b_frames >= 0) view.Bframes = video.b_frames;
  if (video.segment_s > 0) view.HlsTime = video.segment_s;
  constexpr auto profiles = std::to_array<std::string_view>({"default", "baseline", "main", "high"});
  if (video.profile != VideoProfile::automatic) {
    view.VideoProfile = std::string(profiles[static_cast<std::size_t>(video.profile)]);
  }
  return view;
}

AudioTemplateInfo view_of(const AudioSettings& audio) {
  AudioTemplateInfo view;
  view.Codec = std::string(wire_name_of(audio.codec));
  view.Bitrate = number(audio.bitrate_kbps);
  view.SampleRate = number(audio.sample_rate_hz);
  view.AudioChannel = audio.channels;
  return view;
}

TEHDConfig tehd_view(bool top_speed, int kbps_max) {
  TEHDConfig view;
  view.Type = top_speed ? "TEHD-100" : "OFF";
  view.MaxVideoBitrate = number(kbps_max);
  return view;
}

VideoSettings settings_of(const Video& video) {
  VideoSettings settings;
  settings.codec = video.Codec == "libx265" ? VideoCodec::h265
                   : video.Codec == "av1"   ? VideoCodec::av1
                   : video.Codec.empty()    ? VideoCodec::copy
                                            : VideoCodec::h264;
  settings.fps = static_cast<int>(video.Fps);
  settings.bitrate_kbps = static_cast<int>(video.Bitrate);
  settings.adaptive = video.ResolutionAdaptive != "close";
  settings.width = number(video.Width);
  settings.height = number(video.Height);
  settings.fill = fill_of(video.FillType.value_or(""));
  settings.gop = number(video.Gop);
  settings.gop_in_seconds = video.GopUnit == "second";
  settings.crf = number(video.Vcrf);
  settings.mode = settings.crf > 0      ? RateMode::vcrf
                  : video.Mode == "ABR" ? RateMode::abr
                  : video.Mode == "CBR" ? RateMode::cbr
                                        : RateMode::vbr;
  settings.keep_hdr = video.PreserveHDRSwitch == "ON";
  settings.hev1 = settings.codec == VideoCodec::h265 && video.CodecTag == "hev1";
  if (settings.codec == VideoCodec::h264) {
    settings.profile = video.VideoProfile == "baseline" ? VideoProfile::baseline
                       : video.VideoProfile == "main"   ? VideoProfile::main
                       : video.VideoProfile == "high"   ? VideoProfile::high
                                                        : VideoProfile::automatic;
  }
  settings.b_frames = number(video.Bframes, -1);
  settings.segment_s = number(video.HlsTime);
  return settings;
}

AudioSettings settings_of(const AudioTemplateInfo& audio) {
  AudioSettings settings;
  settings.codec = AudioCodec::copy;
  for (const AudioCodec codec :
       {AudioCodec::aac, AudioCodec::mp3, AudioCodec::ac3, AudioCodec::mp2, AudioCodec::flac, AudioCodec::pcm16}) {
    if (audio.Codec == wire_name_of(codec)) settings.codec = codec;
  }
  settings.bitrate_kbps = static_cast<int>(audio.Bitrate);
  settings.sample_rate_hz = static_cast<int>(audio.SampleRate);
  settings.channels = number(audio.AudioChannel, 2);
  return settings;
}

FillType fill_of(std::string_view word) {
  for (const FillType fill : {FillType::stretch, FillType::white, FillType::gauss}) {
    if (word == name_of(fill)) return fill;
  }
  return FillType::black;
}

}  // namespace vod::wire
