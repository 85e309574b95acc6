#include "pipeline/overlays/subtitle_script.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <string_view>
#include <utility>

#include "base/text.h"

namespace vod {
namespace {

constexpr double percent = 100;

double pixels(const Length& length, int whole) {
  return length.unit == Length::Unit::pixels ? length.value : whole * length.value / percent;
}

// A script's colours are blue, green, red, and say how much shines through.
std::string color_of(std::uint32_t rgb, double alpha) {
  const auto through = static_cast<int>(std::lround((1 - alpha) * 255));
  return fmt::format("&H{:02X}{:02X}{:02X}{:02X}", through, rgb & 0xff, rgb >> 8 & 0xff, rgb >> 16 & 0xff);
}

std::string time_of(std::int64_t ms) {
  ms = std::max<std::int64_t>(ms, 0) / 10 * 10;
  return fmt::format("{}:{:02}:{:02}.{:02}", ms / 3'600'000, ms / 60'000 % 60, ms / 1'000 % 60, ms % 1'000 / 10);
}

// A tag of WebVTT ("<b>", "</i>", "<c.red>") as the script has it; "" for those that it has not.
std::string_view style_tag(std::string_view tag) {
  constexpr auto tags = std::to_array<std::pair<std::string_view, std::string_view>>(
      {{"b", "{\\b1}"}, {"/b", "{\\b0}"}, {"i", "{\\i1}"}, {"/i", "{\\i0}"}, {"u", "{\\u1}"}, {"/u", "{\\u0}"}});
  const auto name = tag.substr(0, tag.find_first_of(". \t\n"));
  const auto found = std::ranges::find(tags, name, &std::pair<std::string_view, std::string_view>::first);
  return found == tags.end() ? std::string_view() : found->second;
}

// "&amp;" at the beginning of the text: what it stands for, and how long it is.
std::pair<std::string_view, std::size_t> entity_at(std::string_view text) {
  constexpr auto entities = std::to_array<std::pair<std::string_view, std::string_view>>(
      {{"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&nbsp;", "\u00a0"}, {"&lrm;", "\u200e"}, {"&rlm;", "\u200f"}});
  for (const auto& [name, meant] : entities) {
    if (text.starts_with(name)) return {meant, name.size()};
  }
  return {"&", 1};
}

// Nothing in a cue is a command of the script.
std::string script_text(std::string_view cue) {
  std::string text;
  for (std::size_t at = 0; at < cue.size(); ++at) {
    const char letter = cue[at];
    if (letter == '<') {
      const auto close = cue.find('>', at);
      if (close == std::string_view::npos) break;  // WebVTT: a tag that is never closed takes the rest.
      text += style_tag(cue.substr(at + 1, close - at - 1));
      at = close;
    } else if (letter == '&') {
      const auto [meant, bytes] = entity_at(cue.substr(at));
      text += meant;
      at += bytes - 1;
    } else if (letter == '{' || letter == '}') {
      text += std::string("\\") + letter;
    } else if (letter == '\\') {
      text += "\\\u2060";  // A word joiner: what follows is no command.
    } else if (letter == '\n') {
      text += "\\N";
    } else {
      text += letter;
    }
  }
  return text;
}

class Script {
 public:
  Script(PictureSize size, std::int64_t start_ms) : size_(size), start_ms_(start_ms) {}

  void add(const SubtitleTrack& track, std::size_t index) {
    const SubtitleStyle& style = track.style;
    const double y = pixels(style.y, size_.height);
    const int margin = static_cast<int>(std::lround(style.from_top ? std::max(0.0, size_.height - y) : y));
    styles_ += fmt::format(
        "Style: t{},{},{:.2f},{},{},{},{},{},0,0,0,100,100,0,0,1,{:.2f},{:.2f},{},0,0,{},1\n", index, track.font.family,
        pixels(style.size, size_.height) * track.font.line_height, color_of(style.color, style.alpha),
        color_of(style.color, style.alpha), color_of(style.outline_color, style.outline_alpha),
        color_of(style.shadow_color, style.shadow_alpha), track.font.is_bold ? -1 : 0,
        pixels(style.outline, size_.height), pixels(style.shadow, size_.height), style.from_top ? 8 : 2, margin);
    // By their times; those of one time in the file's order.
    std::multimap<std::int64_t, const wire::SubtitleCue*> cues;
    for (const wire::SubtitleCue& cue : track.cues) cues.emplace(cue.from_ms, &cue);
    std::int64_t board_until_ms = 0;
    for (const auto& [from_ms, found] : cues) {
      const wire::SubtitleCue& cue = *found;
      if (cue.to_ms <= start_ms_ || trim(cue.text).empty()) continue;
      if (style.board && cue.to_ms > board_until_ms) {
        add_board(*style.board, std::max(from_ms, board_until_ms), cue.to_ms);
        board_until_ms = cue.to_ms;
      }
      add_text(style, index, cue);
    }
  }

  std::string text() const {
    return fmt::format(
        "[Script Info]\nScriptType: v4.00+\nPlayResX: {}\nPlayResY: {}\nWrapStyle: 0\nScaledBorderAndShadow: yes\n"
        "YCbCr Matrix: None\n\n[V4+ Styles]\n"
        "Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, "
        "Underline, StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, "
        "MarginR, MarginV, Encoding\n{}"
        "\n[Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n{}",
        size_.width, size_.height, styles_, events_);
  }

 private:
  void add_event(int layer, std::int64_t from_ms, std::int64_t to_ms, std::string_view style, int margin,
                 std::string_view text) {
    events_ += fmt::format("Dialogue: {},{},{},{},,0,0,{},,{}\n", layer, time_of(from_ms - start_ms_),
                           time_of(to_ms - start_ms_), style, margin, text);
  }

  void add_board(const SubtitleStyle::Board& board, std::int64_t from_ms, std::int64_t to_ms) {
    const double width = pixels(board.width, size_.width);
    const double height = pixels(board.height, size_.height);
    const std::string color = color_of(board.color, board.alpha);
    add_event(0, from_ms, to_ms, "t0", 0,
              fmt::format("{{\\an7\\pos({:.0f},{:.0f})\\bord0\\shad0\\1c&H{}&\\1a&H{}&\\p1}}m 0 0 l {:.0f} 0 {:.0f} "
                          "{:.0f} 0 {:.0f}{{\\p0}}",
                          (size_.width - width) / 2, size_.height - pixels(board.y, size_.height) - height,
                          color.substr(4), color.substr(2, 2), width, width, height, height));
  }

  // The form knows no spacing of lines: with one, each line is an event of its own, in its place.
  void add_text(const SubtitleStyle& style, std::size_t index, const wire::SubtitleCue& cue) {
    const std::string name = fmt::format("t{}", index);
    const double spacing = pixels(style.line_spacing, size_.height);
    const auto lines = split(cue.text, '\n');
    if (spacing <= 0 || lines.size() < 2) return add_event(1, cue.from_ms, cue.to_ms, name, 0, script_text(cue.text));
    const double step = pixels(style.size, size_.height) + spacing;
    const double y = pixels(style.y, size_.height);
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const double margin = style.from_top ? size_.height - y + step * static_cast<double>(i)
                                           : y + step * static_cast<double>(lines.size() - 1 - i);
      // 0 would be the style's own.
      add_event(1, cue.from_ms, cue.to_ms, name, std::max(1, static_cast<int>(std::lround(margin))),
                script_text(lines[i]));
    }
  }

  const PictureSize size_;
  const std::int64_t start_ms_;
  std::string styles_;
  std::string events_;
};

}  // namespace

std::string subtitle_script(const std::vector<SubtitleTrack>& tracks, PictureSize size, std::int64_t start_ms) {
  Script script(size, start_ms);
  for (std::size_t i = 0; i < tracks.size(); ++i) script.add(tracks[i], i);
  return script.text();
}

}  // namespace vod
