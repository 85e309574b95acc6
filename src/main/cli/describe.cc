#include <fmt/format.h>

#include "main/cli/commands.h"
#include "main/cli/limits_table.h"
#include "main/cli/template_table.h"
#include "model/errors.h"
#include "model/events.h"
#include "model/settings.h"
#include "wire/tables.h"

namespace vod::cli {
namespace {

// A table of the product under its name: headings in the order of the cells.
struct Described {
  std::vector<std::string> headings;
  std::vector<std::vector<std::string>> rows;
};

Described actions() {
  Described table{{"Action", "Version", "Parameters"}, {}};
  for (const auto& action : wire::actions()) {
    const auto* type = wire::find_type(action.request_type);
    std::string parameters;
    if (type != nullptr) {
      for (const auto& field : type->fields) {
        parameters += fmt::format("{}{}{}", parameters.empty() ? "" : " ", field.name, field.required ? "*" : "");
      }
    }
    table.rows.push_back({std::string(action.name), std::string(action.version), std::move(parameters)});
  }
  return table;
}

Described events() {
  Described table{{"EventType", "Name", "Member", "Type", "Switch", "2.0", "When"}, {}};
  for (const auto& event : event_rows) {
    table.rows.push_back({std::string(event.wire_name), std::string(event.label), std::string(event.member),
                          std::string(event.wire_type), event.enabled == nullptr ? "" : "off by default",
                          event.is_in_v2 ? "yes" : "", std::string(event.caused_by)});
  }
  return table;
}

Described templates() { return {template_columns(), template_rows()}; }

Described errors() {
  Described table{{"Code", "Name", "Meaning"}, {}};
#define VOD_ERROR_CODE(name, wire, text) ErrorCode::name,
  for (const ErrorCode code : {VOD_ERRORS(VOD_ERROR_CODE)}) {
#undef VOD_ERROR_CODE
    const ErrorRow& row = error_row(code);
    table.rows.push_back({std::string(row.wire_code), std::string(row.name), std::string(row.text)});
  }
  return table;
}

Described settings() {
  Described table{{"Setting", "Flag", "Environment", "Type", "Default", "Unit", "Meaning"}, {}};
  const Settings defaults;
  for (const auto& row : setting_rows()) {
    std::string meaning(row.help);
    if (!row.choices.empty()) meaning += fmt::format(" One of {}.", row.choices);
    table.rows.push_back({row.environment_only ? "" : std::string(row.name),
                          row.environment_only ? "" : row.flag_name(), row.environment_name(),
                          std::string(row.type_name()), setting_text(defaults, row), std::string(row.unit),
                          std::move(meaning)});
  }
  return table;
}

Described limits() {
  Described table{{"Limit", "Value", "Reason"}, {}};
  for (const auto& row : limit_rows()) {
    table.rows.push_back({std::string(row.name), row.value, std::string(row.reason)});
  }
  return table;
}

struct Topic {
  const char* name;
  const char* help;
  Described (*describe)();
};
constexpr Topic topics[] = {
    {"actions", "API actions with their parameters (* is required)", actions},
    {"events", "Types of event", events},
    {"templates", "Preset templates", templates},
    {"errors", "Error codes", errors},
    {"settings", "Settings of openvod serve", settings},
    {"limits", "Limits and their reasons", limits},
};

int describe(const Session& session, const Topic& topic, bool json) {
  const Described table = topic.describe();
  if (!json) {
    Table text(table.headings);
    for (const auto& row : table.rows) text.add(row);
    session.print(text.text());
    return ExitCode::ok;
  }
  boost::json::array documents;
  for (const auto& row : table.rows) {
    boost::json::object document;
    for (std::size_t i = 0; i < row.size(); ++i) document[table.headings[i]] = row[i];
    documents.push_back(std::move(document));
  }
  session.print_json({{topic.name, std::move(documents)}});
  return ExitCode::ok;
}

}  // namespace

void add_describe(CLI::App& app, Session& session, Choice& choice) {
  auto& command = *app.add_subcommand("describe", "Print the tables that openvod is made from");
  command.require_subcommand(1);
  for (const Topic& topic : topics) {
    auto& one = *command.add_subcommand(topic.name, topic.help);
    const auto json = std::make_shared<bool>(false);
    one.add_flag("--json", *json, "Print one JSON document, for programs");
    one.callback([&session, &choice, &topic, json] {
      choice.action = [&session, &topic, json] { return describe(session, topic, *json); };
    });
  }
}

}  // namespace vod::cli
