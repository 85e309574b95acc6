#pragma once

#include <memory>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "api/keys.h"
#include "base/clock.h"
#include "catalogue/keys.h"
#include "ports/database.h"

namespace vod {

/// All keys of a server in memory: the root key, the lasting ones of the table and the consoles' temporary ones.
/// Thread-safe. Whoever changes a key does it here, inside a transaction: with its commit the change is in force, so a
/// key that was disabled is refused from the moment in which that was acknowledged, and after a restart too.
class KeyRing final : public Keys {
 public:
  /// Reads the table. Both references outlive it.
  static Result<std::unique_ptr<KeyRing>> open(Database& database, std::string root_id, std::string root_secret,
                                               const Clock& clock);

  /// Null for a key that is disabled, over or deleted, too, and for a console whose key is.
  std::shared_ptr<const Key> find(std::string_view secret_id) const override;
  const Key& root() const { return *root_.key(); }

  /// Errors: limit_exceeded.
  Done insert(Transaction& tx, const catalogue::KeyRow& key);
  /// A disabled key's consoles are signed out for good. Errors: not_found; failed_operation for the root key.
  Done set_disabled(Transaction& tx, const std::string& secret_id, bool is_disabled);
  /// Its consoles go with it. Errors as above.
  Done erase(Transaction& tx, const std::string& secret_id);

  /// Signs a console in; ended sessions make room, and past limits::console_sessions_max the one that ends first.
  Done insert_session(Transaction& tx, const catalogue::ConsoleSession& session);
  Done erase_session(Transaction& tx, const std::string& secret_id);

 private:
  struct Lasting {
    std::shared_ptr<const Key> key;
    bool is_disabled = false;
    std::int64_t expires_ms = 0;
  };
  struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
  };
  template <class Value>
  using Map = std::unordered_map<std::string, Value, TextHash, std::equal_to<>>;

  KeyRing(std::string root_id, std::string root_secret, const Clock& clock);
  Done check_there(ReadTransaction& tx, const std::string& secret_id) const;
  // The rest with the lock held.
  std::shared_ptr<const Key> find_lasting(std::string_view secret_id) const;
  void put(const catalogue::KeyRow& row);
  void put(const catalogue::ConsoleSession& session);
  void drop_sessions_of(const std::string& parent_id);

  const RootKey root_;
  const Clock& clock_;
  mutable std::shared_mutex mutex_;
  Map<Lasting> lasting_;
  Map<std::shared_ptr<const Key>> sessions_;
};

}  // namespace vod
