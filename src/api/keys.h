#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/ids.h"
#include "wire/signed_request.h"

namespace vod {

/// A key that calls are signed with, lasting or temporary, and what it may do.
struct Key {
  std::string secret_id;
  wire::SecretKey secret;
  bool is_read_only = false;
  std::optional<AppId> only_app{};  // The key may touch this app alone.
  /// The server's own key, or a console's that it was signed in with.
  bool is_root = false;
  /// A console's: the lasting key whose rights it has.
  std::string parent_id{};
  std::string name{};

  bool is_temporary() const { return !parent_id.empty(); }
  /// Whoever came without a signature, to the one action that allows it.
  bool is_nobody() const { return secret_id.empty(); }
};

/// Finds the key of a call. Thread-safe; asked for each call, so it answers from memory.
class Keys {
 public:
  virtual ~Keys() = default;
  /// Null when there is no such key. Whether it is over is for the door to see.
  virtual std::shared_ptr<const Key> find(std::string_view secret_id) const = 0;
};

/// The one pair that the server was started with.
class RootKey final : public Keys {
 public:
  RootKey(std::string secret_id, std::string secret_key);
  std::shared_ptr<const Key> find(std::string_view secret_id) const override;
  std::shared_ptr<const Key> key() const { return key_; }

 private:
  std::shared_ptr<const Key> key_;
};

}  // namespace vod
