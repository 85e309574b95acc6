#include "model/templates.h"

#include "model/errors.h"

namespace vod {

std::string_view name_of(FillType fill) {
  switch (fill) {
    case FillType::black:
      return "black";
    case FillType::stretch:
      return "stretch";
    case FillType::white:
      return "white";
    case FillType::gauss:
      return "gauss";
  }
  return "";
}

std::string_view name_of(PictureFormat format) {
  switch (format) {
    case PictureFormat::jpg:
      return "jpg";
    case PictureFormat::png:
      return "png";
    case PictureFormat::webp:
      return "webp";
    case PictureFormat::gif:
      return "gif";
  }
  return "";
}

std::string_view wire_name_of(VideoCodec codec) {
  switch (codec) {
    case VideoCodec::h264:
      return "libx264";
    case VideoCodec::h265:
      return "libx265";
    case VideoCodec::av1:
      return "av1";
    case VideoCodec::copy:
      return "";
  }
  return "";
}

std::string_view wire_name_of(AudioCodec codec) {
  switch (codec) {
    case AudioCodec::aac:
      return "libfdk_aac";
    case AudioCodec::mp3:
      return "libmp3lame";
    case AudioCodec::ac3:
      return "ac3";
    case AudioCodec::mp2:
      return "mp2";
    case AudioCodec::flac:
      return "flac";
    case AudioCodec::pcm16:
      return "pcm16";
    case AudioCodec::copy:
      return "";
  }
  return "";
}

Done check_makeable(const TranscodeTemplate& wanted) {
  if (wanted.container == "flv" && wanted.video && wanted.video->codec == VideoCodec::h265) {
    return error(ErrorCode::input_configuration_unsupported, std::to_string(wanted.definition),
                 "Template " + std::to_string(wanted.definition) + " is H.265 in FLV, which FFmpeg 5.1 can't write.");
  }
  return done();
}

}  // namespace vod
