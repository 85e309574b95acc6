#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "catalogue/objects.h"
#include "ports/blobs.h"

namespace vod::engine {

/// A text that becomes a file of a media: stores its bytes and gives the row that will name them. A blob that no row
/// comes to name is swept. To be called outside of transactions.
Result<catalogue::ObjectRow> store_text(Blobs& blobs, AppId app, FileId file, const std::string& path,
                                        const std::string& content_type, std::string_view text, std::int64_t now_ms);

/// All bytes of an object, up to `bytes_max`. not_found when it is not one blob, or larger.
Result<std::string> load_text(Blobs& blobs, const catalogue::ObjectRow& object, std::size_t bytes_max);

}  // namespace vod::engine
