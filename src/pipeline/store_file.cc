#include "pipeline/store_file.h"

#include <fstream>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/hash.h"
#include "base/text.h"
#include "model/errors.h"
#include "model/media_types.h"

namespace vod {
namespace {

namespace fs = std::filesystem;

Done hash(const fs::path& file, catalogue::ObjectRow& row) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) return error(ErrorCode::io_failed, file.filename().string(), "An output can't be read.");
  Md5 md5;
  std::vector<char> buffer(1 << 20);
  while (stream.read(buffer.data(), static_cast<std::streamsize>(buffer.size())) || stream.gcount() > 0) {
    const auto bytes = std::as_bytes(std::span(buffer.data(), static_cast<std::size_t>(stream.gcount())));
    md5.add(bytes);
    row.crc64 = crc64(bytes, row.crc64);
    row.size_bytes += bytes.size();
  }
  row.etag = to_hex(md5.finish());
  return done();
}

}  // namespace

Result<catalogue::ObjectRow> store_file(Blobs& blobs, const fs::path& file, const catalogue::ObjectRow& named) {
  catalogue::ObjectRow row = named;
  VOD_TRY(hash(file, row));
  auto blob = blobs.adopt(file);
  if (!blob) {
    if (blob.error().code == ErrorCode::resource_insufficient) return error(ErrorCode::disk_full);
    return blob.error();
  }
  row.blob = std::move(blob.value());
  const std::string extension = file.extension().string();
  row.content_type = std::string(content_type_of(extension.empty() ? "" : extension.substr(1)));
  return row;
}

}  // namespace vod
