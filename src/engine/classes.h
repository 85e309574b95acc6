#pragma once

#include <cstdint>
#include <string>

#include "model/media_class.h"
#include "ports/database.h"

namespace vod::engine {

/// Makes a class and gives its id. Errors: value_parent_id, parent_id_no_found, class_level_limit_exceeded,
/// subclass_limit_exceeded, class_name_duplicate, limit_exceeded.
Result<std::int64_t> create_class(Transaction& tx, AppId app, std::int64_t parent_id, const std::string& name,
                                  std::int64_t now_ms);
/// Errors: value_class_id, class_no_found, class_name_duplicate.
Done rename_class(Transaction& tx, AppId app, std::int64_t id, const std::string& name);
/// Errors: value_class_id, class_not_empty.
Done delete_class(Transaction& tx, AppId app, std::int64_t id);

}  // namespace vod::engine
