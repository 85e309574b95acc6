#include "main/cli/command_line.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <cstdio>

#include "main/cli/commands.h"
#include "main/cli/serve_flags.h"
#include "main/serve.h"
#include "model/errors.h"

namespace vod::cli {
namespace {

void add_serve(CLI::App& app, SettingSources& sources, Choice& choice, std::span<const ConsoleFile> console) {
  auto& command = *app.add_subcommand("serve", "Run the server until Ctrl+C");
  add_setting_flags(command, sources);
  command.callback([&sources, &choice, console] {
    choice.action = [&sources, console] {
      sources.environment = openvod_environment();
      const auto settings = load_settings(sources);
      if (!settings) {
        fmt::print(stderr, "openvod: {}\n", message_of(settings.error()));
        return static_cast<int>(ExitCode::usage);
      }
      return serve(settings.value(), console);
    };
  });
}

}  // namespace

int run_command_line(int argc, const char* const* argv, const Clock& clock, std::span<const ConsoleFile> console) {
  CLI::App app("openvod: a video-on-demand server that speaks Tencent Cloud VOD's API, and its command line.",
               "openvod");
  app.footer(exit_code_help);
  app.require_subcommand(1);
  app.set_help_all_flag("--help-all", "Help of every command");

  Choice choice;
  SettingSources sources;
  Session session(clock);
  add_serve(app, sources, choice, console);
  add_media(app, session, choice);
  add_task(app, session, choice);
  add_events(app, session, choice);
  add_config(app, session, choice);
  add_keys(app, session, choice);
  add_backup(app, session, choice);
  add_restore(app, session, choice);
  add_reset(app, session, choice);
  add_check(app, session, choice);
  add_describe(app, session, choice);

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& problem) {
    // CLI11 reports by throwing only; help comes this way too, with code 0.
    return app.exit(problem) == 0 ? ExitCode::ok : ExitCode::usage;
  }
  return choice.action();
}

}  // namespace vod::cli
