#include "pipeline/overlays/fonts.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>
#include <system_error>

#include "model/errors.h"

namespace vod {
namespace {

struct Font {
  std::string_view family;
  std::string_view file;
  std::string_view package;
};

constexpr auto chinese =
    std::to_array<Font>({{"AR PL UKai CN", "/usr/share/fonts/truetype/arphic/ukai.ttc", "fonts-arphic-ukai"}});
// The first that is there is taken.
constexpr auto latin = std::to_array<Font>({
    {"Liberation Sans", "/usr/share/fonts/truetype/liberation2/LiberationSans-Regular.ttf", "fonts-liberation2"},
    {"Liberation Sans", "/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf", "fonts-liberation"},
});

struct Word {
  std::string_view word;
  std::span<const Font> fonts;
};

// AR PL UKai is a Kai face as SimKai is, and stands for the other faces with Chinese; Liberation Sans has the widths of
// Arial, and stands for the other sans faces of Latin.
constexpr auto words = std::to_array<Word>({
    {"simkai.ttf", chinese},
    {"kai.ttf", chinese},
    {"hei.ttf", chinese},
    {"song.ttf", chinese},
    {"msyh.ttf", chinese},
    {"msyhbd.ttf", chinese},
    {"notosanstc.ttf", chinese},
    {"arial.ttf", latin},
    {"helveticalt.ttf", latin},
    {"dinalternate.ttf", latin},
    {"roboto.ttf", latin},
    {"notosans.ttf", latin},
});

}  // namespace

bool is_font(std::string_view word) { return std::ranges::find(words, word, &Word::word) != words.end(); }

std::string known_fonts() {
  std::string known;
  for (const Word& row : words) known.append(known.empty() ? "" : " ").append(row.word);
  return known;
}

Result<FontFace> find_font(std::string_view word) {
  for (const Word& row : words) {
    if (row.word != word) continue;
    for (const Font& font : row.fonts) {
      std::error_code problem;
      if (std::filesystem::exists(font.file, problem)) return FontFace{font.file, std::string(font.family)};
    }
    return error(ErrorCode::task_failed, std::string(word),
                 fmt::format("The font for {} is not installed on the server: it is in the package {}.", word,
                             row.fonts.front().package));
  }
  return error(ErrorCode::input_invalid, "FontType",
               fmt::format("There is no font for FontType here but: {}.", known_fonts()));
}

}  // namespace vod
