#include "wire/forms.h"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <set>

#include "base/text.h"
#include "model/errors.h"
#include "model/limits.h"
#include "wire/json_value.h"

namespace vod::wire {
namespace {

Error bad_name(std::string_view name, std::string_view rule) {
  return error(ErrorCode::invalid_parameter, shown_name(name), fmt::format("{}: {}.", shown_name(name), rule));
}

// A step of a dotted name that is a number: an entry of an array. Its order is the number's, not the text's.
struct Step {
  bool is_index = false;
  std::uint64_t index = 0;
  std::string_view name;

  auto operator<=>(const Step&) const = default;
};

// The parameters as a tree, borrowed from the pairs. A node is a value or a branch.
struct Node {
  const std::string* value = nullptr;
  std::map<Step, std::unique_ptr<Node>> branches;
};

Result<Step> step_of(std::string_view text, std::string_view name) {
  if (text.empty()) return bad_name(name, "a name has no empty steps");
  const bool is_index = std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (!is_index) return Step{false, 0, text};
  const auto index = parse_number<std::uint64_t>(text);
  if (!index || (text.size() > 1 && text.front() == '0')) return bad_name(name, "an index is 0, 1, 2 and so on");
  return Step{true, *index, {}};
}

Done insert(Node& root, const FormPair& pair) {
  const std::vector<std::string_view> steps = split(pair.name, '.');
  if (steps.size() > limits::json_depth_max) return bad_name(pair.name, "the name has too many steps");
  Node* node = &root;
  for (const std::string_view text : steps) {
    VOD_TRY(const Step step, step_of(text, pair.name));
    if (node->value != nullptr) return bad_name(pair.name, "what stands before the dot has a value of its own");
    if (!node->branches.empty() && node->branches.begin()->first.is_index != step.is_index) {
      return bad_name(pair.name, "indices and names don't mix on one level");
    }
    auto& next = node->branches[step];
    if (!next) next = std::make_unique<Node>();
    node = next.get();
  }
  if (!node->branches.empty()) return bad_name(pair.name, "it has a value and parts of its own");
  if (node->value != nullptr) return bad_name(pair.name, "it comes twice");
  node->value = &pair.value;
  return done();
}

Result<boost::json::value> value_of(const Node& node, const std::string& path) {
  if (node.value != nullptr) return boost::json::value(*node.value);
  if (node.branches.empty() || !node.branches.begin()->first.is_index) {
    boost::json::object object;
    for (const auto& [step, branch] : node.branches) {
      VOD_TRY(auto value, value_of(*branch, fmt::format("{}{}.", path, step.name)));
      object.emplace(step.name, std::move(value));
    }
    return boost::json::value(std::move(object));
  }
  if (path.empty()) return bad_name("0", "a parameter has a name");
  boost::json::array array;
  for (const auto& [step, branch] : node.branches) {
    if (step.index != array.size()) {
      return bad_name(fmt::format("{}{}", path, step.index), fmt::format("entry {} is missing", array.size()));
    }
    VOD_TRY(auto value, value_of(*branch, fmt::format("{}{}.", path, step.index)));
    array.push_back(std::move(value));
  }
  return boost::json::value(std::move(array));
}

}  // namespace

Result<std::vector<FormPair>> parse_form(std::string_view text) {
  std::vector<FormPair> pairs;
  std::set<std::string, std::less<>> names;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('&'), text.size());
    const std::string_view pair = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (pair.empty()) continue;
    const std::size_t equals = std::min(pair.find('='), pair.size());
    FormPair decoded;
    decoded.name = url_decode(pair.substr(0, equals), true);
    if (equals < pair.size()) decoded.value = url_decode(pair.substr(equals + 1), true);
    if (decoded.name.empty()) return bad_name("", "a parameter has a name");
    if (!is_utf8(decoded.name) || decoded.name.size() > limits::form_name_bytes_max) {
      return bad_name("The form", fmt::format("a name is UTF-8 of at most {} bytes", limits::form_name_bytes_max));
    }
    if (!is_utf8(decoded.value)) return bad_name(decoded.name, "the value is not UTF-8");
    if (!names.insert(decoded.name).second) return bad_name(decoded.name, "it comes twice");
    if (pairs.size() == limits::form_parameters_max) {
      return bad_name("The form", fmt::format("it has more than {} parameters", limits::form_parameters_max));
    }
    pairs.push_back(std::move(decoded));
  }
  return pairs;
}

std::string_view form_value(std::span<const FormPair> pairs, std::string_view name) {
  const auto found = std::find_if(pairs.begin(), pairs.end(), [&](const FormPair& pair) { return pair.name == name; });
  return found == pairs.end() ? std::string_view() : found->value;
}

bool is_common_parameter(std::string_view name) {
  constexpr std::array<std::string_view, 11> names = {"Action", "Version",  "Region",       "Timestamp",
                                                      "Nonce",  "SecretId", "Signature",    "SignatureMethod",
                                                      "Token",  "Language", "RequestClient"};
  return std::find(names.begin(), names.end(), name) != names.end();
}

Result<boost::json::value> expand_form(std::span<const FormPair> pairs) {
  Node root;
  for (const FormPair& pair : pairs) {
    if (is_common_parameter(pair.name)) continue;
    VOD_TRY(insert(root, pair));
  }
  return value_of(root, {});
}

}  // namespace vod::wire
