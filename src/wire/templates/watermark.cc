#include "wire/templates/watermark.h"

#include <array>
#include <charconv>

#include "wire/templates/rules.h"
#include "wire/templates/told_rules.h"

namespace vod::wire {
namespace {

using enum ErrorCode;

constexpr double image_px_min = 8;      // As in the cloud.
constexpr double image_px_max = 4'096;  // The same.
constexpr double percent_max = 100;     // Of the picture.
constexpr double font_px_max = 4'096;   // The API names no bound; larger letters than pictures are a mistake.
constexpr std::string_view origins = "TopLeft TopRight BottomLeft BottomRight";

constexpr auto word_rows = std::to_array<WordRule<WatermarkTemplate>>({
    {"Type", &WatermarkTemplate::Type, "image text svg", value_type},
    {"CoordinateOrigin", &WatermarkTemplate::CoordinateOrigin, origins, value_coordinate_origin, "TopLeft"},
});

using Image = ImageWatermarkTemplate;
constexpr auto image_numbers = std::to_array<NumberRule<Image>>({
    {"Transparency", &Image::Transparency, 0, 100, invalid_parameter_value},
});
constexpr auto image_words = std::to_array<WordRule<Image>>({
    {"RepeatType", &Image::RepeatType, "once repeat_last_frame repeat", value_repeat_type, "repeat"},
});

using Text = TextWatermarkTemplateInput;
constexpr auto text_numbers = std::to_array<NumberRule<Text>>({
    {"FontAlpha", &Text::FontAlpha, 0, 1, value_text_alpha, false, {}, true},
});
constexpr auto text_words = std::to_array<WordRule<Text>>({
    {"FontType", &Text::FontType, "simkai.ttf arial.ttf", value_text_template},
});

struct LengthRule {
  std::string_view field;
  ErrorCode code;
  std::string_view otherwise;
  bool all_units = false;
  double px_min = 0;
  double px_max = image_px_max;
  /// 0px: as the shape says.
  bool zero_too = true;
  double percent_min = 0;
};

Done complete_length(std::string& text, const LengthRule& rule, std::string_view prefix) {
  if (text.empty()) text = std::string(rule.otherwise);
  const auto length = read_length(text, rule.all_units);
  if (!length) {
    return bad_parameter(rule.code, prefix, rule.field,
                         fmt::format("{} is not like 10% or 12px{}.", in_quotes(text),
                                     rule.all_units ? ", or 10W%, 10H%, 10S%, 10L%" : ""));
  }
  const bool is_px = length->unit == Length::Unit::pixels;
  const double from = is_px ? rule.px_min : rule.percent_min;
  const double to = is_px ? rule.px_max : percent_max;
  if (rule.zero_too && length->value == 0) return done();
  if (length->value >= from && length->value <= to) return done();
  return bad_parameter(rule.code, prefix, rule.field,
                       fmt::format("{} is outside {}{} to {}.", in_quotes(text), rule.zero_too ? "0, " : "", from, to));
}

Done complete_length(std::optional<std::string>& text, const LengthRule& rule, std::string_view prefix) {
  if (!text) text.emplace();
  return complete_length(*text, rule, prefix);
}

Done complete_image(Image& image) {
  constexpr std::string_view prefix = "ImageTemplate.";
  VOD_TRY(complete<Image>(image, image_numbers, image_words, prefix));
  VOD_TRY(
      complete_length(image.Width, {"Width", value_width, "10%", false, image_px_min, image_px_max, false, 1}, prefix));
  return complete_length(image.Height, {"Height", value_height, "0px", false, image_px_min, image_px_max, true, 1},
                         prefix);
}

Done complete_text(Text& text) {
  constexpr std::string_view prefix = "TextTemplate.";
  VOD_TRY(complete<Text>(text, text_numbers, text_words, prefix));
  const auto size = read_length(text.FontSize);
  if (!size || size->unit != Length::Unit::pixels || !(size->value >= 1 && size->value <= font_px_max)) {
    return bad_parameter(value_text_template, prefix, "FontSize",
                         fmt::format("{} is not like 24px, 1 to {}.", in_quotes(text.FontSize), font_px_max));
  }
  if (text.FontColor.empty()) text.FontColor = "0xFFFFFF";
  if (read_color(text.FontColor)) return done();
  return bad_parameter(value_text_template, prefix, "FontColor",
                       fmt::format("{} is not like 0xFF8000.", in_quotes(text.FontColor)));
}

Done complete_svg(SvgWatermarkInput& svg) {
  constexpr std::string_view prefix = "SvgTemplate.";
  VOD_TRY(complete_length(svg.Width, {"Width", value_svg_template_width, "10W%", true}, prefix));
  return complete_length(svg.Height, {"Height", value_svg_template_height, "0px", true}, prefix);
}

// The one part that the kind needs; the others don't belong to it.
Done check_parts(const WatermarkTemplate& wanted) {
  struct Part {
    std::string_view type;
    std::string_view field;
    bool is_there;
    bool is_needed;
    ErrorCode code;
  };
  const auto parts = std::to_array<Part>({
      {"image", "ImageTemplate", wanted.ImageTemplate.has_value(), true, value_image_template},
      {"text", "TextTemplate", wanted.TextTemplate.has_value(), true, value_text_template},
      {"svg", "SvgTemplate", wanted.SvgTemplate.has_value(), false, value_svg_template},
  });
  for (const Part& part : parts) {
    if (part.type == wanted.Type && part.is_needed && !part.is_there) {
      return bad_parameter(part.code, {}, part.field, fmt::format("it is required with Type {}.", part.type));
    }
    if (part.type != wanted.Type && part.is_there) {
      return bad_parameter(part.code, {}, part.field, fmt::format("it goes with Type {} only.", part.type));
    }
  }
  return done();
}

}  // namespace

std::optional<std::uint32_t> read_color(std::string_view text) {
  std::uint32_t color = 0;
  if (text.size() != 8 || !(text.starts_with("0x") || text.starts_with("0X"))) return {};
  const auto [end, failure] = std::from_chars(text.data() + 2, text.data() + text.size(), color, 16);
  if (failure != std::errc() || end != text.data() + text.size()) return {};
  return color;
}

std::optional<Length> read_length(std::string_view text, bool all_units) {
  struct Ending {
    std::string_view text;
    Length::Unit unit;
    bool always;
  };
  using enum Length::Unit;
  constexpr auto endings = std::to_array<Ending>({{"px", pixels, true},
                                                  {"W%", percent_of_width, false},
                                                  {"H%", percent_of_height, false},
                                                  {"S%", percent_of_short, false},
                                                  {"L%", percent_of_long, false},
                                                  {"%", percent, true}});
  for (const Ending& ending : endings) {
    if (!text.ends_with(ending.text)) continue;
    if (!ending.always && !all_units) return {};
    text.remove_suffix(ending.text.size());
    Length length{.value = 0, .unit = ending.unit};
    const auto [end, failure] =
        std::from_chars(text.data(), text.data() + text.size(), length.value, std::chars_format::fixed);
    if (failure != std::errc() || end != text.data() + text.size() || !(length.value >= 0)) return {};
    return length;
  }
  return {};
}

Done complete_template(WatermarkTemplate& wanted) {
  VOD_TRY(complete_labels(wanted.Name, wanted.Comment));
  if (!wanted.Type) wanted.Type.emplace();
  if (wanted.Type->empty()) return bad_parameter(value_type, {}, "Type", "give one of: image text svg.");
  VOD_TRY(complete<WatermarkTemplate>(wanted, {}, word_rows, {}));
  VOD_TRY(complete_length(wanted.XPos, {"XPos", value_xpos, "0px"}, {}));
  VOD_TRY(complete_length(wanted.YPos, {"YPos", value_ypos, "0px"}, {}));
  VOD_TRY(check_parts(wanted));
  if (wanted.Type == "image" && wanted.ImageTemplate) return complete_image(*wanted.ImageTemplate);
  if (wanted.Type == "text" && wanted.TextTemplate) return complete_text(*wanted.TextTemplate);
  if (!wanted.SvgTemplate) wanted.SvgTemplate.emplace();
  return complete_svg(*wanted.SvgTemplate);
}

void tell_watermark_rules(std::vector<TemplateRule>& rules, std::string_view kind) {
  const auto part = [&](std::string_view type, std::string prefix) {
    return RulePlace{.kind = kind, .prefix = std::move(prefix), .only_if_field = "Type", .only_if_words = type};
  };
  tell<WatermarkTemplate>(rules, {.kind = kind}, {}, word_rows);
  tell<Image>(rules, part("image", "ImageTemplate."), image_numbers, image_words);
  tell<Text>(rules, part("text", "TextTemplate."), text_numbers, text_words);
}

void take_over(Image& to, const ImageWatermarkInput& from) {
  take_over(to.Width, from.Width);
  take_over(to.Height, from.Height);
  take_over(to.RepeatType, from.RepeatType);
  take_over(to.Transparency, from.Transparency);
}

Done take_over(WatermarkTemplate& to, const ModifyWatermarkTemplateRequest& from) {
  take_over(to.Name, from.Name);
  take_over(to.Comment, from.Comment);
  take_over(to.CoordinateOrigin, from.CoordinateOrigin);
  take_over(to.XPos, from.XPos);
  take_over(to.YPos, from.YPos);
  // Parts of another kind are made here, and refused by complete_template().
  if (from.ImageTemplate) {
    if (!to.ImageTemplate) to.ImageTemplate.emplace();
    take_over(to.ImageTemplate->Width, from.ImageTemplate->Width);
    take_over(to.ImageTemplate->Height, from.ImageTemplate->Height);
    take_over(to.ImageTemplate->RepeatType, from.ImageTemplate->RepeatType);
    take_over(to.ImageTemplate->Transparency, from.ImageTemplate->Transparency);
  }
  if (from.TextTemplate) {
    if (!to.TextTemplate) to.TextTemplate.emplace();
    take_over(to.TextTemplate->FontType, from.TextTemplate->FontType);
    take_over(to.TextTemplate->FontSize, from.TextTemplate->FontSize);
    take_over(to.TextTemplate->FontColor, from.TextTemplate->FontColor);
    take_over(to.TextTemplate->FontAlpha, from.TextTemplate->FontAlpha);
  }
  if (from.SvgTemplate) {
    if (!to.SvgTemplate) to.SvgTemplate.emplace();
    take_over(to.SvgTemplate->Width, from.SvgTemplate->Width);
    take_over(to.SvgTemplate->Height, from.SvgTemplate->Height);
  }
  return check_parts(to);
}

vod::WatermarkTemplate settings_of(const WatermarkTemplate& view) {
  using Row = vod::WatermarkTemplate;
  const auto length = [](const std::string& text) { return read_length(text, true).value_or(Length{}); };
  Row row;
  row.name = view.Name.value_or("");
  row.comment = view.Comment.value_or("");
  row.origin = view.CoordinateOrigin == "TopRight"      ? CoordinateOrigin::top_right
               : view.CoordinateOrigin == "BottomLeft"  ? CoordinateOrigin::bottom_left
               : view.CoordinateOrigin == "BottomRight" ? CoordinateOrigin::bottom_right
                                                        : CoordinateOrigin::top_left;
  row.x = length(view.XPos.value_or("0px"));
  row.y = length(view.YPos.value_or("0px"));
  if (view.ImageTemplate) {
    row.type = Row::Type::image;
    row.width = length(view.ImageTemplate->Width);
    row.height = length(view.ImageTemplate->Height);
    row.image_path = view.ImageTemplate->ImageUrl;
    row.repeat = view.ImageTemplate->RepeatType == "once"                ? Row::Repeat::once
                 : view.ImageTemplate->RepeatType == "repeat_last_frame" ? Row::Repeat::repeat_last_frame
                                                                         : Row::Repeat::repeat;
    row.transparency = static_cast<int>(view.ImageTemplate->Transparency);
  }
  if (view.TextTemplate) {
    row.type = Row::Type::text;
    row.font = view.TextTemplate->FontType;
    row.font_px = static_cast<int>(length(view.TextTemplate->FontSize).value);
    row.font_color = read_color(view.TextTemplate->FontColor).value_or(0xffffff);
    row.font_alpha = view.TextTemplate->FontAlpha;
  }
  if (view.SvgTemplate) {
    row.type = Row::Type::svg;
    row.width = length(view.SvgTemplate->Width.value_or("10W%"));
    row.height = length(view.SvgTemplate->Height.value_or("0px"));
  }
  return row;
}

}  // namespace vod::wire
