#include "server/coverage.h"

#include <fmt/format.h>

#include <string_view>
#include <vector>

#include "api/action_table.h"
#include "model/preset_list.h"
#include "wire/json_writer.h"
#include "wire/tables.h"

namespace vod {
namespace {

struct ParameterRow {
  std::string path;
  std::string type;
  std::string_view rule;
  std::string_view why;
};

struct ActionCoverage {
  std::string_view name;
  std::string_view version;
  bool is_served = false;
  std::vector<ParameterRow> parameters;
};

// Types don't hold themselves, so the walk ends.
void add_parameters(std::string_view type, const std::string& prefix, std::vector<ParameterRow>& rows) {
  const wire::TypeRow* const row = wire::find_type(type);
  if (row == nullptr) return;
  for (const wire::FieldRow& field : row->fields) {
    const wire::SupportRow* const support = wire::find_support(type, field.name);
    const std::string path = prefix + std::string(field.name);
    const bool is_refused = support != nullptr && support->rule == wire::SupportRule::refused;
    const std::string_view rule = support == nullptr ? "accepted" : is_refused ? "refused" : "ignored";
    rows.push_back({.path = path,
                    .type = std::string(field.type) + (field.array ? "[]" : ""),
                    .rule = rule,
                    .why = support == nullptr ? std::string_view() : support->why});
    if (support == nullptr) add_parameters(field.type, path + (field.array ? ".N." : "."), rows);
  }
}

std::vector<ActionCoverage> action_coverage() {
  std::vector<ActionCoverage> rows;
  for (const wire::ActionRow& action : wire::actions()) {
    ActionCoverage row{.name = action.name,
                       .version = action.version,
                       .is_served = find_served_action(action.version, action.name) != nullptr,
                       .parameters = {}};
    if (row.is_served) add_parameters(action.request_type, "", row.parameters);
    rows.push_back(std::move(row));
  }
  for (const wire::UnservedRow& action : wire::unserved_actions()) {
    rows.push_back({.name = action.name, .version = action.version, .is_served = false, .parameters = {}});
  }
  return rows;
}

std::string escaped(std::string_view text) {
  std::string html;
  for (const char c : text) {
    switch (c) {
      case '<':
        html += "&lt;";
        break;
      case '>':
        html += "&gt;";
        break;
      case '&':
        html += "&amp;";
        break;
      case '"':
        html += "&quot;";
        break;
      default:
        html += c;
    }
  }
  return html;
}

}  // namespace

std::string coverage_json() {
  wire::JsonWriter json;
  const auto text = [&](std::string_view key, std::string_view value) {
    json.key(key);
    json.string(value);
  };
  json.begin_object();
  json.key("actions");
  json.begin_array();
  for (const ActionCoverage& action : action_coverage()) {
    json.begin_object();
    text("name", action.name);
    text("version", action.version);
    text("status", action.is_served ? "served" : "unserved");
    json.key("parameters");
    json.begin_array();
    for (const ParameterRow& parameter : action.parameters) {
      json.begin_object();
      text("path", parameter.path);
      text("type", parameter.type);
      text("rule", parameter.rule);
      if (!parameter.why.empty()) text("why", parameter.why);
      json.end_object();
    }
    json.end_array();
    json.end_object();
  }
  json.end_array();
  json.key("preset_templates");
  json.begin_array();
  for (const PresetEntry& preset : preset_list()) {
    json.begin_object();
    text("kind", name_of(preset.kind));
    json.key("definition");
    json.integer(preset.definition);
    text("name", preset.name);
    text("status", preset.why_not.empty() ? "made" : "refused");
    if (!preset.why_not.empty()) text("why", preset.why_not);
    json.end_object();
  }
  json.end_array();
  json.end_object();
  return json.take() + "\n";
}

std::string coverage_html() {
  std::string html =
      "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>openvod: coverage</title>"
      "<style>body{font:15px/1.5 sans-serif;margin:2em auto;max-width:70em;padding:0 "
      "1em}table{border-collapse:collapse}"
      "td,th{border:1px solid #ccc;padding:.2em .6em;text-align:left}h2{margin:1.2em 0 .3em}</style>"
      "<h1>What openvod serves</h1><p>The same as JSON: ask without <code>Accept: text/html</code>.</p>";
  std::string unserved;
  for (const ActionCoverage& action : action_coverage()) {
    if (!action.is_served) {
      unserved += fmt::format("{}<code>{}</code>", unserved.empty() ? "" : ", ", escaped(action.name));
      continue;
    }
    html += fmt::format("<h2>{} <small>{}</small></h2><table><tr><th>Parameter<th>Type<th>Rule<th>Why",
                        escaped(action.name), escaped(action.version));
    for (const ParameterRow& parameter : action.parameters) {
      html += fmt::format("<tr><td>{}<td>{}<td>{}<td>{}", escaped(parameter.path), escaped(parameter.type),
                          parameter.rule, escaped(parameter.why));
    }
    html += "</table>";
  }
  html += "<h2>Known and not served</h2><p>" + unserved +
          "</p><h2>Preset templates</h2><table><tr><th>Kind<th>Definition<th>Name<th>";
  for (const PresetEntry& preset : preset_list()) {
    html += fmt::format("<tr><td>{}<td>{}<td>{}<td>{}", name_of(preset.kind), preset.definition, escaped(preset.name),
                        preset.why_not.empty() ? "made" : escaped("refused: " + preset.why_not));
  }
  return html + "</table></html>\n";
}

}  // namespace vod
