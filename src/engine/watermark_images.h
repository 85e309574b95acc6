#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/random.h"
#include "engine/blob_trash.h"
#include "engine/media_edits.h"
#include "ports/blobs.h"
#include "ports/database.h"

namespace vod::engine {

/// A larger picture than any screen, and with base64 still a request of under 10 MB.
inline constexpr std::size_t watermark_image_bytes_max = 5 << 20;

/// The picture of a watermark template, which is an object like any other, in a folder of its own among the app's.
struct WatermarkImage {
  FileId folder;
  StoredCover picture;
};

/// Stores the bytes; the type is told by content. Errors: value_image_content for what is no base64 of a gif, jpeg or
/// png, or larger than watermark_image_bytes_max.
Result<WatermarkImage> store_watermark_image(Blobs& blobs, Random& random, AppId app, std::string_view base64);

/// Makes the stored bytes an object, in the change that names its path in a template.
Done place_watermark_image(Transaction& tx, AppId app, const WatermarkImage& image, std::int64_t now_ms);

}  // namespace vod::engine
