#pragma once

#include <vector>

#include "api/checks.h"
#include "engine/stream_subtitles.h"
#include "engine/subtitles.h"

namespace vod::api {

/// What ModifyMediaInfo asks for of subtitles, with the files of what is added stored, and the streams that lose one.
struct SubtitleWork {
  engine::SubtitleEdit edit;
  std::vector<engine::StreamChange> streams;
};

/// Checks the request's subtitles and makes the files. Errors: invalid_parameter_value, limit_exceeded.
Result<SubtitleWork> subtitle_work(Context& context, FileId file, const wire::ModifyMediaInfoRequest& request);

}  // namespace vod::api
