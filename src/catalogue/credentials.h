#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/ids.h"
#include "base/result.h"
#include "ports/database.h"

namespace vod::catalogue {

/// A temporary key that ApplyUpload hands out: it may write what lies below one folder until it expires.
struct UploadCredentials {
  std::string secret_id;
  std::string secret_key;
  std::string token;
  std::string folder;  // Begins and ends with "/", and is more than that.
  AppId app;
  FileId file;
  std::int64_t expires_ms = 0;

  bool operator==(const UploadCredentials&) const = default;
};

Done add_credentials(Transaction& tx, const UploadCredentials& credentials);
Result<std::optional<UploadCredentials>> find_credentials(ReadTransaction& tx, std::string_view secret_id);
/// Ends all keys for exactly this folder. Gives their number.
Result<std::int64_t> erase_credentials_of(Transaction& tx, std::string_view folder);
/// Removes up to `limit` keys that expired before that time. Gives their number.
Result<std::int64_t> erase_credentials_before(Transaction& tx, std::int64_t before_ms, std::size_t limit);

}  // namespace vod::catalogue
