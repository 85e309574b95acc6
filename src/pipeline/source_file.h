#pragma once

#include <filesystem>
#include <optional>
#include <stop_token>

#include "base/ids.h"
#include "model/media.h"
#include "pipeline/workshop.h"

namespace vod {

/// Where the original of a media can be read; nothing while its parts are still being joined. source_deleted when the
/// media, its original or its bytes are not there.
Result<std::optional<std::filesystem::path>> find_source(Workshop& workshop, AppId app, FileId file);

/// The same, and waits for the joining. task_cancelled when it was stopped, source_error when it takes too long.
Result<std::filesystem::path> wait_for_source(Workshop& workshop, AppId app, FileId file, std::stop_token stop);

}  // namespace vod
