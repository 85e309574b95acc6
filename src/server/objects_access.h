#pragma once

#include "api/keys.h"
#include "base/clock.h"
#include "ports/database.h"
#include "server/objects_request.h"

namespace vod {

/// Who may do what in object storage. Lasting keys may write to the folder of any media of their app, temporary ones to
/// the folder that ApplyUpload gave them. Thread-safe.
class ObjectAccess {
 public:
  ObjectAccess(Database& database, const Keys& keys, const Clock& clock);

  /// What a signed call wants.
  enum class Wish { read, write };

  /// Checks signature, time, token, and that the key covers `path` (for a listing the prefix stands for it).
  /// Errors: object_access_denied, object_key_unknown, object_signature, object_time_skewed, object_token_expired.
  Result<engine::Uploader> check(const ObjectCall& call, std::string_view path, Wish wish) const;

 private:
  Database& database_;
  const Keys& keys_;
  const Clock& clock_;
};

}  // namespace vod
