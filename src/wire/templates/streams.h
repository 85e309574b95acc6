#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "base/result.h"
#include "model/templates.h"
#include "wire/templates/rules.h"
#include "wire/templates/told_rules.h"
#include "wire/types.h"

/// The picture and the sound of templates: of transcodes, and of each rendition of an adaptive stream.
namespace vod::wire {

/// The two actions name the same mistakes by different codes.
struct StreamCodes {
  ErrorCode video_codec;
  ErrorCode video_bitrate;
  ErrorCode audio_codec;
  ErrorCode audio_bitrate;
  ErrorCode sample_rate;
  ErrorCode channel;
};
extern const StreamCodes transcode_codes;
extern const StreamCodes adaptive_codes;

/// Fills the defaults in and checks everything, also what the container can hold ("mp4", "hls", ...).
/// unsupported_operation for H.266, for which there is no encoder.
Done complete_video(VideoTemplateInfo& video, std::string_view container, const StreamCodes& codes,
                    std::string_view prefix);
Done complete_audio(AudioTemplateInfo& audio, std::string_view container, const StreamCodes& codes,
                    std::string_view prefix);
Done complete_tehd(std::optional<TEHDConfig>& tehd, std::string_view prefix);
/// Whether picture or sound is removed: 0 or 1.
template <class T>
constexpr auto removal_rows = std::to_array<NumberRule<T>>({
    {"RemoveVideo", &T::RemoveVideo, 0, 1, ErrorCode::value_remove_video, false, 0},
    {"RemoveAudio", &T::RemoveAudio, 0, 1, ErrorCode::value_remove_audio, false, 0},
});

/// The same rules, told. Of a container of transcodes, or of an adaptive stream ("adaptive"); `place` is the object
/// that they stand in, and `container_field` the path of the container, "" where there is none.
void tell_video_rules(std::vector<TemplateRule>& rules, const RulePlace& place, std::string_view container_field);
void tell_audio_rules(std::vector<TemplateRule>& rules, const RulePlace& place, std::string_view container_field);
void tell_tehd_rules(std::vector<TemplateRule>& rules, RulePlace place);

/// What Modify and OverrideParameter change.
void take_over(VideoTemplateInfo& to, const VideoTemplateInfoForUpdate& from);
void take_over(AudioTemplateInfo& to, const AudioTemplateInfoForUpdate& from);
void take_over(std::optional<TEHDConfig>& to, const TEHDConfigForUpdate& from);

/// Between the wire and the model. "" for a codec is the source's stream as it is, which only presets have.
VideoTemplateInfo view_of(const VideoSettings& video);
AudioTemplateInfo view_of(const AudioSettings& audio);
TEHDConfig tehd_view(bool top_speed, int kbps_max);
VideoSettings settings_of(const VideoTemplateInfo& video);
AudioSettings settings_of(const AudioTemplateInfo& audio);
FillType fill_of(std::string_view word);

}  // namespace vod::wire
