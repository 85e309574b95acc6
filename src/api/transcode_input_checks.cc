#include "api/transcode_input_checks.h"

#include "api/checks.h"
#include "pipeline/overlays/fonts.h"
#include "wire/templates/rules.h"
#include "wire/templates/subtitle_style.h"
#include "wire/templates/watermark.h"

namespace vod::check {
namespace {

constexpr std::size_t overlays_max = 10;  // The cloud's limit, for watermarks and for mosaics.
constexpr std::size_t subtitles_max = 2;  // The cloud's limit, of those drawn into one picture.
constexpr std::size_t text_characters_max = 100;
constexpr std::size_t svg_characters_max = 2'000'000;

Error bad(const std::string& field, const std::string& rule) {
  return error(ErrorCode::invalid_parameter_value, field, field + ": " + rule);
}

Done check_count(std::size_t count, const std::string& field) {
  if (count <= overlays_max) return done();
  return bad(field, std::to_string(count) + " are more than the limit of 10.");
}

Done check_watermarks(const std::vector<wire::WatermarkInput>& watermarks, const std::string& field) {
  VOD_TRY(check_count(watermarks.size(), field));
  for (std::size_t i = 0; i < watermarks.size(); ++i) {
    const std::string prefix = field + "." + std::to_string(i) + ".";
    VOD_TRY(length(watermarks[i].TextContent.value_or(""), text_characters_max, ErrorCode::invalid_parameter_value,
                   prefix + "TextContent"));
    VOD_TRY(length(watermarks[i].SvgContent.value_or(""), svg_characters_max, ErrorCode::invalid_parameter_value,
                   prefix + "SvgContent"));
  }
  return done();
}

Done check_length(const std::optional<std::string>& text, const std::string& field) {
  if (!text || text->empty() || wire::read_length(*text)) return done();
  return bad(field, "\"" + text->substr(0, 32) + "\" is not like 10% or 12px.");
}

Done check_mosaics(const std::vector<wire::MosaicInput>& mosaics, const std::string& field) {
  VOD_TRY(check_count(mosaics.size(), field));
  for (std::size_t i = 0; i < mosaics.size(); ++i) {
    const wire::MosaicInput& mosaic = mosaics[i];
    const std::string prefix = field + "." + std::to_string(i) + ".";
    const std::string origin = mosaic.CoordinateOrigin.value_or("");
    VOD_TRY(one_of(origin, {"", "TopLeft", "TopRight", "BottomLeft", "BottomRight"}, ErrorCode::invalid_parameter_value,
                   prefix + "CoordinateOrigin"));
    VOD_TRY(check_length(mosaic.XPos, prefix + "XPos"));
    VOD_TRY(check_length(mosaic.YPos, prefix + "YPos"));
    VOD_TRY(check_length(mosaic.Width, prefix + "Width"));
    VOD_TRY(check_length(mosaic.Height, prefix + "Height"));
  }
  return done();
}

Done check_subtitles(const std::vector<wire::SubtitleInfoInput>& subtitles, const std::string& field) {
  if (subtitles.size() > subtitles_max)
    return bad(field, std::to_string(subtitles.size()) + " are more than the limit of 2.");
  for (std::size_t i = 0; i < subtitles.size(); ++i) {
    const std::string prefix = field + "." + std::to_string(i) + ".";
    VOD_TRY(const auto style, wire::subtitle_style_of(subtitles[i], prefix));
    if (!is_font(style.font)) {
      return bad(prefix + "FontType",
                 wire::in_quotes(style.font) + " is no font of this server; those are: " + known_fonts() + ".");
    }
  }
  return done();
}

}  // namespace

Done transcode_tasks(const wire::MediaProcessTaskInput& input) {
  for (std::size_t i = 0; i < input.TranscodeTaskSet.size(); ++i) {
    const std::string prefix = "MediaProcessTask.TranscodeTaskSet." + std::to_string(i) + ".";
    VOD_TRY(check_watermarks(input.TranscodeTaskSet[i].WatermarkSet, prefix + "WatermarkSet"));
    VOD_TRY(check_mosaics(input.TranscodeTaskSet[i].MosaicSet, prefix + "MosaicSet"));
    VOD_TRY(check_subtitles(input.TranscodeTaskSet[i].SubtitleInfoSet, prefix + "SubtitleInfoSet"));
  }
  return done();
}

}  // namespace vod::check
