#include "wire/templates/subtitle_style.h"

#include <fmt/format.h>

#include <array>

#include "model/errors.h"
#include "wire/templates/rules.h"
#include "wire/templates/watermark.h"

namespace vod::wire {
namespace {

using Text = std::optional<std::string> SubtitleInfoInput::*;
using Number = std::optional<double> SubtitleInfoInput::*;

Error bad(std::string_view prefix, std::string_view field, const std::string& rest) {
  return bad_parameter(ErrorCode::invalid_parameter_value, prefix, field, rest);
}

struct LengthRule {
  std::string_view field;
  Text given;
  double px_max;
  /// 0 is refused.
  bool above_zero = false;
};
constexpr double percent_max = 100;
constexpr double place_px_max = 4'096;
constexpr double stroke_px_max = 1'000;

struct ColorRule {
  std::string_view field;
  Text given;
};

struct AlphaRule {
  std::string_view field;
  Number given;
  bool above_zero = true;
};

/// Reads the fields of one style; absent and "" leave what is there.
struct Reader {
  const SubtitleInfoInput& input;
  const std::string_view prefix;

  Done read(Length& to, const LengthRule& rule) const {
    const auto& text = input.*rule.given;
    if (!text || text->empty()) return done();
    const auto length = read_length(*text);
    if (!length) return bad(prefix, rule.field, in_quotes(*text) + " is not like 10% or 12px.");
    const double most = length->unit == Length::Unit::pixels ? rule.px_max : percent_max;
    const bool is_in_range = length->value <= most && (rule.above_zero ? length->value > 0 : length->value >= 0);
    if (!is_in_range) {
      return bad(prefix, rule.field,
                 fmt::format("{} is outside {}0 to {}.", in_quotes(*text), rule.above_zero ? "above " : "", most));
    }
    to = *length;
    return done();
  }

  Done read(std::uint32_t& to, const ColorRule& rule) const {
    const auto& text = input.*rule.given;
    if (!text || text->empty()) return done();
    const auto color = read_color(*text);
    if (!color) return bad(prefix, rule.field, in_quotes(*text) + " is not like 0xFF8000.");
    to = *color;
    return done();
  }

  Done read(double& to, const AlphaRule& rule) const {
    const auto& number = input.*rule.given;
    if (!number) return done();
    const bool is_in_range = *number <= 1 && (rule.above_zero ? *number > 0 : *number >= 0);
    if (!is_in_range)
      return bad(prefix, rule.field, fmt::format("{} is outside {}0 to 1.", *number, rule.above_zero ? "above " : ""));
    to = *number;
    return done();
  }
};

Result<SubtitleStyle::Board> board_of(const Reader& reader) {
  using Input = SubtitleInfoInput;
  SubtitleStyle::Board board;
  VOD_TRY(reader.read(board.y, LengthRule{"BoardY", &Input::BoardY, place_px_max}));
  VOD_TRY(reader.read(board.width, LengthRule{"BoardWidth", &Input::BoardWidth, place_px_max}));
  VOD_TRY(reader.read(board.height, LengthRule{"BoardHeight", &Input::BoardHeight, place_px_max}));
  VOD_TRY(reader.read(board.color, ColorRule{"BoardColor", &Input::BoardColor}));
  VOD_TRY(reader.read(board.alpha, AlphaRule{"BoardAlpha", &Input::BoardAlpha, false}));
  return board;
}

}  // namespace

Result<SubtitleStyle> subtitle_style_of(const SubtitleInfoInput& input, std::string_view prefix) {
  using Input = SubtitleInfoInput;
  const Reader reader{input, prefix};
  SubtitleStyle style;
  if (input.FontType && !input.FontType->empty()) style.font = *input.FontType;
  VOD_TRY(reader.read(style.size, LengthRule{"FontSize", &Input::FontSize, place_px_max, true}));
  VOD_TRY(reader.read(style.color, ColorRule{"FontColor", &Input::FontColor}));
  VOD_TRY(reader.read(style.alpha, AlphaRule{"FontAlpha", &Input::FontAlpha}));
  VOD_TRY(reader.read(style.y, LengthRule{"YPos", &Input::YPos, place_px_max}));
  const std::string alignment = input.Alignment.value_or("");
  if (!is_word_of("bottom top", alignment.empty() ? "bottom" : alignment))
    return bad(prefix, "Alignment", in_quotes(alignment) + " is none of: bottom top.");
  style.from_top = alignment == "top";
  // Its other fields are looked at, too, but mean nothing without a place.
  VOD_TRY(const auto board, board_of(reader));
  if (input.BoardY && !input.BoardY->empty()) style.board = board;
  VOD_TRY(reader.read(style.outline, LengthRule{"OutlineWidth", &Input::OutlineWidth, stroke_px_max}));
  VOD_TRY(reader.read(style.outline_color, ColorRule{"OutlineColor", &Input::OutlineColor}));
  VOD_TRY(reader.read(style.outline_alpha, AlphaRule{"OutlineAlpha", &Input::OutlineAlpha}));
  VOD_TRY(reader.read(style.shadow, LengthRule{"ShadowWidth", &Input::ShadowWidth, stroke_px_max}));
  VOD_TRY(reader.read(style.shadow_color, ColorRule{"ShadowColor", &Input::ShadowColor}));
  VOD_TRY(reader.read(style.shadow_alpha, AlphaRule{"ShadowAlpha", &Input::ShadowAlpha}));
  VOD_TRY(reader.read(style.line_spacing, LengthRule{"LineSpacing", &Input::LineSpacing, stroke_px_max}));
  return style;
}

}  // namespace vod::wire
