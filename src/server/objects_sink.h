#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "base/hash.h"
#include "server/objects_answer.h"
#include "server/objects_request.h"

namespace vod {

/// What the request says of its body, to be checked against what comes.
struct AnnouncedBody {
  std::optional<std::uint64_t> size_bytes;
  std::string md5;  // Lower-case hex; "" when it was not sent.
  std::optional<std::uint64_t> crc64;
};
/// object_invalid_argument for a Content-MD5 or a hash that is none.
Result<AnnouncedBody> announced_body(const ObjectRequest& request);

/// Counts and hashes a body on its way, and compares it with what was announced.
class BodyCheck {
 public:
  BodyCheck(AnnouncedBody announced, std::uint64_t bytes_max)
      : announced_(std::move(announced)), bytes_max_(bytes_max) {}

  std::uint64_t bytes_max() const { return bytes_max_; }
  /// object_entity_too_large or object_incomplete_body when more comes than may.
  Done add(std::span<const std::byte> bytes);
  /// object_incomplete_body or object_bad_digest when the body is not the announced one. Once.
  Result<engine::ReceivedHashes> finish();

 private:
  const AnnouncedBody announced_;
  const std::uint64_t bytes_max_;
  std::uint64_t size_bytes_ = 0;
  Md5 md5_;
  std::uint64_t crc64_ = 0;
};

/// Streams a body into a blob, then has it named.
class UploadSink final : public BodySink {
 public:
  /// Gives the blob its row, and the answer.
  using Finish = std::function<Result<ObjectAnswer>(BlobWriter&, const engine::ReceivedHashes&)>;
  UploadSink(AnswerMaker answers, std::unique_ptr<BlobWriter> blob, AnnouncedBody announced, Finish finish);

  std::optional<ObjectAnswer> write(std::span<const std::byte> bytes) override;
  ObjectAnswer finish() override;
  std::uint64_t body_bytes_max() const override { return check_.bytes_max(); }

 private:
  Result<ObjectAnswer> finished();

  const AnswerMaker answers_;
  std::unique_ptr<BlobWriter> blob_;
  BodyCheck check_;
  const Finish finish_;
};

/// Keeps a small body, then has it answered.
class SmallBodySink final : public BodySink {
 public:
  using Finish = std::function<Result<ObjectAnswer>(const std::string& body)>;
  SmallBodySink(AnswerMaker answers, AnnouncedBody announced, std::uint64_t bytes_max, Finish finish);

  std::optional<ObjectAnswer> write(std::span<const std::byte> bytes) override;
  ObjectAnswer finish() override;
  std::uint64_t body_bytes_max() const override { return check_.bytes_max(); }

 private:
  const AnswerMaker answers_;
  BodyCheck check_;
  const Finish finish_;
  std::string body_;
};

}  // namespace vod
