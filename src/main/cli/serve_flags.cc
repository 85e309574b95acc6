#include "main/cli/serve_flags.h"

#include <fmt/format.h>

namespace vod::cli {
namespace {

std::string help_of(const SettingRow& row) {
  std::string help(row.help);
  if (!row.choices.empty()) help += fmt::format(" One of {}.", row.choices);
  const std::string value = setting_text(Settings{}, row);
  if (!value.empty() && value != "false") help += fmt::format(" [{}]", value);
  return help;
}

}  // namespace

void add_setting_flags(CLI::App& command, SettingSources& sources) {
  command.add_option("--config", sources.file, "Settings file in TOML (OPENVOD_CONFIG)")->envname("OPENVOD_CONFIG");
  for (const auto& row : setting_rows()) {
    if (row.environment_only) continue;
    const std::string name(row.name);
    if (row.type_name() == "switch") {
      // `--dev` and `--dev=false`: a flag can take back what the file says.
      command.add_flag_function(
          row.flag_name(), [&sources, name](std::int64_t value) { sources.flags[name] = value > 0 ? "true" : "false"; },
          help_of(row));
    } else {
      command
          .add_option_function<std::string>(
              row.flag_name(), [&sources, name](const std::string& text) { sources.flags[name] = text; }, help_of(row))
          ->type_name(row.unit.empty() ? "TEXT" : std::string(row.unit));
    }
  }
}

}  // namespace vod::cli
