#pragma once

#include <optional>
#include <stop_token>
#include <string>

#include "catalogue/objects.h"
#include "model/media.h"
#include "pipeline/workshop.h"

namespace vod {

/// A picture in memory, and its type by its content.
struct PulledCover {
  std::string picture;
  std::string type;
};

/// Fetches a picture for a cover. cover_url_not_found when the URL can't be fetched, cover_type_failed when it is no
/// gif, jpeg or png, task_cancelled.
Result<PulledCover> pull_cover(Workshop& workshop, const std::string& url, std::int64_t deadline_ms,
                               const std::stop_token& stop);

/// Stores it as the media's cover, and gives the row that is to be saved with the media's.
Result<catalogue::ObjectRow> store_cover(Workshop& workshop, Media& media, const PulledCover& cover);

}  // namespace vod
