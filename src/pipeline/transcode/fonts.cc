#include "pipeline/transcode/fonts.h"

#include <fmt/format.h>

#include <array>
#include <system_error>

#include "model/errors.h"

namespace vod {
namespace {

struct Font {
  std::string_view word;
  std::string_view file;
  std::string_view package;
};

// The first that is there is taken. AR PL UKai is a Kai face as SimKai is; Liberation Sans has the widths of Arial.
constexpr auto fonts = std::to_array<Font>({
    {"simkai.ttf", "/usr/share/fonts/truetype/arphic/ukai.ttc", "fonts-arphic-ukai"},
    {"arial.ttf", "/usr/share/fonts/truetype/liberation2/LiberationSans-Regular.ttf", "fonts-liberation2"},
    {"arial.ttf", "/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf", "fonts-liberation"},
});

}  // namespace

Result<std::filesystem::path> font_file(std::string_view word) {
  std::string_view package;
  for (const Font& font : fonts) {
    if (font.word != word) continue;
    if (package.empty()) package = font.package;
    std::error_code problem;
    if (std::filesystem::exists(font.file, problem)) return std::filesystem::path(font.file);
  }
  return error(ErrorCode::task_failed, std::string(word),
               fmt::format("The font for {} is not installed on the server: it is in the package {}.", word, package));
}

}  // namespace vod
