#include "engine/stored_text.h"

#include <span>

#include "base/hash.h"
#include "base/text.h"
#include "model/errors.h"

namespace vod::engine {

Result<catalogue::ObjectRow> store_text(Blobs& blobs, AppId app, FileId file, const std::string& path,
                                        const std::string& content_type, std::string_view text, std::int64_t now_ms) {
  VOD_TRY(const auto writer, blobs.create());
  VOD_TRY(writer->write(bytes_of(text)));
  catalogue::ObjectRow object;
  object.path = path;
  object.app = app;
  object.file = file;
  VOD_TRY(object.blob, writer->commit());
  object.size_bytes = text.size();
  object.crc64 = crc64(bytes_of(text));
  object.etag = to_hex(md5(text));
  object.content_type = content_type;
  object.created_ms = now_ms;
  object.is_sealed = true;
  return object;
}

Result<std::string> load_text(Blobs& blobs, const catalogue::ObjectRow& object, std::size_t bytes_max) {
  if (!object.blob || object.size_bytes > bytes_max) return error(ErrorCode::not_found, object.path);
  VOD_TRY(const auto reader, blobs.open(*object.blob));
  std::string text(reader->size_bytes(), '\0');
  std::size_t at = 0;
  while (at < text.size()) {
    const auto rest = std::as_writable_bytes(std::span(text)).subspan(at);
    VOD_TRY(const auto count, reader->read(at, rest));
    if (count == 0) return error(ErrorCode::io_failed, object.path);
    at += count;
  }
  return text;
}

}  // namespace vod::engine
