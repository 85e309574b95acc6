#include "api/overlay_input_checks.h"

#include "api/checks.h"
#include "pipeline/overlays/fonts.h"
#include "wire/templates/rules.h"
#include "wire/templates/subtitle_style.h"

namespace vod::check {
namespace {

constexpr std::size_t watermarks_max = 10;  // The cloud's limit.
constexpr std::size_t subtitles_max = 2;    // The cloud's limit, of those drawn into one picture.
constexpr std::size_t text_characters_max = 100;
constexpr std::size_t svg_characters_max = 2'000'000;

Error bad(const std::string& field, const std::string& rule) {
  return error(ErrorCode::invalid_parameter_value, field, field + ": " + rule);
}

}  // namespace

Done watermarks(const std::vector<wire::WatermarkInput>& inputs, const std::string& field) {
  if (inputs.size() > watermarks_max)
    return bad(field, std::to_string(inputs.size()) + " are more than the limit of 10.");
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    const std::string prefix = field + "." + std::to_string(i) + ".";
    VOD_TRY(length(inputs[i].TextContent.value_or(""), text_characters_max, ErrorCode::invalid_parameter_value,
                   prefix + "TextContent"));
    VOD_TRY(length(inputs[i].SvgContent.value_or(""), svg_characters_max, ErrorCode::invalid_parameter_value,
                   prefix + "SvgContent"));
  }
  return done();
}

Done drawn_subtitles(const std::vector<wire::SubtitleInfoInput>& inputs, const std::string& field) {
  if (inputs.size() > subtitles_max)
    return bad(field, std::to_string(inputs.size()) + " are more than the limit of 2.");
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    const std::string prefix = field + "." + std::to_string(i) + ".";
    VOD_TRY(const auto style, wire::subtitle_style_of(inputs[i], prefix));
    if (!is_font(style.font)) {
      return bad(prefix + "FontType",
                 wire::in_quotes(style.font) + " is no font of this server; those are: " + known_fonts() + ".");
    }
  }
  return done();
}

}  // namespace vod::check
