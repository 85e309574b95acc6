#include <algorithm>

#include "api/actions.h"
#include "api/checks.h"
#include "model/templates.h"

namespace vod::api {
namespace {

constexpr const char* presets_made = "2019-01-01T00:00:00Z";  // Presets have no time of their own.

wire::VideoTemplateInfo view_of(const VideoSettings& video) {
  wire::VideoTemplateInfo view;
  view.Codec = std::string(wire_name_of(video.codec));
  view.Fps = static_cast<std::uint64_t>(video.fps);
  view.Bitrate = static_cast<std::uint64_t>(video.bitrate_kbps);
  view.ResolutionAdaptive = video.adaptive ? "open" : "close";
  view.Width = static_cast<std::uint64_t>(video.width);
  view.Height = static_cast<std::uint64_t>(video.height);
  view.FillType = std::string(name_of(video.fill));
  view.Gop = static_cast<std::uint64_t>(video.gop);
  return view;
}

wire::AudioTemplateInfo view_of(const AudioSettings& audio) {
  wire::AudioTemplateInfo view;
  view.Codec = std::string(wire_name_of(audio.codec));
  view.Bitrate = static_cast<std::uint64_t>(audio.bitrate_kbps);
  view.SampleRate = static_cast<std::uint64_t>(audio.sample_rate_hz);
  view.AudioChannel = audio.channels;
  return view;
}

wire::TranscodeTemplate view_of(const TranscodeTemplate& row) {
  wire::TranscodeTemplate view;
  view.Definition = std::to_string(row.definition);  // A string in this type, unlike everywhere else.
  view.Container = std::string(row.container);
  view.Name = std::string(row.name);
  view.Comment = "";
  view.Type = "Preset";
  view.RemoveVideo = row.video ? 0 : 1;
  view.RemoveAudio = row.audio ? 0 : 1;
  if (row.video) view.VideoTemplate = view_of(*row.video);
  if (row.audio) view.AudioTemplate = view_of(*row.audio);
  wire::TEHDConfig tehd;
  tehd.Type = row.top_speed ? "TEHD-100" : "OFF";
  tehd.MaxVideoBitrate = 0;
  view.TEHDConfig = std::move(tehd);
  view.ContainerType = row.audio_only() ? "PureAudio" : "Video";
  view.CreateTime = presets_made;
  view.UpdateTime = presets_made;
  return view;
}

bool matches(const TranscodeTemplate& row, const wire::DescribeTranscodeTemplatesRequest& request) {
  const auto& definitions = request.Definitions;
  if (!definitions.empty() && std::find(definitions.begin(), definitions.end(), row.definition) == definitions.end()) {
    return false;
  }
  if (request.Type == "Custom") return false;
  const std::string container = request.ContainerType.value_or("");
  if (!container.empty() && (container == "PureAudio") != row.audio_only()) return false;
  const std::string tehd = request.TEHDType.value_or("");
  return tehd.empty() || (tehd == "TEHD") == row.top_speed;
}

Done check_words(const wire::DescribeTranscodeTemplatesRequest& request) {
  VOD_TRY(check::one_of(request.Type.value_or(""), {"", "Preset", "Custom"}, ErrorCode::value_type, "Type"));
  VOD_TRY(check::one_of(request.ContainerType.value_or(""), {"", "Video", "PureAudio"}, ErrorCode::value_container_type,
                        "ContainerType"));
  VOD_TRY(check::one_of(request.TEHDType.value_or(""), {"", "Common", "TEHD"}, ErrorCode::value_tehd_type, "TEHDType"));
  if (request.Definitions.size() <= 100) return done();
  return error(ErrorCode::value_definitions, "Definitions", "Definitions: at most 100 entries.");
}

}  // namespace

Result<wire::DescribeTranscodeTemplatesResponse> answer(Context&,
                                                        const wire::DescribeTranscodeTemplatesRequest& request) {
  VOD_TRY(check_words(request));
  VOD_TRY(const auto offset, check::number(request.Offset, 0, 0, INT32_MAX, ErrorCode::value_offset, "Offset"));
  VOD_TRY(const auto limit, check::number(request.Limit, 10, 1, 100, ErrorCode::value_limit, "Limit"));
  wire::DescribeTranscodeTemplatesResponse response;
  std::int64_t total = 0;
  for (const TranscodeTemplate& row : preset_transcode_templates()) {
    if (!matches(row, request)) continue;
    if (total >= offset && total < offset + limit) response.TranscodeTemplateSet.push_back(view_of(row));
    ++total;
  }
  response.TotalCount = static_cast<std::uint64_t>(total);
  return response;
}

}  // namespace vod::api
