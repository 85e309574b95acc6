#include "engine/objects.h"

#include <fmt/format.h>

#include <utility>

#include "base/check.h"
#include "catalogue/credentials.h"
#include "catalogue/media.h"
#include "engine/objects_rules.h"
#include "model/errors.h"
#include "model/limits.h"

namespace vod::engine {
namespace {

/// One blob, open from the beginning on.
class WholeBody final : public ObjectBody {
 public:
  explicit WholeBody(BlobSlice slice) : slice_(std::move(slice)) {}
  Result<std::optional<BlobSlice>> next() override { return std::exchange(slice_, std::nullopt); }

 private:
  std::optional<BlobSlice> slice_;
};

}  // namespace

/// While one stands, the parts of its upload are not removed.
class Objects::Pin {
 public:
  Pin(Objects& objects, std::string upload_id) : objects_(objects), upload_id_(std::move(upload_id)) {
    const std::lock_guard lock(objects_.mutex_);
    ++objects_.readers_[upload_id_];
  }
  ~Pin() {
    const std::lock_guard lock(objects_.mutex_);
    const auto found = objects_.readers_.find(upload_id_);
    if (--found->second == 0) objects_.readers_.erase(found);
  }
  Pin(const Pin&) = delete;
  Pin& operator=(const Pin&) = delete;

 private:
  Objects& objects_;
  const std::string upload_id_;
};

class Objects::PartsBody final : public ObjectBody {
 public:
  struct Piece {
    BlobId blob;
    std::uint64_t offset = 0;
    std::uint64_t size_bytes = 0;
  };
  PartsBody(const Blobs& blobs, std::unique_ptr<Pin> pin, std::vector<Piece> pieces)
      : blobs_(blobs), pin_(std::move(pin)), pieces_(std::move(pieces)) {}

  Result<std::optional<BlobSlice>> next() override {
    if (at_ == pieces_.size()) return std::nullopt;
    const Piece& piece = pieces_[at_++];
    VOD_TRY(auto reader, blobs_.open(piece.blob));
    return BlobSlice{std::move(reader), piece.offset, piece.size_bytes};
  }

