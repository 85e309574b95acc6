// The commands of the program, each group in its own file. Except describe, check, reset and restore they are clients of the API
// and have no way of their own into a server.
#pragma once

#include <CLI/App.hpp>

#include <functional>

#include "main/cli/session.h"

namespace vod::cli {

/// What a command does once its flags are read; gives the exit code.
using Action = std::function<int()>;

/// Where the chosen command's action goes.
struct Choice {
  Action action;
};

/// Each adds its subcommands. `session` and `choice` outlive the parsing and the action.
void add_media(CLI::App& app, Session& session, Choice& choice);
void add_task(CLI::App& app, Session& session, Choice& choice);
void add_events(CLI::App& app, Session& session, Choice& choice);
/// `events` is the command that add_events added.
void add_events_listen(CLI::App& events, Session& session, Choice& choice);
void add_config(CLI::App& app, Session& session, Choice& choice);
void add_keys(CLI::App& app, Session& session, Choice& choice);
void add_backup(CLI::App& app, Session& session, Choice& choice);
void add_restore(CLI::App& app, Session& session, Choice& choice);
void add_reset(CLI::App& app, Session& session, Choice& choice);
void add_check(CLI::App& app, Session& session, Choice& choice);
void add_describe(CLI::App& app, Session& session, Choice& choice);

}  // namespace vod::cli
