#include "pipeline/store_file.h"

#include <cstdint>
#include <fstream>
#include <future>
#include <span>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "base/hash.h"
#include "base/text.h"
#include "model/errors.h"
#include "model/media_types.h"

namespace vod {
namespace {

namespace fs = std::filesystem;

// From here on a second thread is worth its start: 10 ms of hashing.
constexpr std::uint64_t large_file_bytes = 8 << 20;

template <class Take>
Done each_piece(const fs::path& file, const Take& take) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) return error(ErrorCode::io_failed, file.filename().string(), "An output can't be read.");
  std::vector<char> buffer(1 << 20);
  while (stream.read(buffer.data(), static_cast<std::streamsize>(buffer.size())) || stream.gcount() > 0)
    take(std::as_bytes(std::span(buffer.data(), static_cast<std::size_t>(stream.gcount()))));
  return done();
}

// The two hashes side by side where the file is large.
Done hash(const fs::path& file, catalogue::ObjectRow& row) {
  std::error_code problem;
  const bool is_large = fs::file_size(file, problem) >= large_file_bytes;
  auto crc = std::async(is_large ? std::launch::async : std::launch::deferred, [&file, &row] {
    return each_piece(file, [&](std::span<const std::byte> bytes) {
      row.crc64 = crc64(bytes, row.crc64);
      row.size_bytes += bytes.size();
    });
  });
  Md5 md5;
  const Done hashed = each_piece(file, [&](std::span<const std::byte> bytes) { md5.add(bytes); });
  VOD_TRY(crc.get());
  VOD_TRY(hashed);
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
