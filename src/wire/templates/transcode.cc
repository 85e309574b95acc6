#include "wire/templates/transcode.h"

#include <array>

#include "wire/templates/streams.h"

namespace vod::wire {
namespace {

constexpr std::string_view picture_containers = "mp4 flv hls";
constexpr std::string_view sound_containers = "mp3 flac ogg m4a wav";
constexpr auto segment_words = std::to_array<WordRule<TranscodeTemplate>>({
    {"SegmentType", &TranscodeTemplate::SegmentType, "ts fmp4", ErrorCode::invalid_parameter_value, "ts"},
});

Done check_container(const std::optional<std::string>& container, std::string_view prefix) {
  const std::string given = container.value_or("");
  if (is_word_of(picture_containers, given) || is_word_of(sound_containers, given)) return done();
  return bad_parameter(ErrorCode::value_container, prefix, "Container",
                       fmt::format("{} is none of: {} {}.", in_quotes(given), picture_containers, sound_containers));
}

// Which of picture and sound there are, against the container and each other.
Done check_parts(const TranscodeTemplate& wanted, std::string_view prefix) {
  const bool is_sound = is_word_of(sound_containers, wanted.Container.value_or(""));
  if (is_sound && wanted.RemoveVideo.value_or(0) == 0) {
    return bad_parameter(ErrorCode::value_remove_video, prefix, "RemoveVideo",
                         fmt::format("{} holds no picture; set it to 1.", wanted.Container.value_or("")));
  }
  if (wanted.RemoveVideo.value_or(0) == 1 && wanted.RemoveAudio.value_or(0) == 1) {
    return bad_parameter(ErrorCode::value_remove_audio, prefix, "RemoveAudio",
                         "nothing is left without picture and sound.");
  }
  if (wanted.RemoveVideo.value_or(0) == 0 && !wanted.VideoTemplate) {
    return bad_parameter(ErrorCode::missing_parameter, prefix, "VideoTemplate",
                         "it is required unless RemoveVideo is 1.");
  }
  if (wanted.RemoveAudio.value_or(0) == 0 && !wanted.AudioTemplate) {
    return bad_parameter(ErrorCode::missing_parameter, prefix, "AudioTemplate",
                         "it is required unless RemoveAudio is 1.");
  }
  return done();
}

Done complete_flags(TranscodeTemplate& wanted, std::string_view prefix) {
  VOD_TRY(complete<TranscodeTemplate>(wanted, removal_rows<TranscodeTemplate>, {}, prefix));
  if (wanted.RemoveVideo.value_or(0) == 1) wanted.VideoTemplate.reset();
  if (wanted.RemoveAudio.value_or(0) == 1) wanted.AudioTemplate.reset();
  return check_parts(wanted, prefix);
}

template <class To, class From>
void take_over_part(std::optional<To>& to, const std::optional<From>& from) {
  if (!from || *from == From{}) return;
  if (!to) to.emplace();
  take_over(*to, *from);
}

// True when the source's stream is kept: then there is nothing in it to check.
template <class Part>
bool is_kept(const std::optional<Part>& part) {
  return part && part->Codec.empty();
}

}  // namespace

Done complete_template(TranscodeTemplate& wanted) {
  VOD_TRY(complete_labels(wanted.Name, wanted.Comment));
  VOD_TRY(check_container(wanted.Container, {}));
  VOD_TRY(complete_flags(wanted, {}));
  if (wanted.VideoTemplate) {
    VOD_TRY(complete_video(*wanted.VideoTemplate, wanted.Container.value_or(""), transcode_codes, "VideoTemplate."));
  }
  if (wanted.AudioTemplate) {
    VOD_TRY(complete_audio(*wanted.AudioTemplate, wanted.Container.value_or(""), transcode_codes, "AudioTemplate."));
  }
  VOD_TRY(complete_tehd(wanted.TEHDConfig, {}));
  VOD_TRY(complete<TranscodeTemplate>(wanted, {}, segment_words, {}));
  wanted.ContainerType = is_word_of(sound_containers, wanted.Container.value_or("")) ? "PureAudio" : "Video";
  return done();
}

void tell_transcode_rules(std::vector<TemplateRule>& rules, std::string_view kind) {
  const std::string all_containers = fmt::format("{} {}", picture_containers, sound_containers);
  rules.push_back(told_words({.kind = kind}, "Container", all_containers));
  tell<TranscodeTemplate>(rules, {.kind = kind}, removal_rows<TranscodeTemplate>, segment_words);
  tell_video_rules(rules, {.kind = kind, .prefix = "VideoTemplate."}, "Container");
  tell_audio_rules(rules, {.kind = kind, .prefix = "AudioTemplate."}, "Container");
  tell_tehd_rules(rules, {.kind = kind});
}

void take_over(TranscodeTemplate& to, const ModifyTranscodeTemplateRequest& from) {
  take_over(to.Container, from.Container);
  take_over(to.Name, from.Name);
  take_over(to.Comment, from.Comment);
  take_over(to.RemoveVideo, from.RemoveVideo);
  take_over(to.RemoveAudio, from.RemoveAudio);
  take_over_part(to.VideoTemplate, from.VideoTemplate);
  take_over_part(to.AudioTemplate, from.AudioTemplate);
  if (from.TEHDConfig) take_over(to.TEHDConfig, *from.TEHDConfig);
  take_over(to.SegmentType, from.SegmentType);
}

TranscodeTemplate view_of(const vod::TranscodeTemplate& row) {
  TranscodeTemplate view;
  view.Definition = std::to_string(row.definition);  // A string in this type, unlike everywhere else.
  view.Container = row.container;
  view.Name = row.name;
  view.Comment = row.comment;
  view.Type = "Preset";
  view.RemoveVideo = row.video ? 0 : 1;
  view.RemoveAudio = row.audio ? 0 : 1;
  if (row.video) view.VideoTemplate = view_of(*row.video);
  if (row.audio) view.AudioTemplate = view_of(*row.audio);
  view.TEHDConfig = tehd_view(row.top_speed, row.top_speed_kbps_max);
  view.ContainerType = row.audio_only() ? "PureAudio" : "Video";
  view.SegmentType = row.fmp4 ? "fmp4" : "ts";
  return view;
}

vod::TranscodeTemplate settings_of(const TranscodeTemplate& view) {
  vod::TranscodeTemplate row;
  row.name = view.Name.value_or("");
  row.comment = view.Comment.value_or("");
  row.container = view.Container.value_or("mp4");
  if (view.VideoTemplate) row.video = settings_of(*view.VideoTemplate);
  if (view.AudioTemplate) row.audio = settings_of(*view.AudioTemplate);
  if (view.TEHDConfig) {
    row.top_speed = view.TEHDConfig->Type == "TEHD-100";
    row.top_speed_kbps_max = static_cast<int>(view.TEHDConfig->MaxVideoBitrate.value_or(0));
  }
  row.fmp4 = view.SegmentType == "fmp4";
  return row;
}

Done apply_override(vod::TranscodeTemplate& wanted, const OverrideTranscodeParameter& changes,
                    std::string_view prefix) {
  TranscodeTemplate view = view_of(wanted);
  const bool new_container = changes.Container && !changes.Container->empty() && *changes.Container != wanted.container;
  if (new_container) view.Container = changes.Container;
  VOD_TRY(check_container(view.Container, prefix));
  if (changes.RemoveVideo) view.RemoveVideo = static_cast<std::int64_t>(*changes.RemoveVideo);
  if (changes.RemoveAudio) view.RemoveAudio = static_cast<std::int64_t>(*changes.RemoveAudio);
  const VideoTemplateInfo old_video = view.VideoTemplate.value_or(VideoTemplateInfo{});
  const AudioTemplateInfo old_audio = view.AudioTemplate.value_or(AudioTemplateInfo{});
  take_over_part(view.VideoTemplate, changes.VideoTemplate);
  take_over_part(view.AudioTemplate, changes.AudioTemplate);
  VOD_TRY(complete_flags(view, prefix));
  // A kept stream fits wherever its container lets it; FFmpeg says so when it does not.
  if (view.VideoTemplate && (*view.VideoTemplate != old_video || (new_container && !is_kept(view.VideoTemplate)))) {
    VOD_TRY(complete_video(*view.VideoTemplate, view.Container.value_or(""), transcode_codes,
                           std::string(prefix) + "VideoTemplate."));
  }
  if (view.AudioTemplate && (*view.AudioTemplate != old_audio || (new_container && !is_kept(view.AudioTemplate)))) {
    VOD_TRY(complete_audio(*view.AudioTemplate, view.Container.value_or(""), transcode_codes,
                           std::string(prefix) + "AudioTemplate."));
  }
  if (changes.TEHDConfig) {
    take_over(view.TEHDConfig, *changes.TEHDConfig);
    VOD_TRY(complete_tehd(view.TEHDConfig, prefix));
  }
  vod::TranscodeTemplate changed = settings_of(view);
  changed.definition = wanted.definition;
  wanted = std::move(changed);
  return done();
}

}  // namespace vod::wire
