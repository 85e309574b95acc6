// The room main: settings from their sources, wiring, threads and the stop order, and the command line. The only place
// that names concrete backends; nobody includes it. serve() runs a server, cli/command_line.h is the program around it.
#pragma once

#include <span>

#include "model/settings.h"
#include "server/console_file.h"

namespace vod {

/// Runs the server until SIGINT or SIGTERM, then stops it in order. `console` is the web console, none if the build has
/// none. Prints where it listens, where its key is and a link that signs a browser in to the console once; in
/// the data folder it leaves `root-key.json` (mode 0600: secret_id, secret_key) and, while it runs, `endpoint` (its
/// URL), which the command line reads. Gives the exit code of the process: 0 after a clean stop, 1 when it could not
/// start or had to give up, with the reason on standard error.
int serve(const Settings& settings, std::span<const ConsoleFile> console);

}  // namespace vod
