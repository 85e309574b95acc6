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
  double line_height = 1;
};

constexpr auto kai =
    std::to_array<Font>({{"AR PL UKai CN", "/usr/share/fonts/truetype/arphic/ukai.ttc", "fonts-arphic-ukai", 1.104}});
constexpr auto song = std::to_array<Font>(
    {{"AR PL UMing CN", "/usr/share/fonts/truetype/arphic/uming.ttc", "fonts-arphic-uming", 1.047}});
// Has kana and hangul, too.
constexpr auto hei = std::to_array<Font>(
    {{"WenQuanYi Zen Hei", "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc", "fonts-wqy-zenhei", 1.26}});
constexpr auto noto = std::to_array<Font>(
    {{"Noto Sans", "/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf", "fonts-noto-core", 1.362}});
constexpr auto thai = std::to_array<Font>(
    {{"Noto Sans Thai", "/usr/share/fonts/truetype/noto/NotoSansThai-Regular.ttf", "fonts-noto-core", 1.511}});
constexpr auto arabic = std::to_array<Font>(
    {{"Noto Naskh Arabic", "/usr/share/fonts/truetype/noto/NotoNaskhArabic-Regular.ttf", "fonts-noto-core", 1.703}});
constexpr auto devanagari =
    std::to_array<Font>({{"Noto Sans Devanagari", "/usr/share/fonts/truetype/noto/NotoSansDevanagari-Regular.ttf",
                          "fonts-noto-core", 1.304}});
// The first that is there is taken.
constexpr auto sans = std::to_array<Font>({
    {"Liberation Sans", "/usr/share/fonts/truetype/liberation2/LiberationSans-Regular.ttf", "fonts-liberation2", 1.117},
    {"Liberation Sans", "/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf", "fonts-liberation", 1.117},
});
constexpr auto serif = std::to_array<Font>({
    {"Liberation Serif", "/usr/share/fonts/truetype/liberation2/LiberationSerif-Regular.ttf", "fonts-liberation2",
     1.107},
    {"Liberation Serif", "/usr/share/fonts/truetype/liberation/LiberationSerif-Regular.ttf", "fonts-liberation", 1.107},
});

struct Word {
  std::string_view word;
  std::span<const Font> fonts;
  bool is_bold = false;
};

// The words are those of SubtitleInfoInput.FontType. Each gets a free face of its kind, and of the same script in any
// case. Liberation Sans has the widths of Arial.
constexpr auto words = std::to_array<Word>({
    {"hei.ttf", hei},
    {"song.ttf", song},
    {"kai.ttf", kai},
    {"simkai.ttf", kai},
    {"msyh.ttf", hei},
    {"msyhbd.ttf", hei, true},
    {"hkjgt.ttf", hei},
    {"dhttx.ttf", hei},
    {"xqgdzt.ttf", song},
    {"qpcyt.ttf", hei},
    {"arial.ttf", sans},
    {"dinalternate.ttf", sans, true},
    {"helveticalt.ttf", sans},
    {"helveticains.ttf", sans, true},
    {"trajanpro.ttf", serif, true},
    {"korean.ttf", hei},
    {"japanese.ttf", hei},
    {"thai.ttf", thai},
    {"roboto.ttf", sans},
    {"notosans.ttf", noto},
    {"notosansthai.ttf", thai},
    {"sarabun.ttf", thai},
    {"kanit.ttf", thai},
    {"charmonman.ttf", thai},
    {"notonaskharabic.ttf", arabic},
    {"notosansdevanagari.ttf", devanagari},
    {"notosanstc.ttf", hei},
    {"notosanskr.ttf", hei},
    {"gothica1.ttf", hei},
    {"nanummyeongjo.ttf", hei},
    {"notosansjp.ttf", hei},
    {"notoserifjp.ttf", song},
    {"shipporimincho.ttf", song},
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
      if (std::filesystem::exists(font.file, problem))
        return FontFace{font.file, std::string(font.family), row.is_bold, font.line_height};
    }
    return error(ErrorCode::task_failed, std::string(word),
                 fmt::format("The font for {} is not installed on the server: it is in the package {}.", word,
                             row.fonts.front().package));
  }
  return error(ErrorCode::input_invalid, "FontType",
               fmt::format("There is no font for FontType here but: {}.", known_fonts()));
}

}  // namespace vod
