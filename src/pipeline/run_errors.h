#pragma once

#include "base/result.h"
#include "ports/processes.h"

namespace vod {

/// Whether a run ended well.
bool succeeded(const ProcessResult& result);

/// The named error of a run that did not: what FFmpeg said, or how it was ended, by a table.
Error error_of_run(const ProcessResult& result);

}  // namespace vod
