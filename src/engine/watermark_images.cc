#include "engine/watermark_images.h"

#include "base/text.h"
#include "catalogue/objects.h"
#include "model/errors.h"
#include "model/file_ids.h"

namespace vod::engine {

Result<WatermarkImage> store_watermark_image(Blobs& blobs, Random& random, AppId app, std::string_view base64) {
  constexpr const char* field = "ImageTemplate.ImageContent";
  const auto wrong = [&](const std::string& rest) {
    return error(ErrorCode::value_image_content, field, std::string(field) + ": " + rest);
  };
  const auto bytes = from_base64(base64);
  if (!bytes) return wrong("not base64.");
  if (bytes->size() > watermark_image_bytes_max) {
    return wrong("the picture has " + std::to_string(bytes->size()) + " bytes; " +
                 std::to_string(watermark_image_bytes_max) + " is the most.");
  }
  WatermarkImage image;
  image.folder = new_file_id(random);
  auto stored = store_cover(blobs, random, app, image.folder, text_of(*bytes));
  if (!stored) {
    if (stored.error().code != ErrorCode::value_image) return stored.error();
    return wrong("the bytes are no gif, jpeg or png picture.");
  }
  image.picture = std::move(stored.value());
  return image;
}

Done place_watermark_image(Transaction& tx, AppId app, const WatermarkImage& image, std::int64_t now_ms) {
  catalogue::ObjectRow object;
  object.path = image.picture.path;
  object.app = app;
  object.file = image.folder;
  object.blob = image.picture.blob;
  object.size_bytes = image.picture.size_bytes;
  object.crc64 = image.picture.crc64;
  object.etag = image.picture.md5;
  object.content_type = image.picture.content_type;
  object.created_ms = now_ms;
  // Nobody uploads over it, and it is not swept as an upload that no media was made of.
  object.is_sealed = true;
  return catalogue::save_object(tx, object);
}

}  // namespace vod::engine
