#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "model/template_settings.h"

namespace vod {

/// How subtitles are drawn into a picture, with the API's defaults. Lengths are pixels of the source's picture, or
/// percents of its height; those of widths, of its width. Places are counted upwards from its lower edge. Colours are
/// 0xRRGGBB; an alpha of 1 lets nothing through.
struct SubtitleStyle {
  /// The API's word for it.
  std::string font = "hei.ttf";
  Length size = {5, Length::Unit::percent};
  std::uint32_t color = 0xffffff;
  double alpha = 1;
  /// Of the lines' lower edge, or with from_top of their upper one.
  Length y = {4, Length::Unit::percent};
  bool from_top = false;

  /// What lies behind the text while there is one.
  struct Board {
    /// Of its lower edge.
    Length y;
    Length width = {90, Length::Unit::percent};
    Length height = {15, Length::Unit::percent};
    std::uint32_t color = 0;
    double alpha = 0.8;
  };
  std::optional<Board> board;

  Length outline = {0.3, Length::Unit::percent};
  std::uint32_t outline_color = 0;
  double outline_alpha = 1;
  Length shadow;
  std::uint32_t shadow_color = 0;
  double shadow_alpha = 1;
  Length line_spacing;
};

}  // namespace vod
