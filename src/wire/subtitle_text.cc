#include "wire/subtitle_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <optional>
#include <utility>
#include <vector>

#include "base/text.h"
#include "model/errors.h"
#include "model/limits.h"

namespace vod::wire {
namespace {

constexpr std::string_view arrow = "-->";

Error wrong(std::size_t line, std::string_view rule) {
  return error(ErrorCode::invalid_parameter_value, "Content", fmt::format("Content: line {}: {}", line, rule));
}

Done check_size(std::string_view text) {
  if (text.size() <= limits::subtitle_bytes_max) return done();
  return error(
      ErrorCode::invalid_parameter_value, "Content",
      fmt::format("Content: {} bytes are more than the limit of {}.", text.size(), limits::subtitle_bytes_max));
}

// Lines with any of the three line ends, without a byte order mark.
Result<std::vector<std::string_view>> lines_of(std::string_view text) {
  VOD_TRY(check_size(text));
  if (!is_utf8(text) || text.find('\0') != std::string_view::npos) {
    return error(ErrorCode::invalid_parameter_value, "Content", "Content: the subtitles are not UTF-8 text.");
  }
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const auto end = text.find_first_of("\r\n");
    lines.push_back(text.substr(0, end));
    if (end == std::string_view::npos) break;
    text.remove_prefix(text.substr(end).starts_with("\r\n") ? end + 2 : end + 1);
  }
  return lines;
}

std::optional<std::int64_t> digits(std::string_view text, std::size_t least, std::size_t most) {
  if (text.size() < least || text.size() > most || text.find_first_not_of("0123456789") != std::string_view::npos) {
    return {};
  }
  return parse_number<std::int64_t>(text);
}

// [hh:]mm:ss.ttt; SubRip has a comma.
std::optional<std::int64_t> time_ms(std::string_view text, char point) {
  const auto dot = text.rfind(point);
  if (dot == std::string_view::npos) return {};
  const auto rest = digits(text.substr(dot + 1), 3, 3);
  const auto fields = split(text.substr(0, dot), ':');
  if (!rest || fields.size() < 2 || fields.size() > 3) return {};
  const auto hours = fields.size() == 3 ? digits(fields[0], 1, 4) : std::optional<std::int64_t>(0);
  const auto minutes = digits(fields[fields.size() - 2], 2, 2);
  const auto seconds = digits(fields.back(), 2, 2);
  if (!hours || !minutes || !seconds || *minutes > 59 || *seconds > 59) return {};
  return ((*hours * 60 + *minutes) * 60 + *seconds) * 1'000 + *rest;
}

struct Times {
  std::int64_t from_ms = 0;
  std::int64_t to_ms = 0;
};

std::optional<Times> times_of(std::string_view line, char point) {
  const auto at = line.find(arrow);
  if (at == std::string_view::npos) return {};
  const auto after = trim(line.substr(at + arrow.size()));
  const auto from = time_ms(trim(line.substr(0, at)), point);
  const auto to = time_ms(after.substr(0, after.find_first_of(" \t")), point);
  if (!from || !to || *to <= *from) return {};
  return Times{*from, *to};
}

std::string time_text(std::int64_t ms) {
  return fmt::format("{:02}:{:02}:{:02}.{:03}", ms / 3'600'000, ms / 60'000 % 60, ms / 1'000 % 60, ms % 1'000);
}

Done add_cue(SubtitleText& read, const Times& times, std::string text, std::size_t line) {
  read.cues.push_back({times.from_ms, times.to_ms, std::move(text)});
  if (read.cues.size() > limits::subtitle_cues_max) {
    return wrong(line, fmt::format("there are more than {} cues.", limits::subtitle_cues_max));
  }
  read.end_ms = std::max(read.end_ms, times.to_ms);
  return done();
}

bool is_blank(std::string_view line) { return trim(line).empty(); }

// The tags that both forms have; others (fonts, colours, positions) are dropped.
std::string_view kept_tag(std::string_view tag) {
  for (const std::string_view kept : {"<b>", "</b>", "<i>", "</i>", "<u>", "</u>"}) {
    if (equal_ignoring_case(tag, kept)) return kept;
  }
  return {};
}

// One line of SubRip as text of a cue.
std::string cue_line(std::string_view line) {
  std::string text;
  for (std::size_t at = 0; at < line.size(); ++at) {
    const char letter = line[at];
    const auto close = letter == '<' ? line.find('>', at) : letter == '{' ? line.find('}', at) : std::string_view::npos;
    const bool is_tag = close != std::string_view::npos && at + 1 < close &&
                        (letter == '{' ? line[at + 1] == '\\' : line[at + 1] == '/' || std::isalpha(line[at + 1]) != 0);
    if (is_tag) {
      text += kept_tag(line.substr(at, close - at + 1));
      at = close;
    } else if (letter == '<') {
      text += "&lt;";
    } else if (letter == '>') {
      text += "&gt;";
    } else if (letter == '&') {
      text += "&amp;";
    } else {
      text += letter;
    }
  }
  return text;
}

}  // namespace

Result<SubtitleText> read_webvtt(std::string_view text) {
  VOD_TRY(const auto lines, lines_of(text));
  const std::string_view head = lines.empty() ? std::string_view() : lines[0];
  if (!head.starts_with("WEBVTT") || (head.size() > 6 && head[6] != ' ' && head[6] != '\t')) {
    return wrong(1, "WebVTT begins with a line WEBVTT.");
  }
  SubtitleText read;
  bool is_first = true;  // The header goes to the first blank line, and has no cues.
  for (std::size_t at = 1; at < lines.size();) {
    if (is_blank(lines[at])) {
      is_first = false;
      ++at;
      continue;
    }
    const std::size_t begin = at;
    while (at < lines.size() && !is_blank(lines[at])) ++at;
    const std::string_view name = lines[begin];
    const bool is_other =
        is_first || name.starts_with("NOTE") || name.starts_with("STYLE") || name.starts_with("REGION");
    is_first = false;
    const bool has_times = name.find(arrow) != std::string_view::npos;
    if (is_other && !has_times) continue;
    const std::size_t line = has_times ? begin : begin + 1;
    const auto times = line < at ? times_of(lines[line], '.') : std::nullopt;
    if (!times)
      return wrong(line + 1, "a cue has a line 00:00:01.000 --> 00:00:02.500, the second time after the first.");
    std::string cue;
    for (std::size_t inside = line + 1; inside < at; ++inside) {
      if (lines[inside].find(arrow) != std::string_view::npos)
        return wrong(inside + 1, "--> stands in the text of a cue.");
      cue.append(cue.empty() ? "" : "\n").append(lines[inside]);
    }
    VOD_TRY(add_cue(read, *times, std::move(cue), line + 1));
  }
  for (const std::string_view line : lines) read.webvtt += std::string(line) + "\n";
  VOD_TRY(check_size(read.webvtt));
  return read;
}

Result<SubtitleText> webvtt_of_subrip(std::string_view text) {
  VOD_TRY(const auto lines, lines_of(text));
  SubtitleText made;
  made.webvtt = "WEBVTT\n";
  for (std::size_t at = 0; at < lines.size();) {
    if (is_blank(lines[at])) {
      ++at;
      continue;
    }
    if (lines[at].find(arrow) == std::string_view::npos) {
      if (!digits(trim(lines[at]), 1, 9)) return wrong(at + 1, "a cue of SRT begins with its number.");
      ++at;
    }
    const auto times = at < lines.size() ? times_of(lines[at], ',') : std::nullopt;
    if (!times)
      return wrong(at + 1, "a cue has a line 00:00:01,000 --> 00:00:02,500, the second time after the first.");
    const std::size_t line = at + 1;
    made.webvtt += "\n" + time_text(times->from_ms) + " --> " + time_text(times->to_ms) + "\n";
    std::string cue;
    for (++at; at < lines.size() && !is_blank(lines[at]); ++at) {
      const std::string text_line = cue_line(lines[at]);
      if (!is_blank(text_line))
        cue.append(cue.empty() ? "" : "\n").append(text_line);  // A blank one would end the cue.
    }
    if (!cue.empty()) made.webvtt += cue + "\n";
    VOD_TRY(add_cue(made, *times, std::move(cue), line));
  }
  if (made.cues.empty()) return wrong(1, "there is no cue.");
  VOD_TRY(check_size(made.webvtt));
  return made;
}

}  // namespace vod::wire
