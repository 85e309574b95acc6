// Objects: bytes under a path, as object storage keeps them. An object comes whole by one PUT, or in parts that a
// multipart upload collects; Complete makes the object out of the list of parts, and join() makes one blob of them
// later. Bytes always reach the disk before the row that names them; rows go before the bytes that they named.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/random.h"
#include "catalogue/object_parts.h"
#include "catalogue/object_uploads.h"
#include "catalogue/objects.h"
#include "engine/blob_trash.h"
#include "engine/object_body.h"
#include "ports/blobs.h"
#include "ports/database.h"

namespace vod::engine {

/// Who writes, as the signature told.
struct Uploader {
  AppId app;
  FileId file;
  std::string credentials_id;  // Of the temporary key; "" for a lasting one. It must be valid when the row is written.
};

/// What a receiver of bytes counted.
struct ReceivedHashes {
  std::string md5;  // Lower-case hex.
  std::uint64_t crc64 = 0;
};

/// One entry of Complete's list.
struct ListedPart {
  std::int64_t number = 0;
  std::string etag;  // Without quotes.
};

/// Decides about objects. All functions may block on disk and database (handler and step threads only); thread-safe.
/// Errors: the object_* codes, resource_insufficient for a full disk, and those of database and blobs.
class Objects {
 public:
  /// The references outlive the objects.
  Objects(Database& database, Blobs& blobs, BlobTrash& trash, const Clock& clock, Random& random);

  /// Begins taking bytes; refused while the disk is fuller than limits::disk_uploads_share_max.
  Result<std::unique_ptr<BlobWriter>> begin_bytes();
  /// Whether the uploader may write to the path now. put and complete check it again in their transaction.
  Done check_writable(const Uploader& uploader, const std::string& path);

  /// Commits the bytes and makes them the object at the path, in the place of an earlier one.
  Result<catalogue::ObjectRow> put(const Uploader& uploader, const std::string& path, const std::string& content_type,
                                   BlobWriter& bytes, const ReceivedHashes& hashes);

  /// Gives the upload id.
  Result<std::string> initiate(const Uploader& uploader, const std::string& path, const std::string& content_type);
  /// The open upload of that id and path; object_no_such_upload otherwise.
  Result<catalogue::UploadRow> open_upload(const std::string& path, const std::string& upload_id);
  /// Commits the bytes as a part, in the place of an earlier one with the number.
  Done put_part(const Uploader& uploader, const catalogue::UploadRow& upload, std::int64_t number, BlobWriter& bytes,
                const ReceivedHashes& hashes);
  /// Makes the object out of the listed parts, and drops those that are not listed. Called again for the upload that
  /// made the object, it gives the same answer.
  Result<catalogue::ObjectRow> complete(const Uploader& uploader, const std::string& path, const std::string& upload_id,
                                        const std::vector<ListedPart>& listed);
  Done abort(const std::string& path, const std::string& upload_id);

  /// object_no_such_key when there is none.
  Result<catalogue::ObjectRow> find(const std::string& path);
  /// The same for who reads it: object_access_denied when the distribution of its media is forbidden,
  /// object_invalid_state when that is archived and not restored.
  Result<catalogue::ObjectRow> find_for_reading(const std::string& path);
  /// The bytes of a row that find() gave, from `offset` on. not_found when the object changed meanwhile: find again.
  Result<std::unique_ptr<ObjectBody>> body(const catalogue::ObjectRow& object, std::uint64_t offset,
                                           std::uint64_t size_bytes);

  /// Makes one blob of an object that still consists of parts and gives its id; at once when it is one already.
  /// Repeatable after a crash at any point.
  Result<BlobId> join(const std::string& path);

  /// Removes the parts of a discarded upload, as far as nobody is reading them. Repeatable.
  Done remove_parts(const std::string& upload_id);

 private:
  class PartsBody;
  class Pin;

  Result<catalogue::ObjectRow> made_by(const std::string& path, const std::string& upload_id);
  Result<std::vector<catalogue::PartRow>> all_parts(ReadTransaction& tx, const std::string& upload_id);
  Result<BlobId> join_parts(const catalogue::ObjectRow& object);
  Done drop_unlisted(const catalogue::UploadRow& upload, const std::vector<catalogue::PartRow>& unlisted);
  Done name_bytes(const Database::Change& change, const BlobId& bytes);
  bool is_pinned(const std::string& upload_id);

  Database& database_;
  Blobs& blobs_;
  BlobTrash& trash_;
  const Clock& clock_;
  Random& random_;
  std::mutex mutex_;
  std::map<std::string, int> readers_;  // By upload id: how many bodies read its parts.
};

/// Drops the object at the path, if there is one, in the caller's transaction; its bytes go to the trash with its
/// commit.
Done erase_object_at(Transaction& tx, const std::string& path, BlobTrash& trash);

/// Drops up to `limit` objects below `folder` in the caller's transaction; their bytes go to the trash with its commit.
/// True when there may be more.
Result<bool> erase_objects_below(Transaction& tx, const std::string& folder, std::size_t limit, BlobTrash& trash);

/// What CommitUpload does to objects, in its transaction: what lies below the folder can't be replaced or added to with
/// upload credentials any more.
Done seal_folder(Transaction& tx, const std::string& folder);

}  // namespace vod::engine
