#pragma once

#include <set>
#include <string>
#include <vector>

#include "api/context.h"
#include "model/media.h"
#include "ports/database.h"
#include "wire/views.h"

namespace vod {

/// Which parts of MediaInfo a request asks for; none = all.
Result<std::set<std::string>> checked_media_filters(const std::vector<std::string>& filters);

/// A media with the parts asked for; the others are left out.
Result<wire::MediaInfo> media_info(ReadTransaction& tx, const Media& media, const std::set<std::string>& filters,
                                   const wire::PublicUrl& url);

}  // namespace vod
