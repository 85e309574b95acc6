#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "ports/database.h"

namespace vod::catalogue {

/// Single values that outlive a start.
Result<std::optional<std::string>> find_meta(ReadTransaction& tx, std::string_view name);
Done put_meta(Transaction& tx, std::string_view name, std::string_view value);
Done erase_meta(Transaction& tx, std::string_view name);

/// The key of the reliable queue's handles; a server without one makes it at its start.
inline constexpr std::string_view handle_key_name = "queue.handle_key";

}  // namespace vod::catalogue
