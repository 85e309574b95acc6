#pragma once

#include <boost/json/value.hpp>

#include <string>
#include <string_view>

#include "base/result.h"

namespace vod::wire {

class JsonWriter;

/// Reads a JSON text as a whole, at most limits::json_depth_max deep; of members with one name the last one counts. An
/// empty text is an empty object, as clients send it for an action without parameters. Otherwise InvalidParameter.
/// Doubles of 16 and 17 digits may come out one unit in the last place off (Boost.JSON 1.81).
Result<boost::json::value> parse_json(std::string_view text);

/// Writes a value as JsonWriter does.
void write_json(const boost::json::value& value, JsonWriter& to);
std::string json_text(const boost::json::value& value);

/// A value as messages show it: JSON, cut after some characters.
std::string shown(const boost::json::value& value);
/// A caller's text as messages show it: quoted, cut after some characters.
std::string shown(std::string_view text);
/// A caller's parameter name as messages show it: without what is not a name, and cut.
std::string shown_name(std::string_view name);

}  // namespace vod::wire
