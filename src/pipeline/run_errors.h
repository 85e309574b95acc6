#pragma once

#include <string_view>

#include "base/result.h"
#include "ports/processes.h"

namespace vod {

/// Whether a run ended well. FFmpeg 5.1 exits with 0, too, when it could not write the end of a file: then it did not.
bool succeeded(const ProcessResult& result);

/// Whether FFmpeg said that it could not write the end of the file whose place has `name` in it.
bool left_unfinished(const ProcessResult& result, std::string_view name);

/// The named error of a run that did not: what FFmpeg said, or how it was ended, by a table.
Error error_of_run(const ProcessResult& result);

}  // namespace vod
