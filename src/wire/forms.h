#pragma once

#include <boost/json/value.hpp>

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace vod::wire {

/// One parameter of a query or a form, decoded.
struct FormPair {
  std::string name;
  std::string value;
};

/// Reads `a=1&b=2` as forms have it: `+` and `%20` are spaces. InvalidParameter for what is not UTF-8, a name that
/// comes twice, an empty or too long name, and more than limits::form_parameters_max pairs.
Result<std::vector<FormPair>> parse_form(std::string_view text);

/// The value of a parameter, or "" when it is not there.
std::string_view form_value(std::span<const FormPair> pairs, std::string_view name);

/// Whether it is a parameter of the old signature form's transport (Action, Version, Timestamp, SecretId, ...), which
/// no action sees.
bool is_common_parameter(std::string_view name);

/// What an action sees of a form: `A.0=x`, `O.K=v` and `L.0.K=v` become arrays and objects of text, common parameters
/// are left out. decode_request turns text into what the schema asks for. InvalidParameter for indices that leave gaps
/// or have leading zeros, names that are a value and a branch at once, empty steps, and more than
/// limits::json_depth_max steps.
Result<boost::json::value> expand_form(std::span<const FormPair> pairs);

}  // namespace vod::wire
