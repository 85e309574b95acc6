#pragma once

#include "model/media.h"
#include "ports/database.h"
#include "wire/views.h"

namespace vod::catalogue {

/// BasicInfo as answers and events have it, with the names of the media's class. With an empty `url` it keeps paths
/// where URLs go. Whether tasks are open on the media is the caller's to know.
Result<wire::MediaBasicInfo> basic_info(ReadTransaction& tx, const Media& media, const wire::PublicUrl& url,
                                        bool is_processing = false);

}  // namespace vod::catalogue
