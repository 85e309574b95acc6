#include "wire/templates/adaptive.h"

#include <array>

#include "wire/templates/streams.h"

namespace vod::wire {
namespace {

using Adaptive = AdaptiveDynamicStreamingTemplate;
using enum ErrorCode;

constexpr std::size_t streams_max = 10;  // As in the cloud.

constexpr auto number_rows = std::to_array<NumberRule<Adaptive>>({
    {"DisableHigherVideoBitrate", &Adaptive::DisableHigherVideoBitrate, 0, 1, value_disable_higher_video_bitrate, false,
     0},
    {"DisableHigherVideoResolution", &Adaptive::DisableHigherVideoResolution, 0, 1,
     value_disable_higher_video_resolution, false, 0},
    {"SegmentDuration", &Adaptive::SegmentDuration, 1, 10, invalid_parameter_value, false, 6},
});
constexpr auto word_rows = std::to_array<WordRule<Adaptive>>({
    {"Format", &Adaptive::Format, "HLS MPEG-DASH", value_format},
    {"DrmEncryptType", &Adaptive::DrmEncryptType, "cbcs cenc", invalid_parameter_value},
});
// What the cloud knows of these is more than what is served here.
constexpr auto drm_rows = std::to_array<WordRule<Adaptive>>({
    {"DrmType", &Adaptive::DrmType, "SimpleAES Widevine FairPlay Widevine+FairPlay", value_drm_type},
    {"DrmKeyProvider", &Adaptive::DrmKeyProvider, "VOD SDMC", invalid_parameter_value, "VOD"},
});
constexpr std::string_view served_drm = "SimpleAES";
constexpr std::string_view served_key_provider = "VOD";

constexpr std::string_view hls_segments =
    "ts-segment ts-byterange mp4-segment mp4-byterange ts-packed-audio ts-packed-audio-byterange mp4-packed-audio"
    " mp4-packed-audio-byterange ts-ts-segment ts-ts-byterange mp4-mp4-segment mp4-mp4-byterange";
constexpr std::string_view dash_segments = "mp4-mp4-byterange";
constexpr std::string_view hls_segments_otherwise = "ts-segment";

Done complete_drm(Adaptive& wanted) {
  if (!wanted.DrmType) wanted.DrmType.emplace();
  if (*wanted.DrmType != served_drm && !wanted.DrmType->empty()) {
    return bad_parameter(unsupported_operation, {}, "DrmType",
                         *wanted.DrmType + " needs a licence server, which openvod is not; SimpleAES is there.");
  }
  if (wanted.DrmKeyProvider != served_key_provider) {
    return bad_parameter(unsupported_operation, {}, "DrmKeyProvider", "SDMC is a service of the cloud; use VOD.");
  }
  if (wanted.DrmType == served_drm && wanted.Format == "MPEG-DASH") {
    return bad_parameter(value_drm_type, {}, "DrmType", "SimpleAES goes with HLS only.");
  }
  return done();
}

Done complete_segments(Adaptive& wanted) {
  const bool dash = wanted.Format == "MPEG-DASH";
  std::string& type = wanted.SegmentType ? *wanted.SegmentType : wanted.SegmentType.emplace();
  if (type.empty()) type = dash ? dash_segments : hls_segments_otherwise;
  // The short words of the documents, which say what they mean.
  if (type == "ts") type = "ts-segment";
  if (type == "mp4" || type == "fmp4") type = dash ? dash_segments : "mp4-mp4-segment";
  const std::string_view allowed = dash ? dash_segments : hls_segments;
  if (is_word_of(allowed, type)) return done();
  return bad_parameter(invalid_parameter_value, {}, "SegmentType",
                       fmt::format("{} is none of those of {}: {}.", in_quotes(type), *wanted.Format, allowed));
}

Done complete_stream(AdaptiveStreamTemplate& stream, bool has_transport_streams, std::string_view prefix) {
  VOD_TRY(complete<AdaptiveStreamTemplate>(stream, removal_rows<AdaptiveStreamTemplate>, {}, prefix));
  if (*stream.RemoveVideo == 1 && *stream.RemoveAudio == 1) {
    return bad_parameter(value_remove_audio, prefix, "RemoveAudio", "nothing is left without picture and sound.");
  }
  if (*stream.RemoveVideo == 0) {
    const std::string video = std::string(prefix) + "Video.";
    VOD_TRY(complete_video(stream.Video, "adaptive", adaptive_codes, video));
    if (has_transport_streams && stream.Video.Codec == "av1") {
      return bad_parameter(value_codec, video, "Codec",
                           "MPEG-TS can't hold av1; give a SegmentType that begins with mp4, or MPEG-DASH.");
    }
  }
  if (*stream.RemoveAudio == 0) {
    VOD_TRY(complete_audio(stream.Audio, "adaptive", adaptive_codes, std::string(prefix) + "Audio."));
  }
  return complete_tehd(stream.TEHDConfig, prefix);
}

}  // namespace

Done complete_template(Adaptive& wanted) {
  VOD_TRY(complete_labels(wanted.Name, wanted.Comment));
  if (wanted.Format.value_or("").empty()) return bad_parameter(value_format, {}, "Format", "give HLS or MPEG-DASH.");
  VOD_TRY(complete<Adaptive>(wanted, number_rows, word_rows, {}));
  VOD_TRY(complete<Adaptive>(wanted, {}, drm_rows, {}));
  VOD_TRY(complete_drm(wanted));
  VOD_TRY(complete_segments(wanted));
  if (wanted.StreamInfos.empty() || wanted.StreamInfos.size() > streams_max) {
    return bad_parameter(invalid_parameter_value, {}, "StreamInfos",
                         fmt::format("{} entries are outside 1 to {}.", wanted.StreamInfos.size(), streams_max));
  }
  for (std::size_t i = 0; i < wanted.StreamInfos.size(); ++i) {
    VOD_TRY(complete_stream(wanted.StreamInfos[i], wanted.SegmentType->starts_with("ts"),
                            fmt::format("StreamInfos.{}.", i)));
  }
  return done();
}

void tell_adaptive_rules(std::vector<TemplateRule>& rules, std::string_view kind) {
  tell<Adaptive>(rules, {.kind = kind}, number_rows, word_rows);
  rules.push_back(told_words({.kind = kind}, "DrmType", served_drm));
  rules.push_back(told_words({.kind = kind}, "DrmKeyProvider", served_key_provider, served_key_provider));
  rules.push_back(told_words({.kind = kind, .only_if_field = "Format", .only_if_words = "HLS"}, "SegmentType",
                             hls_segments, hls_segments_otherwise));
  rules.push_back(told_words({.kind = kind, .only_if_field = "Format", .only_if_words = "MPEG-DASH"}, "SegmentType",
                             dash_segments, dash_segments));
  const std::string rung = "StreamInfos.";
  tell<AdaptiveStreamTemplate>(rules, {.kind = kind, .prefix = rung}, removal_rows<AdaptiveStreamTemplate>, {});
  tell_video_rules(rules, {.kind = kind, .prefix = rung + "Video."}, {});
  tell_audio_rules(rules, {.kind = kind, .prefix = rung + "Audio."}, {});
  tell_tehd_rules(rules, {.kind = kind, .prefix = rung});
}

void take_over(Adaptive& to, const ModifyAdaptiveDynamicStreamingTemplateRequest& from) {
  take_over(to.Name, from.Name);
  take_over(to.Comment, from.Comment);
  // What was chosen by the format, and not by the caller, follows it.
  if (from.Format && *from.Format != to.Format && !from.SegmentType) to.SegmentType.reset();
  take_over(to.Format, from.Format);
  take_over(to.DisableHigherVideoBitrate, from.DisableHigherVideoBitrate);
  take_over(to.DisableHigherVideoResolution, from.DisableHigherVideoResolution);
  if (!from.StreamInfos.empty()) to.StreamInfos = from.StreamInfos;
  take_over(to.SegmentType, from.SegmentType);
  take_over(to.SegmentDuration, from.SegmentDuration);
}

Adaptive view_of(const AdaptiveTemplate& row) {
  Adaptive view;
  view.Definition = static_cast<std::uint64_t>(row.definition);
  view.Type = "Preset";
  view.Name = row.name;
  view.Comment = row.comment;
  view.Format = row.dash ? "MPEG-DASH" : "HLS";
  view.DrmType = row.drm_type;
  view.DrmKeyProvider = row.drm_key_provider.empty() ? "VOD" : row.drm_key_provider;
  if (!row.drm_encrypt_type.empty()) view.DrmEncryptType = row.drm_encrypt_type;
  for (const AdaptiveStream& stream : row.streams) {
    AdaptiveStreamTemplate rung;
    rung.RemoveVideo = stream.video ? 0 : 1;
    rung.RemoveAudio = stream.audio ? 0 : 1;
    if (stream.video) rung.Video = view_of(*stream.video);
    if (stream.audio) rung.Audio = view_of(*stream.audio);
    rung.TEHDConfig = tehd_view(stream.top_speed, stream.top_speed_kbps_max);
    view.StreamInfos.push_back(std::move(rung));
  }
  view.DisableHigherVideoBitrate = row.no_higher_bitrate ? 1 : 0;
  view.DisableHigherVideoResolution = row.no_higher_resolution ? 1 : 0;
  view.SegmentType = row.segment_type;
  view.SegmentDuration = row.segment_s;
  return view;
}

AdaptiveTemplate settings_of(const Adaptive& view) {
  AdaptiveTemplate row;
  row.name = view.Name.value_or("");
  row.comment = view.Comment.value_or("");
  row.dash = view.Format == "MPEG-DASH";
  row.drm_type = view.DrmType.value_or("");
  row.drm_key_provider = view.DrmKeyProvider.value_or("");
  row.drm_encrypt_type = view.DrmEncryptType.value_or("");
  std::optional<int> fps;
  for (const AdaptiveStreamTemplate& rung : view.StreamInfos) {
    AdaptiveStream stream;
    if (rung.RemoveVideo.value_or(0) == 0) {
      stream.video = settings_of(rung.Video);
      if (!fps) fps = stream.video->fps;
      stream.video->fps = *fps;
    }
    if (rung.RemoveAudio.value_or(0) == 0) stream.audio = settings_of(rung.Audio);
    if (rung.TEHDConfig) {
      stream.top_speed = rung.TEHDConfig->Type == "TEHD-100";
      stream.top_speed_kbps_max = static_cast<int>(rung.TEHDConfig->MaxVideoBitrate.value_or(0));
    }
    row.streams.push_back(std::move(stream));
  }
  row.no_higher_bitrate = view.DisableHigherVideoBitrate.value_or(0) == 1;
  row.no_higher_resolution = view.DisableHigherVideoResolution.value_or(0) == 1;
  row.segment_type = view.SegmentType.value_or("ts-segment");
  row.segment_s = static_cast<int>(view.SegmentDuration.value_or(6));
  return row;
}

}  // namespace vod::wire
