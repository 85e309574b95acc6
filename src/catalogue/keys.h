#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "ports/database.h"

namespace vod::catalogue {

/// A lasting key beside the root key, and what it may do.
struct KeyRow {
  std::string secret_id;
  std::string secret_key;
  std::string name;
  std::optional<AppId> only_app;
  bool is_read_only = false;
  bool is_disabled = false;
  std::int64_t created_ms = 0;
  std::int64_t expires_ms = 0;  // 0 = never.
};

Done insert_key(Transaction& tx, const KeyRow& key);
Result<std::optional<KeyRow>> find_key(ReadTransaction& tx, std::string_view secret_id);
/// All of them, in the order of their making.
Result<std::vector<KeyRow>> list_keys(ReadTransaction& tx);
Done set_key_disabled(Transaction& tx, std::string_view secret_id, bool is_disabled);
/// Its console sessions go with it.
Done erase_key(Transaction& tx, std::string_view secret_id);

/// A temporary key of a console, with the rights of the key that parent_id names.
struct ConsoleSession {
  std::string secret_id;
  std::string secret_key;
  std::string token;
  std::string parent_id;
  std::int64_t expires_ms = 0;
};

Done insert_session(Transaction& tx, const ConsoleSession& session);
Result<std::vector<ConsoleSession>> list_sessions(ReadTransaction& tx);
Done erase_session(Transaction& tx, std::string_view secret_id);
Done erase_sessions_before(Transaction& tx, std::int64_t expired_before_ms);
/// Those of one parent.
Done erase_sessions_of(Transaction& tx, std::string_view parent_id);

}  // namespace vod::catalogue
