#pragma once

#include <string>

#include "main/cli/commands.h"
#include "main/cli/process_flags.h"

namespace vod::cli {

/// The subcommands of `media` that have a file of their own.
void add_media_upload(CLI::App& media, Session& session, Choice& choice);
void add_media_list(CLI::App& media, Session& session, Choice& choice);
void add_media_show(CLI::App& media, Session& session, Choice& choice);

/// What people read of a started, or ended, ProcessMedia.
std::string started_text(const Processed& processed, bool waited);

}  // namespace vod::cli