 private:
  const Blobs& blobs_;
  const std::unique_ptr<Pin> pin_;
  const std::vector<Piece> pieces_;
  std::size_t at_ = 0;
};

Objects::Objects(Database& database, Blobs& blobs, BlobTrash& trash, const Clock& clock, Random& random)
    : database_(database), blobs_(blobs), trash_(trash), clock_(clock), random_(random) {}

Result<std::unique_ptr<BlobWriter>> Objects::begin_bytes() {
  VOD_TRY(const double used, blobs_.used_share());
  if (used > limits::disk_uploads_share_max) {
    return error(ErrorCode::resource_insufficient, {},
                 fmt::format("The server's disk is {:.0f} % full; uploads are refused above {:.0f} %.", used * 100,
                             limits::disk_uploads_share_max * 100));
  }
  return blobs_.create();
}

Done Objects::check_writable(const Uploader& uploader, const std::string& path) {
  return database_.read([&](ReadTransaction& tx) { return check_may_write(tx, uploader, path); });
}

Done Objects::name_bytes(const Database::Change& change, const BlobId& bytes) {
  Done named = database_.write(change);
  // After database_failed the row may be on the disk all the same; then the sweep decides after the restart.
  if (!named && named.error().code != ErrorCode::database_failed) trash_.add({bytes});
  return named;
}

Result<catalogue::ObjectRow> Objects::put(const Uploader& uploader, const std::string& path,
                                          const std::string& content_type, BlobWriter& bytes,
                                          const ReceivedHashes& hashes) {
  catalogue::ObjectRow object;
  object.path = path;
  object.app = uploader.app;
  object.file = uploader.file;
  object.size_bytes = bytes.size_bytes();
  object.crc64 = hashes.crc64;
  object.etag = hashes.md5;
  object.content_type = content_type;
  object.created_ms = clock_.wall_ms();
  VOD_TRY(object.blob, bytes.commit());
  VOD_TRY(name_bytes(
      [&](Transaction& tx) -> Done {
        VOD_TRY(check_may_write(tx, uploader, path));
        return place_object(tx, object, trash_);
      },
      *object.blob));
  return object;
}

Result<std::string> Objects::initiate(const Uploader& uploader, const std::string& path,
                                      const std::string& content_type) {
  catalogue::UploadRow upload;
  upload.upload_id = random_.hex(32);
  upload.path = path;
  upload.app = uploader.app;
  upload.file = uploader.file;
  upload.content_type = content_type;
  upload.created_ms = clock_.wall_ms();
  VOD_TRY(database_.write([&](Transaction& tx) -> Done {
    VOD_TRY(check_may_write(tx, uploader, path));
    return catalogue::add_upload(tx, upload);
  }));
  return upload.upload_id;
}

Result<catalogue::UploadRow> Objects::open_upload(const std::string& path, const std::string& upload_id) {
  std::optional<catalogue::UploadRow> upload;
  VOD_TRY(database_.read([&](ReadTransaction& tx) -> Done {
    VOD_TRY(upload, catalogue::find_upload(tx, upload_id));
    return done();
  }));
  if (!upload || upload->path != path || upload->state != catalogue::UploadState::open) {
    return no_such_upload(upload_id);
  }
  return *upload;
}

Done Objects::put_part(const Uploader& uploader, const catalogue::UploadRow& upload, std::int64_t number,
                       BlobWriter& bytes, const ReceivedHashes& hashes) {
  catalogue::PartRow part;
  part.upload_id = upload.upload_id;
  part.number = number;
  part.size_bytes = bytes.size_bytes();
  part.md5 = hashes.md5;
  part.crc64 = hashes.crc64;
  part.created_ms = clock_.wall_ms();
  VOD_TRY(part.blob, bytes.commit());
  return name_bytes(
      [&](Transaction& tx) -> Done {
        VOD_TRY(check_may_write(tx, uploader, upload.path));
        // Completed or aborted while the bytes came in: then the part comes too late.
        VOD_TRY(const auto now, catalogue::find_upload(tx, upload.upload_id));
        if (!now || now->state != catalogue::UploadState::open) return no_such_upload(upload.upload_id);
        VOD_TRY(const auto before, catalogue::find_part(tx, upload.upload_id, number));
        if (before) tx.on_commit([this, blob = before->blob] { trash_.add({blob}); });
        VOD_TRY(catalogue::bump_upload_revision(tx, upload.upload_id));
        return catalogue::save_part(tx, part);
      },
      part.blob);
}

Done Objects::abort(const std::string& path, const std::string& upload_id) {
  VOD_TRY(database_.write([&](Transaction& tx) -> Done {
    VOD_TRY(const auto upload, catalogue::find_upload(tx, upload_id));
    if (!upload || upload->path != path || upload->state != catalogue::UploadState::open) {
      return no_such_upload(upload_id);
    }
    return catalogue::set_upload_state(tx, upload_id, catalogue::UploadState::discarded);
  }));
  return remove_parts(upload_id);
}

Result<catalogue::ObjectRow> Objects::find(const std::string& path) {
  std::optional<catalogue::ObjectRow> object;
  VOD_TRY(database_.read([&](ReadTransaction& tx) -> Done {
    VOD_TRY(object, catalogue::find_object(tx, path));
    return done();
  }));
  if (!object) return error(ErrorCode::object_no_such_key, {}, "There is no object at this path.");
  return *std::move(object);
}

Result<catalogue::ObjectRow> Objects::find_for_reading(const std::string& path) {
  std::optional<catalogue::ObjectRow> object;
  std::optional<catalogue::MediaAccess> access;
  VOD_TRY(database_.read([&](ReadTransaction& tx) -> Done {
    VOD_TRY(object, catalogue::find_object(tx, path));
    if (!object) return done();
    VOD_TRY(access, catalogue::find_media_access(tx, object->app, object->file));
    return done();
  }));
  if (!object) return error(ErrorCode::object_no_such_key, {}, "There is no object at this path.");
  if (access && access->is_forbidden) {
    return error(ErrorCode::object_access_denied, {}, "The distribution of this media is forbidden.");
  }
  if (access && !access->is_readable) {
    return error(ErrorCode::object_invalid_state, {}, "The object is archived and not restored.");
  }
  return *std::move(object);
}

Result<std::unique_ptr<ObjectBody>> Objects::body(const catalogue::ObjectRow& object, std::uint64_t offset,
                                                  std::uint64_t size_bytes) {
  VOD_CHECK(offset <= object.size_bytes && size_bytes <= object.size_bytes - offset);
  if (object.blob) {
    VOD_TRY(auto reader, blobs_.open(*object.blob));
    return std::make_unique<WholeBody>(BlobSlice{std::move(reader), offset, size_bytes});
  }
  // Pinned first and looked at afterwards: either the parts are still the object's and stay, or this sees the change.
  auto pin = std::make_unique<Pin>(*this, object.upload_id);
  std::vector<PartsBody::Piece> pieces;
  VOD_TRY(database_.read([&](ReadTransaction& tx) -> Done {
    VOD_TRY(const auto now, catalogue::find_object(tx, object.path));
    if (!now || now->blob || now->upload_id != object.upload_id) {
      return error(ErrorCode::not_found, {}, "The object changed.");
    }
    VOD_TRY(const auto parts, all_parts(tx, object.upload_id));
    std::uint64_t part_begin = 0;
    for (const auto& part : parts) {
      const std::uint64_t begin = std::max(offset, part_begin);
      const std::uint64_t end = std::min(offset + size_bytes, part_begin + part.size_bytes);
      if (begin < end) pieces.push_back({part.blob, begin - part_begin, end - begin});
      part_begin += part.size_bytes;
    }
    return done();
  }));
  return std::make_unique<PartsBody>(blobs_, std::move(pin), std::move(pieces));
}

Result<std::vector<catalogue::PartRow>> Objects::all_parts(ReadTransaction& tx, const std::string& upload_id) {
  return catalogue::parts_of(tx, upload_id, 0, static_cast<std::size_t>(limits::upload_parts_max));
}

bool Objects::is_pinned(const std::string& upload_id) {
  const std::lock_guard lock(mutex_);
  return readers_.contains(upload_id);
}

Done Objects::remove_parts(const std::string& upload_id) {
  while (true) {
    if (is_pinned(upload_id)) return done();  // The sweep comes back to it.
    bool is_over = false;
    VOD_TRY(database_.write([&](Transaction& tx) -> Done {
      is_over = true;
      VOD_TRY(const auto upload, catalogue::find_upload(tx, upload_id));
      if (!upload || upload->state != catalogue::UploadState::discarded) return done();
      VOD_TRY(const auto parts, catalogue::parts_of(tx, upload_id, 0, limits::parts_removed_at_once));
      if (parts.empty()) return catalogue::erase_upload(tx, upload_id);
      is_over = false;
      std::vector<BlobId> blobs;
      for (const auto& part : parts) {
        VOD_TRY(catalogue::erase_part(tx, upload_id, part.number));
        blobs.push_back(part.blob);
      }
      tx.on_commit([this, blobs = std::move(blobs)] { trash_.add(blobs); });
      return done();
    }));
    if (is_over) return done();
  }
}

Result<BlobId> Objects::join(const std::string& path) {
  VOD_TRY(const auto object, find(path));
  if (object.blob) return *object.blob;
  VOD_TRY(const BlobId blob, join_parts(object));
  // The object is whole; what fails here is the sweep's.
  (void)remove_parts(object.upload_id);
  return blob;
}

Result<BlobId> Objects::join_parts(const catalogue::ObjectRow& object) {
  const std::string& path = object.path;
  const Pin pin(*this, object.upload_id);
  std::vector<catalogue::PartRow> parts;
  VOD_TRY(database_.read([&](ReadTransaction& tx) -> Done {
    VOD_TRY(parts, all_parts(tx, object.upload_id));
    return done();
  }));
  VOD_TRY(const auto writer, blobs_.create());
  for (const auto& part : parts) {
    VOD_TRY(writer->append(part.blob));
  }
  if (writer->size_bytes() != object.size_bytes) {
    return error(ErrorCode::io_failed, path, "The parts of an object don't add up to its size.");
  }
  VOD_TRY(const BlobId blob, writer->commit());
  VOD_TRY(name_bytes(
      [&](Transaction& tx) -> Done {
        VOD_TRY(const bool is_set, catalogue::set_object_blob(tx, path, object.upload_id, blob));
        if (!is_set) return error(ErrorCode::not_found, path, "The object changed while its parts were joined.");
        return catalogue::set_upload_state(tx, object.upload_id, catalogue::UploadState::discarded);
      },
      blob));
  return blob;
}

}  // namespace vod::engine
