#include "engine/objects_rules.h"

#include <fmt/format.h>

#include <utility>

#include "catalogue/credentials.h"
#include "model/errors.h"

namespace vod::engine {

Error no_such_upload(const std::string& upload_id) {
  return error(ErrorCode::object_no_such_upload, {},
               fmt::format("There is no multipart upload {} for this key.", upload_id));
}

Done check_may_write(ReadTransaction& tx, const Uploader& uploader, const std::string& path) {
  if (!uploader.credentials_id.empty()) {
    VOD_TRY(const auto credentials, catalogue::find_credentials(tx, uploader.credentials_id));
    if (!credentials) {
      return error(ErrorCode::object_access_denied, {}, "The upload is over: its temporary key is not valid any more.");
    }
  }
  VOD_TRY(const auto object, catalogue::find_object(tx, path));
  if (object && object->is_sealed) {
    return error(ErrorCode::object_access_denied, {}, "The object belongs to a committed media and can't be replaced.");
  }
  return done();
}

Result<std::vector<BlobId>> let_go(Transaction& tx, const catalogue::ObjectRow& object) {
  std::vector<BlobId> blobs;
  if (object.blob) {
    blobs.push_back(*object.blob);
  } else if (!object.upload_id.empty()) {
    VOD_TRY(catalogue::set_upload_state(tx, object.upload_id, catalogue::UploadState::discarded));
  }
  return blobs;
}

Done place_object(Transaction& tx, const catalogue::ObjectRow& object, BlobTrash& trash) {
  VOD_TRY(const auto before, catalogue::find_object(tx, object.path));
  if (before) {
    VOD_TRY(auto blobs, let_go(tx, *before));
    tx.on_commit([&trash, blobs = std::move(blobs)] { trash.add(blobs); });
  }
  return catalogue::save_object(tx, object);
}

Done erase_object_at(Transaction& tx, const std::string& path, BlobTrash& trash) {
  VOD_TRY(const auto object, catalogue::find_object(tx, path));
  if (!object) return done();
  VOD_TRY(auto blobs, let_go(tx, *object));
  VOD_TRY(catalogue::erase_object(tx, path));
  tx.on_commit([&trash, blobs = std::move(blobs)] { trash.add(blobs); });
  return done();
}

Result<bool> erase_objects_below(Transaction& tx, const std::string& folder, std::size_t limit, BlobTrash& trash) {
  VOD_TRY(const auto objects, catalogue::objects_below(tx, folder, {}, limit));
  std::vector<BlobId> blobs;
  for (const auto& object : objects) {
    VOD_TRY(const auto more, let_go(tx, object));
    blobs.insert(blobs.end(), more.begin(), more.end());
    VOD_TRY(catalogue::erase_object(tx, object.path));
  }
  tx.on_commit([&trash, blobs = std::move(blobs)] { trash.add(blobs); });
  return objects.size() == limit;
}

Done seal_folder(Transaction& tx, const std::string& folder) {
  VOD_TRY(catalogue::erase_credentials_of(tx, folder));
  VOD_TRY(catalogue::seal_objects(tx, folder));
  return done();
}

}  // namespace vod::engine
