#include "wire/dash_template.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"

namespace vod::wire {
namespace {

// A number with the width that "%0Nd" after its name asks for.
std::optional<std::string> numbered(std::uint64_t value, std::string_view format) {
  if (format.empty()) return std::to_string(value);
  if (!format.starts_with("%0") || !format.ends_with('d')) return {};
  const auto width = parse_number<std::uint64_t>(format.substr(2, format.size() - 3));
  constexpr std::uint64_t width_max = 20;
  if (!width || *width > width_max) return {};
  return fmt::format("{:0{}}", value, *width);
}

std::optional<std::string> meaning_of(std::string_view identifier, const DashNames& names) {
  if (identifier.empty()) return "$";
  if (identifier == "RepresentationID") return names.representation;
  const auto percent = std::min(identifier.find('%'), identifier.size());
  const std::string_view name = identifier.substr(0, percent);
  const std::string_view format = identifier.substr(percent);
  if (name == "Number") return numbered(names.number, format);
  if (name == "Bandwidth") return numbered(names.bandwidth, format);
  if (name == "Time") return numbered(names.time, format);
  return {};
}

}  // namespace

std::optional<std::string> fill_dash_template(std::string_view pattern, const DashNames& names) {
  std::string text;
  while (!pattern.empty()) {
    const auto begin = pattern.find('$');
    text += pattern.substr(0, begin);
    if (begin == std::string_view::npos) break;
    const auto end = pattern.find('$', begin + 1);
    if (end == std::string_view::npos) return {};
    const auto meaning = meaning_of(pattern.substr(begin + 1, end - begin - 1), names);
    if (!meaning) return {};
    text += *meaning;
    pattern.remove_prefix(end + 1);
  }
  return text;
}

std::optional<double> parse_xml_duration(std::string_view text) {
  if (!text.starts_with('P')) return {};
  text.remove_prefix(1);
  double seconds = 0;
  bool in_time = false;
  while (!text.empty()) {
    if (text.front() == 'T') {
      in_time = true;
      text.remove_prefix(1);
      continue;
    }
    const auto unit = text.find_first_not_of("0123456789.");
    if (unit == std::string_view::npos || unit == 0) return {};
    const auto value = parse_number<double>(text.substr(0, unit));
    if (!value) return {};
    constexpr double day_s = 86'400;
    const char letter = text[unit];
    if (letter == 'D' && !in_time) {
      seconds += *value * day_s;
    } else if (letter == 'H' && in_time) {
      seconds += *value * 3'600;
    } else if (letter == 'M' && in_time) {
      seconds += *value * 60;
    } else if (letter == 'S' && in_time) {
      seconds += *value;
    } else {
      return {};
    }
    text.remove_prefix(unit + 1);
  }
  return seconds;
}

}  // namespace vod::wire
