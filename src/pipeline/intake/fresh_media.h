#pragma once

#include "base/result.h"
#include "model/media.h"
#include "model/metadata.h"

namespace vod {

/// Puts what a probe found, or why it failed, into a media's members; its category follows from the content.
void set_probe_result(Media& media, const Result<MediaMetadata>& found);

}  // namespace vod
