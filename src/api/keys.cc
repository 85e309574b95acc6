#include "api/keys.h"

#include <utility>

namespace vod {

RootKey::RootKey(std::string secret_id, std::string secret_key) {
  Key key;
  key.secret_id = std::move(secret_id);
  key.secret.secret_key = std::move(secret_key);
  key.is_root = true;
  key.name = "root";
  key_ = std::make_shared<const Key>(std::move(key));
}

std::shared_ptr<const Key> RootKey::find(std::string_view secret_id) const {
  return secret_id == key_->secret_id ? key_ : nullptr;
}

}  // namespace vod
