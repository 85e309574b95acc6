#pragma once

#include <string>
#include <vector>

#include "pipeline/compose/compose_request.h"

namespace vod {

/// Reads one item of a track. Its source becomes an entry of `sources`, or is found there. `field` is the item's path.
Result<ComposeItem> read_compose_item(const wire::MediaTrackItem& item, TrackKind track, const std::string& field,
                                      std::vector<std::string>& sources);

}  // namespace vod
