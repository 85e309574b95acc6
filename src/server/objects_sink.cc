#include "server/objects_sink.h"

#include <fmt/format.h>

#include "base/text.h"
#include "model/errors.h"
#include "model/limits.h"

namespace vod {

Result<AnnouncedBody> announced_body(const ObjectRequest& request) {
  AnnouncedBody announced;
  announced.size_bytes = request.content_length;
  // Some clients send headers without a value; those say nothing.
  const std::string_view md5 = trim(request.header("Content-MD5"));
  if (!md5.empty()) {
    const auto digest = from_base64(md5);
    if (!digest || digest->size() != 16) {
      return error(ErrorCode::object_invalid_argument, {}, "Content-MD5 must be 16 bytes in base64.");
    }
    announced.md5 = to_hex(*digest);
  }
  const std::string_view crc64 = trim(request.header("x-cos-hash-crc64ecma"));
  if (!crc64.empty()) {
    announced.crc64 = parse_number<std::uint64_t>(crc64);
    if (!announced.crc64) {
      return error(ErrorCode::object_invalid_argument, {}, "x-cos-hash-crc64ecma must be a decimal number of 64 bits.");
    }
  }
  return announced;
}

Done BodyCheck::add(std::span<const std::byte> bytes) {
  size_bytes_ += bytes.size();
  if (size_bytes_ > bytes_max_) {
    return error(ErrorCode::object_entity_too_large, {}, fmt::format("The body may have {} bytes.", bytes_max_));
  }
  if (announced_.size_bytes && size_bytes_ > *announced_.size_bytes) {
    return error(ErrorCode::object_incomplete_body, {},
                 fmt::format("The body is longer than its Content-Length, {} bytes.", *announced_.size_bytes));
  }
  md5_.add(bytes);
  crc64_ = crc64(bytes, crc64_);
  return done();
}

Result<engine::ReceivedHashes> BodyCheck::finish() {
  if (announced_.size_bytes && size_bytes_ != *announced_.size_bytes) {
    return error(ErrorCode::object_incomplete_body, {},
                 fmt::format("The body has {} bytes, its Content-Length is {}.", size_bytes_, *announced_.size_bytes));
  }
  engine::ReceivedHashes hashes{to_hex(md5_.finish()), crc64_};
  if (!announced_.md5.empty() && announced_.md5 != hashes.md5) {
    return error(ErrorCode::object_bad_digest, {},
                 fmt::format("The body's MD5 is {}, Content-MD5 says {}.", hashes.md5, announced_.md5));
  }
  if (announced_.crc64 && *announced_.crc64 != hashes.crc64) {
    return error(
        ErrorCode::object_bad_digest, {},
        fmt::format("The body's CRC-64 is {}, x-cos-hash-crc64ecma says {}.", hashes.crc64, *announced_.crc64));
  }
  return hashes;
}

UploadSink::UploadSink(AnswerMaker answers, std::unique_ptr<BlobWriter> blob, AnnouncedBody announced, Finish finish)
    : answers_(std::move(answers)),
      blob_(std::move(blob)),
      check_(std::move(announced), limits::upload_part_bytes_max),
      finish_(std::move(finish)) {}

std::optional<ObjectAnswer> UploadSink::write(std::span<const std::byte> bytes) {
  const auto written = [&]() -> Done {
    VOD_TRY(check_.add(bytes));
    return blob_->write(bytes);
  }();
  if (written) return {};
  blob_.reset();  // A full disk gets its space back at once.
  return answers_.failure(written.error());
}

Result<ObjectAnswer> UploadSink::finished() {
  VOD_TRY(const auto hashes, check_.finish());
  return finish_(*blob_, hashes);
}

ObjectAnswer UploadSink::finish() {
  auto answer = finished();
  if (answer) return std::move(answer).value();
  blob_.reset();
  return answers_.failure(answer.error());
}

SmallBodySink::SmallBodySink(AnswerMaker answers, AnnouncedBody announced, std::uint64_t bytes_max, Finish finish)
    : answers_(std::move(answers)), check_(std::move(announced), bytes_max), finish_(std::move(finish)) {}

std::optional<ObjectAnswer> SmallBodySink::write(std::span<const std::byte> bytes) {
  const Done counted = check_.add(bytes);
  if (!counted) return answers_.failure(counted.error());
  body_ += text_of(bytes);
  return {};
}

ObjectAnswer SmallBodySink::finish() {
  const auto hashes = check_.finish();
  if (!hashes) return answers_.failure(hashes.error());
  auto answer = finish_(body_);
  return answer ? std::move(answer).value() : answers_.failure(answer.error());
}

}  // namespace vod
