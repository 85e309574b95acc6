#include "wire/json_value.h"

#include <boost/json/parse.hpp>
#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "model/errors.h"
#include "model/limits.h"
#include "wire/json_writer.h"

namespace vod::wire {
namespace {

constexpr std::size_t shown_bytes_max = 80;

// Cut at a character's border.
std::string cut(std::string_view text) {
  if (text.size() <= shown_bytes_max) return std::string(text);
  std::size_t end = shown_bytes_max;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return std::string(text.substr(0, end)) + "...";
}

}  // namespace

Result<boost::json::value> parse_json(std::string_view text) {
  if (trim(text).empty()) return boost::json::value(boost::json::object());
  boost::json::parse_options options;
  options.max_depth = limits::json_depth_max;
  boost::system::error_code problem;
  auto value = boost::json::parse(text, problem, {}, options);
  if (problem) {
    return error(ErrorCode::invalid_parameter, {}, fmt::format("The text is not valid JSON: {}.", problem.message()));
  }
  return value;
}

void write_json(const boost::json::value& value, JsonWriter& to) {
  switch (value.kind()) {
    case boost::json::kind::null:
      return to.null();
    case boost::json::kind::bool_:
      return to.boolean(value.get_bool());
    case boost::json::kind::int64:
      return to.integer(value.get_int64());
    case boost::json::kind::uint64:
      return to.integer(value.get_uint64());
    case boost::json::kind::double_:
      return to.number(value.get_double());
    case boost::json::kind::string:
      return to.string(value.get_string());
    case boost::json::kind::array:
      to.begin_array();
      for (const auto& entry : value.get_array()) write_json(entry, to);
      return to.end_array();
    case boost::json::kind::object:
      to.begin_object();
      for (const auto& member : value.get_object()) {
        to.key(member.key());
        write_json(member.value(), to);
      }
      return to.end_object();
  }
}

std::string json_text(const boost::json::value& value) {
  JsonWriter writer;
  write_json(value, writer);
  return writer.take();
}

std::string shown(const boost::json::value& value) {
  if (const auto* text = value.if_string()) return shown(std::string_view(*text));
  return cut(json_text(value));
}

std::string shown(std::string_view text) {
  JsonWriter writer;
  writer.string(cut(text));
  return writer.take();
}

std::string shown_name(std::string_view name) {
  std::string kept = cut(name);
  std::replace_if(kept.begin(), kept.end(), [](char letter) { return letter < 0x20 || letter == 0x7F; }, '?');
  return kept.empty() ? "\"\"" : kept;
}

}  // namespace vod::wire
