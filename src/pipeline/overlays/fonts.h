#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.h"

namespace vod {

/// A font of the machine.
struct FontFace {
  std::filesystem::path file;
  /// As fontconfig knows it.
  std::string family;
  /// The word means a bold face. The file is of the regular one, from which libass makes or finds the bold.
  bool is_bold = false;
  /// How high a line is, in sizes of the font (usWinAscent and usWinDescent of its table OS/2): what libass takes for
  /// the size, so that letters of one size would be smaller in some fonts.
  double line_height = 1;
};

/// Whether a font here stands for the API's word; and all such words, for messages.
bool is_font(std::string_view word);
std::string known_fonts();

/// The font that a request names by the API's word ("simkai.ttf", "arial.ttf"): a free one of the same look, or of the
/// same script, from a Debian package. input_invalid when no font here stands for the word; task_failed, with the
/// package's name, when it is not installed.
Result<FontFace> find_font(std::string_view word);

}  // namespace vod
