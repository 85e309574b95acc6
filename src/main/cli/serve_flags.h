#pragma once

#include <CLI/App.hpp>

#include "main/settings.h"

namespace vod::cli {

/// Adds `--config` and a flag for every setting that may be one to a command; what is given goes to `sources`, which
/// outlives the parsing. With `data` and `listen` first, as they are looked for most.
void add_setting_flags(CLI::App& command, SettingSources& sources);

}  // namespace vod::cli
