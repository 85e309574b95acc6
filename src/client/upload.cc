#include "client/upload.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "base/hash.h"
#include "base/text.h"
#include "client/object_storage.h"
#include "model/limits.h"

namespace vod::client {
namespace {

// The file as it is read on its way out, with the hashes of what was read.
class OutgoingFile {
 public:
  static CallResult<OutgoingFile> open(const std::string& path) {
    OutgoingFile file;
    file.path_ = path;
    std::error_code problem;
    if (!std::filesystem::is_regular_file(path, problem)) {
      return local_failure(problem ? fmt::format("Can't read {}: {}.", path, problem.message())
                                   : fmt::format("{} is not a file.", path));
    }
    file.size_bytes_ = std::filesystem::file_size(path, problem);
    file.stream_.open(path, std::ios::binary);
    if (problem || !file.stream_) return local_failure(fmt::format("Can't read {}.", path));
    return file;
  }

  std::uint64_t size_bytes() const { return size_bytes_; }

  // A source of `size_bytes` from `offset`; its hashes count from here. It borrows the file.
  BodySource part(std::uint64_t offset, std::uint64_t size_bytes) {
    stream_.clear();
    stream_.seekg(static_cast<std::streamoff>(offset));
    md5_ = std::make_unique<Md5>();
    crc64_ = 0;
    left_bytes_ = size_bytes;
    return [this](std::span<std::byte> to) { return read(to); };
  }

  std::string md5_hex() { return to_hex(md5_->finish()); }
  std::uint64_t crc64() const { return crc64_; }

 private:
  CallResult<std::size_t> read(std::span<std::byte> to) {
    const auto wanted = static_cast<std::size_t>(std::min<std::uint64_t>(to.size(), left_bytes_));
    stream_.read(reinterpret_cast<char*>(to.data()), static_cast<std::streamsize>(wanted));
    const auto got = static_cast<std::size_t>(stream_.gcount());
    if (got < wanted) return local_failure(fmt::format("{} became shorter while it was read.", path_));
    md5_->add(to.first(got));
    crc64_ = vod::crc64(to.first(got), crc64_);
    left_bytes_ -= got;
    return got;
  }

