#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "ports/database.h"

namespace vod::catalogue {

/// Single values that outlive a start.
Result<std::optional<std::string>> find_meta(ReadTransaction& tx, std::string_view name);
Done put_meta(Transaction& tx, std::string_view name, std::string_view value);

}  // namespace vod::catalogue
