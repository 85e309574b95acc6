#include "pipeline/media_report.h"

#include <boost/json.hpp>

#include <algorithm>
#include <cmath>
#include <string>

#include "base/text.h"
#include "model/errors.h"
#include "model/limits.h"

namespace vod {

const std::string_view report_entries =
    "format=format_name,duration,bit_rate"
    ":stream=index,codec_name,codec_type,codec_tag_string,width,height,pix_fmt,sample_aspect_ratio,field_order,"
    "color_transfer,avg_frame_rate,r_frame_rate,duration,bit_rate,sample_rate,channels"
    ":stream_disposition=attached_pic:stream_tags=rotate,DURATION:stream_side_data=rotation";

namespace {

namespace json = boost::json;

std::string_view text_in(const json::object& object, std::string_view name) {
  const auto* value = object.if_contains(name);
  return value != nullptr && value->is_string() ? std::string_view(value->get_string()) : std::string_view();
}

// Numbers come as numbers or as texts; "N/A" and what is missing are 0.
double number_in(const json::object& object, std::string_view name) {
  const auto* value = object.if_contains(name);
  if (value == nullptr) return 0;
  if (value->is_number()) return value->to_number<double>();
  if (!value->is_string()) return 0;
  const double number = parse_number<double>(std::string_view(value->get_string())).value_or(0);
  return std::isfinite(number) ? number : 0;
}

const json::object& object_in(const json::object& object, std::string_view name) {
  static const json::object nothing;
  const auto* value = object.if_contains(name);
  return value != nullptr && value->is_object() ? value->get_object() : nothing;
}

int whole_in(const json::object& object, std::string_view name) {
  return static_cast<int>(std::clamp(number_in(object, name), 0.0, 1e9));
}

// "30000/1001" or "16:15"; 0 when it says nothing.
double ratio_of(std::string_view text) {
  const auto cut = text.find_first_of("/:");
  if (cut == std::string_view::npos) return 0;
  const double above = parse_number<double>(text.substr(0, cut)).value_or(0);
  const double below = parse_number<double>(text.substr(cut + 1)).value_or(0);
  return above > 0 && below > 0 ? above / below : 0;
}

// "00:00:02.040000000", as Matroska keeps it in a tag.
double clock_seconds(std::string_view text) {
  const auto parts = split(text, ':');
  if (parts.size() != 3) return 0;
  return parse_number<double>(parts[0]).value_or(0) * 3'600 + parse_number<double>(parts[1]).value_or(0) * 60 +
         parse_number<double>(parts[2]).value_or(0);
}

double duration_of(const json::object& stream) {
  const double told = number_in(stream, "duration");
  return told > 0 ? told : clock_seconds(text_in(object_in(stream, "tags"), "DURATION"));
}

// Degrees clockwise, a multiple of 90 in 0 to 270. FFmpeg's matrix turns counter-clockwise.
int rotation_of(const json::object& stream) {
  double degrees = number_in(object_in(stream, "tags"), "rotate");
  if (const auto* list = stream.if_contains("side_data_list"); list != nullptr && list->is_array()) {
    for (const auto& entry : list->get_array()) {
      if (entry.is_object() && entry.get_object().contains("rotation"))
        degrees = -number_in(entry.get_object(), "rotation");
    }
  }
  const int turns = static_cast<int>(std::lround(std::fmod(degrees, 360.0) / 90.0));
  return ((turns % 4 + 4) % 4) * 90;
}

VideoStream read_video(const json::object& stream) {
  VideoStream video;
  video.index = whole_in(stream, "index");
  video.codec = text_in(stream, "codec_name");
  video.codec_tag = text_in(stream, "codec_tag_string");
  if (video.codec_tag.starts_with('[')) video.codec_tag.clear();  // Not four characters but a number.
  video.pixel_format = text_in(stream, "pix_fmt");
  video.width = whole_in(stream, "width");
  video.height = whole_in(stream, "height");
  video.fps = ratio_of(text_in(stream, "avg_frame_rate"));
  if (video.fps == 0) video.fps = ratio_of(text_in(stream, "r_frame_rate"));
  video.bitrate_bps = static_cast<std::int64_t>(number_in(stream, "bit_rate"));
  video.duration_s = duration_of(stream);
  video.rotate = rotation_of(stream);
  const double aspect = ratio_of(text_in(stream, "sample_aspect_ratio"));
  if (aspect > 0.1 && aspect < 10) video.pixel_aspect = aspect;
  const auto order = text_in(stream, "field_order");
  video.interlaced = !order.empty() && order != "progressive" && order != "unknown";
  const auto transfer = text_in(stream, "color_transfer");
  if (transfer == "smpte2084" || transfer == "arib-std-b67") {
    video.dynamic_range = "HDR";
    video.hdr_type = transfer == "smpte2084" ? "hdr10" : "hlg";
  }
  return video;
}

AudioStream read_audio(const json::object& stream) {
  AudioStream audio;
  audio.index = whole_in(stream, "index");
  audio.codec = text_in(stream, "codec_name");
  audio.sample_rate_hz = whole_in(stream, "sample_rate");
  audio.channels = whole_in(stream, "channels");
  audio.bitrate_bps = static_cast<std::int64_t>(number_in(stream, "bit_rate"));
  audio.duration_s = duration_of(stream);
  return audio;
}

// Some formats tell only the bitrate of the whole: where one stream's is missing, it is what the others leave.
void fill_missing_bitrate(MediaMetadata& found) {
  std::int64_t known_bps = 0;
  std::int64_t* missing = nullptr;
  int missing_count = 0;
  const auto look = [&](auto& streams) {
    for (auto& stream : streams) {
      known_bps += stream.bitrate_bps;
      if (stream.bitrate_bps > 0) continue;
      missing = &stream.bitrate_bps;
      ++missing_count;
    }
  };
  look(found.video);
  look(found.audio);
  if (missing_count == 1) *missing = std::max<std::int64_t>(0, found.bitrate_bps - known_bps);
}

void complete(MediaMetadata& found) {
  for (const auto& stream : found.video) found.video_duration_s = std::max(found.video_duration_s, stream.duration_s);
  for (const auto& stream : found.audio) found.audio_duration_s = std::max(found.audio_duration_s, stream.duration_s);
  if (found.duration_s <= 0) found.duration_s = std::max(found.video_duration_s, found.audio_duration_s);
  if (found.has_video() && found.video_duration_s <= 0) found.video_duration_s = found.duration_s;
  if (found.has_audio() && found.audio_duration_s <= 0) found.audio_duration_s = found.duration_s;
  if (found.bitrate_bps <= 0 && found.duration_s > 0)
    found.bitrate_bps = std::llround(static_cast<double>(found.size_bytes) * 8 / found.duration_s);
  fill_missing_bitrate(found);
  if (!found.has_video()) return;
  found.width = found.video.front().width;
  found.height = found.video.front().height;
  found.rotate = found.video.front().rotate;
}

Error too_large(const std::string& what, const std::string& value, const std::string& limit) {
  return error(ErrorCode::source_too_large, {},
               "The source's " + what + " is " + value + "; the limit is " + limit + ".");
}

Done check_limits(const MediaMetadata& found) {
  if (found.duration_s >= limits::source_duration_s_max) {
    return too_large("duration", std::to_string(std::llround(found.duration_s)) + " s",
                     std::to_string(limits::source_duration_s_max) + " s");
  }
  for (const auto& stream : found.video) {
    if (stream.width == 0 || stream.height == 0) return error(ErrorCode::source_no_resolution);
    if (stream.width > limits::source_side_pixels_max || stream.height > limits::source_side_pixels_max) {
      return too_large("picture", std::to_string(stream.width) + "x" + std::to_string(stream.height),
                       std::to_string(limits::source_side_pixels_max) + " pixels a side");
    }
  }
  return done();
}

}  // namespace

Result<MediaMetadata> read_media_report(std::string_view report, std::uint64_t size_bytes) {
  boost::system::error_code problem;
  const auto parsed = json::parse(json::string_view(report.data(), report.size()), problem);
  const auto* const root = problem ? nullptr : parsed.if_object();
  const auto* const streams = root != nullptr ? root->if_contains("streams") : nullptr;
  if (streams == nullptr || !streams->is_array()) return error(ErrorCode::source_not_media);
  if (streams->get_array().size() > limits::source_streams_max) {
    return too_large("number of streams", std::to_string(streams->get_array().size()),
                     std::to_string(limits::source_streams_max));
  }

  MediaMetadata found;
  found.size_bytes = size_bytes;
  const auto& format = object_in(*root, "format");
  found.container = text_in(format, "format_name");
  found.duration_s = number_in(format, "duration");
  found.bitrate_bps = static_cast<std::int64_t>(number_in(format, "bit_rate"));
  for (const auto& entry : streams->get_array()) {
    if (!entry.is_object()) continue;
    const auto& stream = entry.get_object();
    const auto kind = text_in(stream, "codec_type");
    const bool cover_picture = number_in(object_in(stream, "disposition"), "attached_pic") != 0;
    if (kind == "video" && !cover_picture) found.video.push_back(read_video(stream));
    if (kind == "audio" && number_in(stream, "channels") > 0) found.audio.push_back(read_audio(stream));
  }
  if (!found.has_video() && !found.has_audio()) {
    return error(ErrorCode::source_not_media, {}, "The source has neither pictures nor sound.");
  }
  complete(found);
  VOD_TRY(check_limits(found));
  return found;
}

}  // namespace vod
