#pragma once

#include "api/checks.h"
#include "engine/storage_rules.h"

namespace vod::api {

/// Standard when none is given; value_restore_tier for what is none.
Result<RestoreTier> checked_tier(const std::optional<std::string>& name);

/// Starts the same for every media in one transaction: one that is refused leaves all of them as they are.
Done move_all(Context& context, const std::vector<FileId>& files, const engine::StorageWish& wish);

}  // namespace vod::api
