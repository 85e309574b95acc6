#include "pipeline/store_file.h"

#include <fmt/format.h>

#include <algorithm>
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

// Reads up to `size_bytes` from `begin` on.
template <class Take>
Done each_piece(const fs::path& file, std::uint64_t begin, std::uint64_t size_bytes, const Take& take) {
  std::ifstream stream(file, std::ios::binary);
  stream.seekg(static_cast<std::streamoff>(begin));
  std::vector<char> buffer(1 << 20);
  while (stream && size_bytes > 0) {
    stream.read(buffer.data(), static_cast<std::streamsize>(std::min<std::uint64_t>(buffer.size(), size_bytes)));
    const auto bytes = std::as_bytes(std::span(buffer.data(), static_cast<std::size_t>(stream.gcount())));
    take(bytes);
    size_bytes -= bytes.size();
  }
  if (size_bytes == 0) return done();
  return error(ErrorCode::io_failed, file.filename().string(), "An output can't be read.");
}

Result<std::uint64_t> crc_of(const fs::path& file, std::uint64_t begin, std::uint64_t size_bytes) {
  std::uint64_t crc = 0;
  VOD_TRY(each_piece(file, begin, size_bytes, [&](std::span<const std::byte> bytes) { crc = crc64(bytes, crc); }));
  return crc;
}

Result<std::string> md5_of(const fs::path& file, std::uint64_t size_bytes) {
  Md5 md5;
  VOD_TRY(each_piece(file, 0, size_bytes, [&](std::span<const std::byte> bytes) { md5.add(bytes); }));
  return to_hex(md5.finish());
}

}  // namespace

// Two halves, or the two hashes, side by side where the file is large.
Result<FileHashes> hash_file(const fs::path& file, StoredHash wanted) {
  std::error_code problem;
  FileHashes hashes;
  const std::uint64_t size_bytes = hashes.size_bytes = fs::file_size(file, problem);
  if (problem) return error(ErrorCode::io_failed, file.filename().string(), "An output can't be read.");
  const auto beside = size_bytes >= large_file_bytes ? std::launch::async : std::launch::deferred;
  const std::uint64_t half = wanted == StoredHash::md5 ? 0 : size_bytes / 2;
  auto rest = std::async(beside, [&] { return crc_of(file, half, size_bytes - half); });
  Result<std::string> etag = std::string();
  Result<std::uint64_t> first = std::uint64_t{0};
  if (wanted == StoredHash::md5) {
    etag = md5_of(file, size_bytes);
  } else {
    first = crc_of(file, 0, half);
  }
  VOD_TRY(const std::uint64_t second, rest.get());
  VOD_TRY(const std::uint64_t head, first);
  hashes.crc64 = half == 0 ? second : crc64_combine(head, second, size_bytes - half);
  VOD_TRY(hashes.etag, etag);
  if (hashes.etag.empty()) hashes.etag = fmt::format("{:016x}-1", hashes.crc64);
  return hashes;
}

Result<catalogue::ObjectRow> store_file(Blobs& blobs, const fs::path& file, const catalogue::ObjectRow& named,
                                        StoredHash wanted) {
  VOD_TRY(const auto hashes, hash_file(file, wanted));
  return store_file(blobs, file, named, hashes);
}

Result<catalogue::ObjectRow> store_file(Blobs& blobs, const fs::path& file, const catalogue::ObjectRow& named,
                                        const FileHashes& hashes) {
  catalogue::ObjectRow row = named;
  row.size_bytes = hashes.size_bytes;
  row.crc64 = hashes.crc64;
  row.etag = hashes.etag;
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
