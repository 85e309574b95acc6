#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "catalogue/migrate.h"

namespace vod::catalogue {

/// Every version of the schema in order. A version that was released never changes.
std::vector<Migration> migrations();

}  // namespace vod::catalogue