  std::string path_;
  std::uint64_t size_bytes_ = 0;
  std::ifstream stream_;
  std::unique_ptr<Md5> md5_;
  std::uint64_t crc64_ = 0;
  std::uint64_t left_bytes_ = 0;
};

Failure stored_otherwise(const std::string& what) {
  return {Failure::Kind::storage, {}, fmt::format("The {} that was stored differs from what was sent.", what), {}};
}

CallResult<void> check_crc64(std::uint64_t sent, const std::string& stored) {
  if (!stored.empty() && stored != std::to_string(sent)) return stored_otherwise("object's CRC-64");
  return done();
}

// Worth another try: the way failed, not the request.
bool passing(const Failure& failure) {
  return failure.kind == Failure::Kind::unreachable ||
         (failure.kind == Failure::Kind::storage &&
          (failure.code.empty() || failure.code == "InternalError" || failure.code == "ServiceUnavailable"));
}

CallResult<std::string> send_part(ObjectStorage& storage, OutgoingFile& file, const std::string& upload_id, int number,
                                  std::uint64_t offset, std::uint64_t size_bytes, const SentBytes& sent) {
  for (int attempt = 1;; ++attempt) {
    const auto stored = storage.put_part(upload_id, number, file.part(offset, size_bytes), size_bytes, sent);
    if (stored) {
      std::string etag = file.md5_hex();
      if (etag != stored.value().etag) return stored_otherwise(fmt::format("part {}", number));
      return etag;
    }
    if (attempt >= limits::client_part_attempts_max || !passing(stored.error())) return stored.error();
  }
}

CallResult<void> send_parts(ObjectStorage& storage, OutgoingFile& file, const std::string& upload_id,
                            const SentBytes& sent_total) {
  const std::uint64_t size_bytes = file.size_bytes();
  const std::uint64_t fewest = (size_bytes + limits::upload_parts_max - 1) / limits::upload_parts_max;
  const std::uint64_t part_bytes = std::max(limits::client_part_bytes, fewest);
  std::vector<std::string> etags;
  std::uint64_t crc64 = 0;
  for (std::uint64_t offset = 0; offset < size_bytes; offset += part_bytes) {
    const std::uint64_t this_bytes = std::min(part_bytes, size_bytes - offset);
    const SentBytes sent = [&](std::uint64_t sent_bytes) { sent_total(offset + sent_bytes); };
    const int number = static_cast<int>(etags.size()) + 1;
    VOD_TRY(std::string etag, send_part(storage, file, upload_id, number, offset, this_bytes, sent));
    etags.push_back(std::move(etag));
    crc64 = crc64_combine(crc64, file.crc64(), this_bytes);
  }
  VOD_TRY(const auto stored, storage.complete(upload_id, etags));
  return check_crc64(crc64, stored.crc64);
}

CallResult<void> send_object(ObjectStorage& storage, OutgoingFile& file, const SentBytes& sent) {
  if (file.size_bytes() < limits::client_single_put_bytes) {
    VOD_TRY(const auto stored, storage.put(file.part(0, file.size_bytes()), file.size_bytes(), sent));
    if (stored.etag != file.md5_hex()) return stored_otherwise("object");
    return check_crc64(file.crc64(), stored.crc64);
  }
  VOD_TRY(const std::string upload_id, storage.initiate());
  auto parts = send_parts(storage, file, upload_id, sent);
  // Best effort: the server sweeps parts that are left.
  if (!parts && parts.error().kind != Failure::Kind::cancelled) (void)storage.abort(upload_id);
  return parts;
}

CallResult<boost::json::object> apply_fields(const UploadRequest& request) {
  boost::json::object fields = request.fields;
  const std::filesystem::path path(request.path);
  if (!fields.contains("MediaType")) {
    std::string type = lower(path.extension().string());
    if (type.size() < 2) {
      return local_failure(
          fmt::format("{} has no extension to tell its type by: give the type, such as mp4.", request.path));
    }
    fields["MediaType"] = type.substr(1);
  }
  if (!fields.contains("MediaName")) fields["MediaName"] = path.stem().string();
  return fields;
}

}  // namespace

CallResult<UploadAnswer> upload_file(ApiClient& api, const UploadRequest& request, const UploadProgress& progress) {
  VOD_TRY(OutgoingFile file, OutgoingFile::open(request.path));
  VOD_TRY(const boost::json::object fields, apply_fields(request));
  VOD_TRY(const Endpoint endpoint, parse_endpoint(api.target().endpoint));

  VOD_TRY(const boost::json::object applied, api.call("ApplyUpload", fields));
  VOD_TRY(const auto place, ApiClient::read_as<wire::ApplyUploadResponse>(applied));
  Keys keys = api.target().keys;
  if (place.TempCertificate) {
    const auto& temporary = *place.TempCertificate;
    keys = {temporary.SecretId.value_or(""), temporary.SecretKey.value_or(""), temporary.Token.value_or("")};
  }

  ObjectStorage storage(api, endpoint, keys, place.MediaStoragePath.value_or(""));
  const SentBytes sent = [&](std::uint64_t sent_bytes) {
    if (progress) progress(sent_bytes, file.size_bytes());
  };
  VOD_TRY(send_object(storage, file, sent));

  boost::json::object commit{{"VodSessionKey", place.VodSessionKey.value_or("")}};
  if (const auto* app = fields.if_contains("SubAppId")) commit["SubAppId"] = *app;
  VOD_TRY(const boost::json::object committed, api.call("CommitUpload", commit));
  VOD_TRY(const auto media, ApiClient::read_as<wire::CommitUploadResponse>(committed));
  return UploadAnswer{media.FileId.value_or(""), media.MediaUrl.value_or(""), file.size_bytes()};
}

}  // namespace vod::client
